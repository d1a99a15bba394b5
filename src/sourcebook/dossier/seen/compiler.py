"""The gate: Django's SQL compiler, which here adds to each gated table of a query the rule of that table.

To WHERE for the tables that rows must come from, to ON for those that an outer join may leave empty.
Subqueries, unions and aggregates are compiled by the same compiler and so gated too. UPDATE and DELETE run
only within `writing()`, which the write path alone opens. A table without a rule is refused, not shown.

Which rows come back is judged, not in which order the database looks at them: an expression that fails on
some values (a cast to a number, a division) may fail on a hidden row. No filter of a user's may have one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models.constants import OnConflict
from django.db.models.expressions import RawSQL
from django.db.models.sql import compiler
from django.db.models.sql.constants import INNER, LOUTER
from django.db.models.sql.where import AND, WhereNode

from sourcebook.dossier.seen.rules import DJANGOS, OPEN, OWN_NAMES, RULES, Sql, rule_sql
from sourcebook.dossier.seen.viewer import NotAllowed, current

_WRITING: ContextVar[bool] = ContextVar("writing", default=False)
_RECORD = "dossier_record"


class OutsideTheWritePath(RuntimeError):
    """An UPDATE or DELETE that would leave no history: a fault of the program."""


class WithoutRule(RuntimeError):
    """A query that the gate cannot judge: a fault of the program."""


@contextmanager
def writing() -> Iterator[None]:
    """Opens UPDATE and DELETE; for `write`, `editions`, `search`, `exchange` and `backup` alone."""
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
        used = {
            alias: clause
            for alias, clause in self.query.alias_map.items()
            if self.query.alias_refcount[alias]
        }
        for alias, clause in used.items():
            made: Any = clause
            sql, clause_params = self.compile(made)
            gate = self._gate(clause, alias, used)
            if gate and clause.join_type == LOUTER:
                # Django closes the condition of a join with a bracket: the rule goes inside.
                if not sql.endswith(")"):
                    raise WithoutRule(f"cannot judge a join that reads {sql}")
                sql = f"{sql[:-1]} AND {gate[0]})"
                clause_params = [*clause_params, *gate[1]]
            elif gate:
                gates.append(gate)
            result.append(sql)
            params.extend(clause_params)
        for table in self.query.extra_tables:
            # Only `.extra(tables=...)` makes these; nothing here uses it.
            raise WithoutRule(f"a query names the table {table} by hand")
        self._narrow(gates)
        return result, params

    def explain_query(self) -> Any:
        """How the database goes about it: for the program alone, since it counts the rows that are hidden."""
        if not current().everything:
            raise NotAllowed("explaining a query counts hidden rows: only the program itself may")
        return super().explain_query()

    def _gate(self, clause: Any, alias: str, used: Mapping[str, Any]) -> Sql | None:
        table = clause.table_name
        if table in DJANGOS:
            return None
        viewer = current()
        rule = RULES.get(table)
        if rule is None and table not in OPEN:
            raise WithoutRule(f"{table} has no rule: say in seen/rules.py who sees its rows")
        if viewer.everything or rule is None:
            return None
        if alias.startswith(OWN_NAMES):
            raise WithoutRule(f"a query calls a table {alias}: such names are the gate's own")
        name = self.quote_name_unless_alias(alias)
        return rule_sql(rule, name, viewer, self.connection.vendor, _judged(alias, clause, used))

    def _narrow(self, gates: list[Sql]) -> None:
        if not gates:
            return
        conditions: list[Any] = [RawSQL(sql, params) for sql, params in gates]
        # A fresh node: the query itself is left as it was, and may be compiled again for somebody else.
        own = [self.where] if self.where else []
        self.where: WhereNode = WhereNode([*own, *conditions], AND)


class SQLInsertCompiler(compiler.SQLInsertCompiler, SQLCompiler):
    """Compiles INSERT; one that changes a row already there, within `writing()` alone."""

    def as_sql(self, *given: Any, **named: Any) -> Any:
        """The statement. Raises OutsideTheWritePath where it updates elsewhere."""
        query: Any = self.query
        if query.on_conflict == OnConflict.UPDATE:
            _must_be_writing(self)
        return super().as_sql(*given, **named)


class SQLDeleteCompiler(compiler.SQLDeleteCompiler, SQLCompiler):
    """Compiles DELETE, within `writing()` alone."""

    def as_sql(self, *given: Any, **named: Any) -> Any:
        """The statement. Raises OutsideTheWritePath elsewhere."""
        _must_be_writing(self)
        return super().as_sql(*given, **named)


class SQLUpdateCompiler(compiler.SQLUpdateCompiler, SQLCompiler):
    """Compiles UPDATE, within `writing()` alone."""

    def as_sql(self, *given: Any, **named: Any) -> Any:
        """The statement. Raises OutsideTheWritePath elsewhere."""
        _must_be_writing(self)
        return super().as_sql(*given, **named)


class SQLAggregateCompiler(compiler.SQLAggregateCompiler, SQLCompiler):
    """Compiles aggregates over a subquery, which is gated by itself."""


def _judged(alias: str, clause: Any, used: Mapping[str, Any]) -> set[str]:
    """The columns of a joined table whose record is joined too, and so is judged by its own rule.

    Either the table hangs on the record (then ON holds only where the record is there, and seen), or the
    record hangs on the table by an inner join (then WHERE keeps no row whose record is hidden).
    """
    found: set[str] = set()
    parent = used.get(clause.parent_alias)
    if parent is not None and parent.table_name == _RECORD:
        found |= {column for own, column in clause.join_cols if own == "id"}
    for other in used.values():
        if other.parent_alias == alias and other.table_name == _RECORD and other.join_type == INNER:
            found |= {column for column, own in other.join_cols if own == "id"}
    return found


def _must_be_writing(made: compiler.SQLCompiler) -> None:
    table = made.query.get_meta().db_table
    if table not in DJANGOS and not _WRITING.get():
        raise OutsideTheWritePath(f"{table} is changed outside the write path: no history would be kept")
