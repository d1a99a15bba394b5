"""Many rows of a table at once, three times as fast as Django's own way; new rows only, in a load alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import connection, models

from sourcebook.dossier.models.fields import EdtfField, edtf_bounds

_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.FloatField)
Converter = Callable[[Any], Any]


def insert(model: type[models.Model], rows: list[Any]) -> None:
    """Writes unsaved rows of a model, in the transaction of whoever calls."""
    sql, values, conversions, dates = _prepared(model, connection.vendor)
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(_converted(rows, values, conversions, dates)))


def _converted(
    rows: Iterable[Any],
    values: Callable[[Any], tuple[Any, ...]],
    conversions: tuple[tuple[int, Converter], ...],
    dates: tuple[str, ...],
) -> Iterator[list[Any]]:
    for row in rows:
        for name in dates:
            given = getattr(row, name)
            if given:
                low, high = edtf_bounds(given)
                setattr(row, f"{name}_earliest", low)
                setattr(row, f"{name}_latest", high)
        converted = list(values(row))
        for index, convert in conversions:
            if converted[index] is not None:
                converted[index] = convert(converted[index])
        yield converted


@lru_cache(maxsize=100)
def _prepared(
    model: type[models.Model], vendor: str
) -> tuple[str, Callable[[Any], tuple[Any, ...]], tuple[tuple[int, Converter], ...], tuple[str, ...]]:
    """The statement of a table, what takes a row's values, and how those are made the database's."""
    fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join("%s" for _ in fields)
    conversions = []
    for index, field in enumerate(fields):
        convert = _conversion(field, vendor)
        if convert:
            conversions.append((index, convert))
    dates = tuple(field.name for field in fields if isinstance(field, EdtfField))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"
    return sql, attrgetter(*(field.attname for field in fields)), tuple(conversions), dates


def _conversion(field: Any, vendor: str) -> Converter | None:
    holds = field.target_field if isinstance(field, models.ForeignKey) else field
    while isinstance(holds, models.ForeignKey):
        holds = holds.target_field
    if isinstance(holds, models.UUIDField):
        # SQLite keeps a UUID as 32 hexadecimal digits.
        return _hex if vendor == "sqlite" else None
    if isinstance(holds, _AS_THEY_ARE) and not isinstance(holds, models.JSONField):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _hex(value: Any) -> str:
    return value.hex if isinstance(value, uuid.UUID) else uuid.UUID(value).hex
