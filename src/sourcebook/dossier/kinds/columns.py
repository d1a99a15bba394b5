"""A column as plain data: what it holds, how a value of it is written down and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from sourcebook.dossier.kinds.values import READERS, Sort, moment
from sourcebook.dossier.models.fields import EdtfField
from sourcebook.dossier.models.record import Level, Record

# What both databases keep in a column of whole numbers, by Django's name of its type.
_RANGES = {
    "BigIntegerField": (-(2**63), 2**63 - 1),
    "PositiveIntegerField": (0, 2**31 - 1),
    "SmallIntegerField": (-(2**15), 2**15 - 1),
}
_SORTS: tuple[tuple[type[Any], Sort], ...] = (
    (EdtfField, "edtf"),
    (models.DateTimeField, "moment"),
    (models.DateField, "day"),
    (models.BooleanField, "flag"),
    (models.FloatField, "number"),
    (models.JSONField, "json"),
    (models.UUIDField, "id"),
    (models.IntegerField, "integer"),
    (models.TextField, "text"),
    (models.CharField, "text"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` in the plain form, `attname` in the table.

    `sort` says what it holds; `link` points to a record, `key` to something else by its id. `choices` are the
    words it may hold, none where it may hold anything; `limit` the most characters; `empty` the value of
    nothing; `range` the least and the greatest whole number.
    """

    name: str
    attname: str
    sort: Sort
    choices: tuple[str, ...] = ()
    limit: int | None = None
    empty: Any = None
    optional: bool = False
    range: tuple[int, int] = (-(2**31), 2**31 - 1)

    def plain(self, value: Any) -> Any:
        """A value of the table in its plain form."""
        if value is None:
            return None
        if self.sort in ("link", "key", "id"):
            return str(value)
        if self.sort == "day":
            return value.isoformat()
        if self.sort == "moment":
            return moment(value)
        if self.sort == "level":
            return Level(value).label
        if self.sort == "number":
            return int(value) if value == int(value) else value
        return value

    def value(self, plain: Any) -> Any:
        """A plain value for the table. Raises ValueProblem for one that it cannot hold."""
        if plain is None:
            if self.optional or self.sort in ("link", "key", "day", "moment", "number"):
                return None
            if callable(self.empty):
                return self.empty()
            return self.empty
        return READERS[self.sort](self, plain)


def column_of(field: Any) -> Column:
    """The column of a model's field."""
    if isinstance(field, models.ForeignKey):
        sort: Sort = "link" if field.related_model is Record else "key"
        return Column(field.name, field.attname, sort, optional=field.null)
    if field.choices and field.choices == Level.choices:
        return Column(field.name, field.attname, "level", empty=int(field.default))
    sort = next(sort for type_, sort in _SORTS if isinstance(field, type_))
    return Column(
        field.name,
        field.attname,
        sort,
        tuple(str(value) for value, _ in field.choices or ()),
        field.max_length,
        field.default if field.has_default() else None,
        bool(field.null),
        _RANGES.get(field.get_internal_type(), (-(2**31), 2**31 - 1)),
    )
