"""Mechanical corrections, offered by findings and made only when asked for: in a copy, each one listed."""

from sourcebook.checks.fixes.copying import Change, Fixed, fixed_copy

__all__ = ["Change", "Fixed", "fixed_copy"]
