"""Values, expressions, order: what a hidden row says shows in none of them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce, Concat, Upper
from tests.dossier.seen.paths import Path
from tests.dossier.seen.planting import build
from tests.dossier.seen.proof import Query, generated, prove, rows


def listed(path: Path) -> Query:
    asked = path.model._base_manager.values_list("pk", path.target)
    return lambda: rows(asked.all())


def whole(path: Path) -> Query:
    columns = [path.to(column.attname) for column in path.end._meta.concrete_fields]
    asked = path.model._base_manager.values(*columns)
    return lambda: rows(asked.all())


def distinct(path: Path) -> Query:
    asked = path.model._base_manager.values(path.target).distinct()
    return lambda: rows(asked.all())


def renamed(path: Path) -> Query:
    asked = path.model._base_manager.annotate(told=F(path.target)).values_list("pk", "told")
    return lambda: rows(asked.all())


def computed(path: Path) -> Query | None:
    if not path.is_text:
        return None
    text: Any = models.TextField()
    said = Coalesce(F(path.target), Value(""), output_field=text)
    told = Concat(said, Value("/"), Upper(path.target), output_field=text)
    asked = path.model._base_manager.annotate(told=told).values_list("told", flat=True)
    return lambda: rows(asked.all())


def ordered(path: Path) -> Query:
    asked = path.model._base_manager.order_by(path.target, "pk").values_list("pk", flat=True)
    return lambda: list(asked.all())


def the_last_of_an_order(path: Path) -> Query:
    asked = path.model._base_manager.order_by(F(path.target).desc(nulls_last=True), "-pk").values_list("pk")
    return lambda: list(asked[:7])


def told_by_case(path: Path) -> Query:
    told = Case(When(**{path.target: path.value}, then=Value(1)), default=Value(0))
    asked = path.model._base_manager.annotate(told=told).values_list("pk", "told")
    return lambda: rows(asked.all())


def dates(path: Path) -> Query | None:
    columns = [c for c in path.end._meta.concrete_fields if isinstance(c, models.DateField)]
    if not columns:
        return None
    name = path.to(columns[0].name)
    asked: Any = path.model._base_manager
    if isinstance(columns[0], models.DateTimeField):
        return lambda: list(asked.datetimes(name, "hour"))
    return lambda: list(asked.dates(name, "day", order="DESC"))


def read_in_chunks(path: Path) -> Query:
    asked = path.model._base_manager.values_list(path.target, "pk").order_by()
    return lambda: rows(asked.iterator(chunk_size=50))


SHAPES = (
    listed,
    whole,
    distinct,
    renamed,
    computed,
    ordered,
    the_last_of_an_order,
    told_by_case,
    dates,
    read_in_chunks,
)


def test_values_show_nothing_hidden(database: str) -> None:
    world = build()
    assert prove(world, generated(world, SHAPES, part=0)) > 8_000
