"""Who said what."""

from sourcebook.reading.analysis import Context
from sourcebook.reading.candidates import Statement


def find_statements(context: Context) -> list[Statement]:
    """To come."""
    return []
