"""Many rows of a table at once, several times as fast as Django's own way; new rows only, in a load alone.

Values go from the line of an export to the database without a model in between. What they are was looked at
before; the conversions are those by which Django writes the same columns.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import connection, models

from sourcebook.dossier.kinds.tables import Table
from sourcebook.dossier.models.fields import edtf_bounds
from sourcebook.dossier.seen.viewer import LEVELS

Values = Callable[[dict[str, Any]], list[Any]]
Convert = Callable[[Any], Any]
_AS_THEY_ARE = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.FloatField,
)


class Writer:
    """Writes rows of one table, in the transaction of whoever calls.

    `values` makes the values of a row of a plain dictionary; `more` are columns of the table beside those, in
    the order in which their values follow.
    """

    def __init__(self, table: Table, more: Sequence[str] = ()) -> None:
        vendor = connection.vendor
        self._columns = [(column.name, _empty(column), _plain(column, vendor)) for column in table.columns]
        self._dates = tuple(column.name for column in table.bounded)
        names = [column.attname for column in table.columns]
        names += [f"{name}_{end}" for name in self._dates for end in ("earliest", "latest")]
        self._sql = _statement(table.model, [*names, *more])
        self._waiting: list[list[Any]] = []

    def add(self, plain: dict[str, Any], *more: Any) -> None:
        """One row more, to be written."""
        values: list[Any] = []
        for name, empty, convert in self._columns:
            value = plain.get(name)
            if value is None:
                value = empty
            elif convert is not None:
                value = convert(value)
            values.append(value)
        for name in self._dates:
            # An adapter would do; both databases take a day as text.
            values += [str(day) if day else None for day in edtf_bounds(plain.get(name) or "")]
        self._waiting.append([*values, *more])

    def write(self) -> None:
        """Writes what waits."""
        if self._waiting:
            with connection.cursor() as cursor:
                cursor.executemany(self._sql, self._waiting)
            self._waiting = []


def _statement(model: type[models.Model], attnames: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    by_attname = {field.attname: field for field in model._meta.concrete_fields}
    columns = ", ".join(quote(str(by_attname[name].column)) for name in attnames)
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({', '.join('%s' for _ in attnames)})"
    )


def _empty(column: Any) -> Any:
    value = column.value(None)
    return json.dumps(value) if column.sort == "json" and value is not None else value


def _plain(column: Any, vendor: str) -> Convert | None:
    """How a plain value becomes the database's; None where it is."""
    if column.sort in ("id", "key", "link"):
        return key if vendor == "sqlite" else None
    if column.sort == "moment":
        return lambda value: connection.ops.adapt_datetimefield_value(datetime.fromisoformat(value))
    if column.sort == "json":
        return json.dumps
    if column.sort == "level":
        return LEVELS.__getitem__
    return float if column.sort == "number" else None


def key(value: Any) -> Any:
    """An id as the database keeps it: SQLite as 32 hexadecimal digits."""
    if value is None or connection.vendor != "sqlite":
        return value
    return str(value).replace("-", "")


def insert(rows: list[Any]) -> None:
    """Writes unsaved rows of one model that has no dates with bounds, or whose bounds are set."""
    model: Any = type(rows[0])
    sql, values, conversions = _prepared(model, connection.vendor)
    made = []
    for row in rows:
        converted = list(values(row))
        for index, convert in conversions:
            if converted[index] is not None:
                converted[index] = convert(converted[index])
        made.append(converted)
    with connection.cursor() as cursor:
        cursor.executemany(sql, made)


@lru_cache(maxsize=100)
def _prepared(
    model: type[models.Model], vendor: str
) -> tuple[str, Callable[[Any], tuple[Any, ...]], tuple[tuple[int, Convert], ...]]:
    fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]
    conversions = [(index, _conversion(field)) for index, field in enumerate(fields)]
    names = [field.attname for field in fields]
    given = tuple((index, convert) for index, convert in conversions if convert is not None)
    return _statement(model, names), attrgetter(*names), given


def _conversion(field: Any) -> Convert | None:
    holds = field.target_field if isinstance(field, models.ForeignKey) else field
    while isinstance(holds, models.ForeignKey):
        holds = holds.target_field
    if isinstance(holds, models.UUIDField):
        return key
    if isinstance(holds, _AS_THEY_ARE):
        return None
    return lambda value: field.get_db_prep_save(value, connection)
