"""What is asked of whom."""

from sourcebook.reading.analysis import Context
from sourcebook.reading.candidates import Recommendation


def find_recommendations(context: Context) -> list[Recommendation]:
    """To come."""
    return []
