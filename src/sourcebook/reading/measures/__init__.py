"""What courts ordered."""

from sourcebook.reading.analysis import Context
from sourcebook.reading.candidates import Measure


def find_measures(context: Context) -> list[Measure]:
    """To come."""
    return []
