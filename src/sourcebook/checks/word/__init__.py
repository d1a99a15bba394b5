"""A report's own Word file: where in it a passage that was read stands, and comments put there."""

from sourcebook.checks.word.comments import with_comments

__all__ = ["with_comments"]
