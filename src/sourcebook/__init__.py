"""Sourcebook: open sources into a report in which every sentence can be checked."""

__version__ = "0.1.0"
