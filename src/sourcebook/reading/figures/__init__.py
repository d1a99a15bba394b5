"""Which numbers are claimed by whom."""

from sourcebook.reading.analysis import Context
from sourcebook.reading.candidates import Figure


def find_figures(context: Context) -> list[Figure]:
    """To come."""
    return []
