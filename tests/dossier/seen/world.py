"""A database in which each row has a marker in every column that takes one, and what each viewer sees of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar

from django.apps import apps
from django.db import models, transaction
from tests.dossier.seen.oracle import Who

from sourcebook.dossier.models import (
    Account,
    Dossier,
    Organisation,
    Record,
)
from sourcebook.dossier.models.fields import EdtfField
from sourcebook.dossier.seen import Viewer, as_system
from sourcebook.dossier.seen.compiler import writing

Row = TypeVar("Row", bound=models.Model)
_NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@dataclass
class World:
    """What was planted: each row's marker, by model and id; records by kind and class."""

    markers: dict[type[models.Model], dict[Any, str]] = field(default_factory=dict)
    records: dict[tuple[str, str], Record] = field(default_factory=dict)
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    owners: dict[str, Organisation] = field(default_factory=dict)
    accounts: list[Account] = field(default_factory=list)
    _serial: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def viewer(self, who: Who) -> Viewer:
        """The viewer that the program is asked as."""
        owner = self.owners.get(who.organisation)
        # Whoever looks has an account that is in both dossiers; the public has none.
        account = None if who.role == "public" else self.accounts[2].pk
        return Viewer(self.dossiers[who.dossier].pk, who.role, account, owner.pk if owner else None)

    def seen(self, who: Who) -> dict[type[models.Model], set[Any]]:
        """The rows that somebody may see."""
        return {
            model: {pk for pk, marker in rows.items() if who.may(marker)}
            for model, rows in self.markers.items()
        }

    @contextmanager
    def without(self, hidden_from: Who) -> Iterator[None]:
        """The world as it would be if what is hidden from somebody had never been there."""
        with transaction.atomic():
            with as_system(), writing():
                for model, rows in self.markers.items():
                    gone = [pk for pk, marker in rows.items() if not hidden_from.may(marker)]
                    model._base_manager.filter(pk__in=gone)._raw_delete("default")
            yield
            transaction.set_rollback(True)

    def plant(self, model: type[Row], *needs: str, secret: bool = False, **given: object) -> Row:
        """A row of a model, hung on what its marker says; not saved yet."""
        serial = next(self._serial)
        marker = f"§{'+'.join(dict.fromkeys(needs))}{'!' if secret else ''}#{serial}§"
        row = model(**given)
        for column in model._meta.concrete_fields:
            if column.name not in given and column.attname not in given and not column.primary_key:
                _fill(row, column, marker, serial)
        self.markers.setdefault(model, {})[row.pk] = marker
        return row

    def one(self, kind: str, its_class: str) -> Record:
        """The record of a kind and class."""
        return self.records[kind, its_class]

    @cached_property
    def text_columns(self) -> dict[Any, str]:
        """A column with markers for each model that has one."""
        return {model: found for model in self.markers if (found := self._text_column(model))}

    @cached_property
    def values(self) -> dict[Any, dict[Any, str]]:
        """What stands in that column, by row."""
        with as_system():
            return {
                model: dict(model._base_manager.values_list("pk", column))
                for model, column in self.text_columns.items()
            }

    def _text_column(self, model: type[models.Model]) -> str:
        with as_system():
            rows = list(model._base_manager.all())
        for column in model._meta.concrete_fields:
            takes = isinstance(column, models.CharField | models.TextField) and not column.choices
            if takes and all("§" in getattr(row, column.attname) for row in rows):
                return str(column.name)
        return ""


def _fill(row: models.Model, column: models.Field[Any, Any], marker: str, serial: int) -> None:
    if column.choices or column.is_relation or isinstance(column, models.SlugField | models.BooleanField):
        return
    value: Any = None
    if isinstance(column, EdtfField):
        value = (date(1900, 1, 1) + timedelta(days=serial)).isoformat()
    elif isinstance(column, models.JSONField):
        value = {"said": marker}
    elif isinstance(column, models.TextField):
        value = marker
    elif isinstance(column, models.CharField):
        value = marker if len(marker) <= (column.max_length or 0) else ""
    elif isinstance(column, models.FloatField):
        value = serial + 0.5
    elif isinstance(column, models.IntegerField):
        value = serial
    elif isinstance(column, models.DateTimeField):
        value = _NOON + timedelta(hours=serial)
    elif isinstance(column, models.DateField):
        value = date(2000, 1, 1) + timedelta(days=serial)
    elif isinstance(column, models.BinaryField):
        value = marker.encode()
    else:
        return
    setattr(row, column.attname, value)


def tables() -> list[Any]:
    """The models of the app."""
    return list(apps.get_app_config("dossier").get_models())
