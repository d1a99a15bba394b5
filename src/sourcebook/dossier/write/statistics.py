"""What the database knows of its own tables: refreshed after large writes, or its plans fit empty ones."""

from __future__ import annotations

from django.db import connection

# Fewer rows do not change a plan.
LARGE = 500


def refresh(rows: int) -> None:
    """Has the database count its tables anew, where `rows` new ones make it worth while."""
    if rows < LARGE:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # So many rows of each index are looked at: a sample is enough.
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")
