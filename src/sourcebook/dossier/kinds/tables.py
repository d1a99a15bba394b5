"""A table as plain data: which columns it has, how rows are read into dictionaries and made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import models

from sourcebook.dossier.kinds.columns import Column, column_of
from sourcebook.dossier.kinds.values import Sort, ValueProblem, moment

__all__ = ["Column", "Row", "Sort", "Table", "ValueProblem", "moment"]

Row = dict[str, Any]
# Read and written as they are.
_AS_IS = ("text", "edtf", "flag", "json", "integer")


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
        self.columns = tuple(column_of(field) for field in fields)
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
        special = [(i, c.plain) for i, c in enumerate(columns, width) if c.sort not in _AS_IS]
        for row in found.iterator(chunk_size=2000):
            values = list(row)
            for index, convert in special:
                values[index] = convert(values[index])
            yield (*row[:width], dict(zip(names, values[width:], strict=True)))

    def problems(self, plain: Any, at: str = "") -> Iterator[tuple[str, str]]:
        """What keeps a plain dictionary from this table: (field, reason)."""
        if not isinstance(plain, Mapping):
            yield at.rstrip(".") or "fields", f"must be a table, not {plain!r}"
            return
        for name in plain:
            if name not in self.by_name:
                yield f"{at}{name}", "there is no such field"
        for column in self.columns:
            try:
                column.value(plain.get(column.name))
            except ValueProblem as problem:
                yield f"{at}{column.name}", str(problem)

    def canonical(self, plain: Row) -> Row:
        """A plain dictionary in the one form that reading it back gives. Raises ValueProblem."""
        return {column.name: column.plain(column.value(plain.get(column.name))) for column in self.columns}

    def row(self, plain: Row, **more: Any) -> Any:
        """An unsaved row of the model. Raises ValueProblem for a value that a column cannot hold."""
        values = {column.attname: column.value(plain.get(column.name)) for column in self.columns}
        return self.model(**values, **more)
