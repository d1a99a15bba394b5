"""Counts, extremes, groups, windows: hidden rows are in none of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, CharField, Count, F, Max, Min, Q, Sum, TextField, Value, Window
from django.db.models.functions import Cast, Concat, FirstValue, RowNumber
from django.db.models.sql.compiler import SQLCompiler
from tests.dossier.seen.paths import Path
from tests.dossier.seen.planting import build
from tests.dossier.seen.proof import Query, generated, prove, rows

_AsSql = tuple[str, Sequence[Any]]


class _Joined(Aggregate):
    """All texts of a group in one; each database has its own name for it."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str | None
    ) -> _AsSql:
        return self.as_sql(compiler, connection, function="STRING_AGG",
                           template="%(function)s(%(expressions)s, ',')", **context)  # fmt: skip


def _text(path: Path) -> F | Cast:
    return F(path.target) if path.is_text else Cast(path.target, TextField())


def extremes(path: Path) -> Query:
    asked = path.model._base_manager
    told = {"low": Min(_text(path)), "high": Max(_text(path)), "n": Count(path.target)}
    return lambda: asked.aggregate(**told)


def counted_distinct(path: Path) -> Query:
    asked = path.model._base_manager
    told = {"n": Count(path.to("pk"), distinct=True), "all": Count("*")}
    return lambda: asked.aggregate(**told)


def all_in_one(path: Path) -> Query:
    asked = path.model._base_manager.all()
    joined = _Joined(Concat(_text(path), Value(""), output_field=CharField()))
    return lambda: sorted((asked.aggregate(joined=joined)["joined"] or "").split(","))


def number_of(path: Path) -> Query:
    asked = path.model._base_manager.annotate(n=Count(path.to("pk"))).values_list("pk", "n")
    return lambda: rows(asked.all())


def groups(path: Path) -> Query:
    asked = path.model._base_manager.values(path.target).annotate(n=Count("pk"))
    return lambda: rows(asked.all())


def greatest_of_each(path: Path) -> Query:
    asked = path.model._base_manager.annotate(greatest=Max(_text(path))).values_list("pk", "greatest")
    return lambda: rows(asked.all())


def having(path: Path) -> Query:
    asked = path.model._base_manager.annotate(greatest=Max(_text(path)), n=Count(path.to("pk")))
    asked = asked.filter(Q(greatest__gte=str(path.value)) | Q(n__gt=2)).values_list("pk", "n")
    return lambda: rows(asked.all())


def counted_where(path: Path) -> Query:
    told = Count(path.to("pk"), filter=Q(**{f"{path.target}__gte": path.value}), distinct=True)
    asked = path.model._base_manager.annotate(n=told).values_list("pk", "n")
    return lambda: rows(asked.all())


def of_the_first_few(path: Path) -> Query:
    asked = path.model._base_manager.order_by("pk", path.to("pk"))
    return lambda: asked[:5].aggregate(n=Count(path.target), high=Max(_text(path)))


def of_groups(path: Path) -> Query:
    asked = path.model._base_manager.annotate(n=Count(path.to("pk"))).filter(n__gt=0)
    return lambda: [asked.aggregate(most=Max("n"), sum=Sum("n")), asked.count(), asked.exists()]


def of_distinct_values(path: Path) -> Query:
    asked = path.model._base_manager.values(path.target).distinct()
    return lambda: [asked.count(), asked.exists()]


def numbered(path: Path) -> Query:
    number = Window(RowNumber(), order_by=[F(path.target).asc(nulls_last=True), "pk"])
    asked = path.model._base_manager.annotate(number=number).values_list("number", path.target)
    return lambda: rows(asked.all())


def first_of_a_window(path: Path) -> Query:
    first = Window(FirstValue(path.target), partition_by="pk", order_by=F(path.target).asc(nulls_last=True))
    asked = path.model._base_manager.annotate(first_one=first).values_list("pk", "first_one")
    return lambda: rows(asked.all())


def kept_by_a_window(path: Path) -> Query:
    number = Window(RowNumber(), order_by=[F(path.target).asc(nulls_last=True), "pk"])
    asked = path.model._base_manager.annotate(number=number).filter(number__lte=4).order_by("number")
    return lambda: [list(asked.values_list("pk", "number")), asked.count()]


SHAPES = (
    extremes, counted_distinct, all_in_one, number_of, groups, greatest_of_each, having, counted_where,
    of_the_first_few, of_groups, of_distinct_values, numbered, first_of_a_window, kept_by_a_window,
)  # fmt: skip


def test_aggregates_count_nothing_hidden(database: str) -> None:
    world = build()
    assert prove(world, generated(world, SHAPES, part=2)) > 8_000
