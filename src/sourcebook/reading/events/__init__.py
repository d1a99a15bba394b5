"""What happened."""

from sourcebook.reading.analysis import Context
from sourcebook.reading.candidates import Event, Statement


def find_events(context: Context, statements: list[Statement]) -> list[Event]:
    """To come."""
    return []
