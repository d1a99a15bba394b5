"""What bodies said about it."""

from sourcebook.reading.analysis import Context
from sourcebook.reading.candidates import Reaction, Statement


def find_reactions(context: Context, statements: list[Statement]) -> list[Reaction]:
    """To come."""
    return []
