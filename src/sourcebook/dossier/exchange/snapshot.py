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
            with unmapped(), transaction.atomic():
                yield
        finally:
            opened.transaction_mode = mode
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def unmapped() -> Iterator[None]:
    """SQLite's file not mapped into memory: who goes through all of it would have all of it there."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        [size] = cursor.execute("PRAGMA mmap_size").fetchone()
        cursor.execute("PRAGMA mmap_size=0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA mmap_size={int(size)}")
