"""The one error of this room."""


class ReadingError(ValueError):
    """A file that cannot be read. The message is one line: what is wrong, where, and what to do."""
