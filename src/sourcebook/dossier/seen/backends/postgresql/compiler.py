"""The gate over PostgreSQL's own compilers, which insert many rows at once and refuse unsafe aliases."""

from django.db.backends.postgresql import compiler  # type: ignore[attr-defined]

from sourcebook.dossier.seen.compiler import (
    SQLAggregateCompiler,
    SQLDeleteCompiler,
    SQLUpdateCompiler,
)
from sourcebook.dossier.seen.compiler import SQLCompiler as Gate
from sourcebook.dossier.seen.compiler import SQLInsertCompiler as InsertGate

__all__ = [
    "SQLAggregateCompiler",
    "SQLCompiler",
    "SQLDeleteCompiler",
    "SQLInsertCompiler",
    "SQLUpdateCompiler",
]


class SQLCompiler(Gate, compiler.SQLCompiler):  # type: ignore[misc]
    """Compiles SELECT, gated."""


class SQLInsertCompiler(InsertGate, compiler.SQLInsertCompiler):  # type: ignore[misc]
    """Compiles INSERT."""
