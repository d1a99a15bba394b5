"""The one error of this room."""


class CaptureError(ValueError):
    """A file that cannot become a capture. One line: what is wrong, where, and what to do."""
