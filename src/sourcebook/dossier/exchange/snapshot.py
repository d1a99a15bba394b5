"""A dossier as it stands at one moment, whatever others write meanwhile; nobody is held up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Every query within reads the same state of the database. Within a transaction it is that one's."""
    if connection.in_atomic_block:
        yield
        return
    opened: Any = connection
    if connection.vendor == "sqlite":
        # Writers begin IMMEDIATE, which would hold others up; readers need not.
        mode, opened.transaction_mode = opened.transaction_mode, "DEFERRED"
        try:
            with transaction.atomic():
                yield
        finally:
            opened.transaction_mode = mode
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
