"""What is raised where there is nothing to draw."""

from __future__ import annotations


class NoData(ValueError):
    """A chart for which there is no record; the message says which and why."""
