"""A table as plain data: which columns it has, of what sort, and how a value is written down and taken back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

from django.db import models

from sourcebook.dossier.models.fields import EdtfField
from sourcebook.dossier.models.record import Level, Record

Sort = Literal[
    "text", "edtf", "day", "moment", "number", "integer", "flag", "json", "link", "key", "level", "id"
]
Row = dict[str, Any]


class ValueProblem(ValueError):
    """A value that a column cannot take; the message says why."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` in the plain form, `attname` in the table.

    `sort` says what it holds; `link` points to a record, `key` to something else by its id. `choices` are the
    words it may hold, none where it may hold anything; `limit` the most characters; `empty` the value of
    nothing.
    """

    name: str
    attname: str
    sort: Sort
    choices: tuple[str, ...] = ()
    limit: int | None = None
    empty: Any = None
    optional: bool = False

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
        return _READERS[self.sort](self, plain)


def moment(value: datetime) -> str:
    """A moment as the plain form writes it: UTC, microseconds, "Z"."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _text(column: Column, plain: Any) -> str:
    if not isinstance(plain, str):
        raise ValueProblem(f"must be text, not {plain!r}")
    if column.choices and plain not in column.choices:
        raise ValueProblem(f"{plain!r} is none of {', '.join(column.choices)}")
    if column.limit and len(plain) > column.limit:
        raise ValueProblem(f"longer than {column.limit} characters")
    if "\x00" in plain:
        raise ValueProblem("holds a NUL character, which no database keeps")
    return plain


def _identifier(column: Column, plain: Any) -> uuid.UUID:
    if isinstance(plain, uuid.UUID):
        return plain
    try:
        return uuid.UUID(plain)
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueProblem(f"{plain!r} is no id") from error


def _day(column: Column, plain: Any) -> date:
    try:
        return date.fromisoformat(plain)
    except (ValueError, TypeError) as error:
        raise ValueProblem(f"{plain!r} is no day (YYYY-MM-DD)") from error


def _moment(column: Column, plain: Any) -> datetime:
    try:
        read = datetime.fromisoformat(plain)
    except (ValueError, TypeError) as error:
        raise ValueProblem(f"{plain!r} is no moment (YYYY-MM-DDThh:mm:ssZ)") from error
    if read.tzinfo is None:
        raise ValueProblem(f"{plain!r} has no time zone")
    return read


def _number(column: Column, plain: Any) -> float:
    if isinstance(plain, bool) or not isinstance(plain, (int, float)) or plain != plain:
        raise ValueProblem(f"{plain!r} is no number")
    if plain in (float("inf"), float("-inf")) or abs(plain) > 2**53:
        raise ValueProblem(f"{plain!r} is beyond what can be kept exactly")
    return float(plain)


def _integer(column: Column, plain: Any) -> int:
    if isinstance(plain, bool) or not isinstance(plain, int):
        raise ValueProblem(f"{plain!r} is no whole number")
    return plain


def _flag(column: Column, plain: Any) -> bool:
    if not isinstance(plain, bool):
        raise ValueProblem(f"{plain!r} is neither true nor false")
    return plain


def _json(column: Column, plain: Any) -> Any:
    wanted = type(column.empty()) if callable(column.empty) else dict
    if not isinstance(plain, wanted):
        raise ValueProblem(f"must be a {'list' if wanted is list else 'table'}, not {plain!r}")
    return plain


def _level(column: Column, plain: Any) -> int:
    for level in Level:
        if level.label == plain:
            return int(level)
    raise ValueProblem(f"{plain!r} is none of {', '.join(str(level.label) for level in Level)}")


_READERS: Mapping[Sort, Callable[[Column, Any], Any]] = {
    "text": _text,
    "edtf": _text,
    "day": _day,
    "moment": _moment,
    "number": _number,
    "integer": _integer,
    "flag": _flag,
    "json": _json,
    "link": _identifier,
    "key": _identifier,
    "id": _identifier,
    "level": _level,
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


def _column(field: Any) -> Column:
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
    )


class Table:
    """A model with the columns that its plain form has, in the order of the model.

    `without` names columns that are derived, or that the plain form says elsewhere.
    """

    def __init__(self, model: type[models.Model], without: Iterable[str] = ()) -> None:
        self.model = model
        left = {"record", "position", *without}
        fields = [
            f
            for f in model._meta.concrete_fields
            if f.name not in left and not f.name.endswith(("_earliest", "_latest"))
        ]
        self.columns = tuple(_column(field) for field in fields)
        self.by_name = {column.name: column for column in self.columns}
        self.links = tuple(column for column in self.columns if column.sort == "link")
        self.bounded = tuple(column for column in self.columns if column.sort == "edtf")

    @property
    def name(self) -> str:
        """The table's name in the database."""
        return self.model._meta.db_table

    def read(self, rows: Any, *keys: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a queryset as (the columns `keys`, ..., plain dictionary)."""
        columns = self.columns
        found = rows.values_list(*keys, *(column.attname for column in columns))
        width = len(keys)
        names = [column.name for column in columns]
        # Text and the like need no conversion: most columns are such.
        special = [
            (i, c.plain)
            for i, c in enumerate(columns, width)
            if c.sort not in ("text", "edtf", "flag", "json", "integer")
        ]
        for row in found.iterator(chunk_size=2000):
            values = list(row)
            for index, convert in special:
                values[index] = convert(values[index])
            yield (*row[:width], dict(zip(names, values[width:], strict=True)))

    def problems(self, plain: Row, at: str = "") -> Iterator[tuple[str, str]]:
        """What keeps a plain dictionary from this table: (field, reason)."""
        for name in plain:
            if name not in self.by_name:
                yield f"{at}{name}", "there is no such field"
        for column in self.columns:
            try:
                column.value(plain.get(column.name))
            except ValueProblem as problem:
                yield f"{at}{column.name}", str(problem)

    def row(self, plain: Row, **more: Any) -> Any:
        """An unsaved row of the model. Raises ValueProblem for a value that a column cannot hold."""
        values = {column.attname: column.value(plain.get(column.name)) for column in self.columns}
        return self.model(**values, **more)
