"""Names written in several ways."""

from sourcebook.reading.analysis import Context
from sourcebook.reading.candidates import Event, NameGroup, Reaction, Statement


def group_names(
    context: Context, statements: list[Statement], events: list[Event], reactions: list[Reaction]
) -> list[NameGroup]:
    """To come."""
    return []
