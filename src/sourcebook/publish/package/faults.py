"""What stops a package from being written."""

from __future__ import annotations


class PackageError(ValueError):
    """A package that cannot be written or opened; one line says what, where, and what to do."""
