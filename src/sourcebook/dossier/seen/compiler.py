"""The gate: Django's SQL compiler, which here adds to each gated table of a query the rule of that table.

To WHERE for the tables that rows must come from, to ON for those that an outer join may leave empty.
Subqueries, unions and aggregates are compiled by the same compiler and so gated too. UPDATE and DELETE run only
within `writing()`, which the write path alone opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models.expressions import RawSQL
from django.db.models.sql import compiler
from django.db.models.sql.constants import LOUTER
from django.db.models.sql.where import AND, WhereNode

from sourcebook.dossier.seen.rules import RULES, Sql, rule_sql
from sourcebook.dossier.seen.viewer import current

_WRITING: ContextVar[bool] = ContextVar("writing", default=False)


class OutsideTheWritePath(RuntimeError):
    """An UPDATE or DELETE that would leave no history: a fault of the program."""


@contextmanager
def writing() -> Iterator[None]:
    """Opens UPDATE and DELETE; for `write`, `search`, `exchange` and `backup` alone."""
    token = _WRITING.set(True)
    try:
        yield
    finally:
        _WRITING.reset(token)


class SQLCompiler(compiler.SQLCompiler):
    """Compiles SELECT, gated."""

    def get_from_clause(self) -> tuple[list[str], list[Any]]:
        """The FROM clause; gates outer joins in it and adds the other gates to WHERE."""
        result: list[str] = []
        params: list[Any] = []
        gates: list[Sql] = []
        for alias in tuple(self.query.alias_map):
            if not self.query.alias_refcount[alias]:
                continue
            clause = self.query.alias_map[alias]
            sql, clause_params = self.compile(clause)
            gate = self._gate(clause.table_name, alias)
            if gate and clause.join_type == LOUTER:
                # Django closes the condition of a join with a bracket: the rule goes inside.
                assert sql.endswith(")"), sql
                sql = f"{sql[:-1]} AND {gate[0]})"
                clause_params = [*clause_params, *gate[1]]
            elif gate:
                gates.append(gate)
            result.append(sql)
            params.extend(clause_params)
        for table in self.query.extra_tables:
            # Only `.extra(tables=...)` makes these; nothing here uses it.
            raise OutsideTheWritePath(f"a query names the table {table} by hand")
        self._narrow(gates)
        return result, params

    def _gate(self, table: str | None, alias: str) -> Sql | None:
        rule = RULES.get(table or "")
        if rule is None:
            return None
        viewer = current()
        if viewer.everything:
            return None
        name = self.quote_name_unless_alias(alias)
        return rule_sql(rule, name, viewer, None, self.connection.vendor)

    def _narrow(self, gates: list[Sql]) -> None:
        if not gates:
            return
        conditions: list[Any] = [RawSQL(f"({sql})", params) for sql, params in gates]
        # A fresh node: the query itself is left as it was, and may be compiled again for somebody else.
        self.where = WhereNode([*([self.where] if self.where else []), *conditions], AND)


class SQLInsertCompiler(compiler.SQLInsertCompiler, SQLCompiler):
    """Compiles INSERT."""


class SQLDeleteCompiler(compiler.SQLDeleteCompiler, SQLCompiler):
    """Compiles DELETE, within `writing()` alone."""

    def as_sql(self) -> Any:
        """The statement. Raises OutsideTheWritePath elsewhere."""
        _must_be_writing(self)
        return super().as_sql()


class SQLUpdateCompiler(compiler.SQLUpdateCompiler, SQLCompiler):
    """Compiles UPDATE, within `writing()` alone."""

    def as_sql(self) -> Any:
        """The statement. Raises OutsideTheWritePath elsewhere."""
        _must_be_writing(self)
        return super().as_sql()


class SQLAggregateCompiler(compiler.SQLAggregateCompiler, SQLCompiler):
    """Compiles aggregates over a subquery, which is gated by itself."""


def _must_be_writing(made: compiler.SQLCompiler) -> None:
    table = made.query.get_meta().db_table
    if table in RULES and not _WRITING.get():
        raise OutsideTheWritePath(f"{table} is changed outside the write path: no history would be kept")
