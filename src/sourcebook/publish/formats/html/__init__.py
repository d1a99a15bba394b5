"""The report as one accessible page that needs nothing but itself: `write`."""

from sourcebook.publish.formats.html.page import write

__all__ = ["write"]
