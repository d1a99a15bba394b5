"""A filter is no oracle: the answer is the same whether a hidden row says what is asked for or not."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from tests.dossier.seen.paths import Path
from tests.dossier.seen.planting import build
from tests.dossier.seen.proof import Query, generated, prove, rows


def _ids(queryset: QuerySet[Any]) -> Query:
    asked = queryset.values_list("pk", flat=True)
    return lambda: rows(asked.all())


def equal(path: Path) -> Query:
    return _ids(path.model._base_manager.filter(**{path.target: path.value}))


def excluded(path: Path) -> Query:
    return _ids(path.model._base_manager.exclude(**{path.target: path.value}))


def contained(path: Path) -> Query | None:
    if not path.is_text:
        return None
    return _ids(path.model._base_manager.filter(**{f"{path.target}__contains": path.value[1:-1]}))


def begun(path: Path) -> Query | None:
    if not path.is_text:
        return None
    asked = path.model._base_manager.filter(**{f"{path.target}__istartswith": path.value[:-2]})
    return lambda: asked.count()


def greater(path: Path) -> Query:
    return _ids(path.model._base_manager.filter(**{f"{path.target}__gt": path.value}))


def not_less(path: Path) -> Query:
    return _ids(path.model._base_manager.exclude(**{f"{path.target}__lt": path.value}))


def absent(path: Path) -> Query:
    return _ids(path.model._base_manager.filter(**{f"{path.target}__isnull": True}))


def present(path: Path) -> Query:
    asked = path.model._base_manager.filter(**{f"{path.target}__isnull": False})
    return lambda: asked.distinct().count()


def either(path: Path) -> Query:
    asked = path.model._base_manager.filter(Q(**{path.target: path.value}) | Q(pk=path.pk))
    return _ids(asked)


def one_of_two(path: Path) -> Query:
    asked = path.model._base_manager.filter(Q(**{path.target: path.value}) ^ Q(pk__isnull=False))
    return _ids(asked)


def neither(path: Path) -> Query:
    return _ids(path.model._base_manager.filter(~(Q(**{path.target: path.value}) | ~Q(pk__isnull=False))))


def twice(path: Path) -> Query:
    asked = path.model._base_manager.filter(**{f"{path.target}__gte": path.value})
    return _ids(asked.filter(**{f"{path.target}__lte": path.value}))


def in_a_list(path: Path) -> Query:
    return _ids(path.model._base_manager.filter(**{f"{path.target}__in": [path.value, None]}))


def by_the_row(path: Path) -> Query:
    asked = path.model._base_manager.filter(**{path.to("pk"): path.pk})
    return lambda: [asked.exists(), asked.count()]


def the_same(path: Path) -> Query:
    return _ids(path.model._base_manager.filter(**{path.target: F(path.target)}))


def ordered_and_cut(path: Path) -> Query:
    asked = path.model._base_manager.filter(**{f"{path.target}__gte": path.value}).order_by(path.target, "pk")
    return lambda: [list(asked.values_list("pk")[1:4]), asked.exists()]


def first_and_last(path: Path) -> Query:
    asked = path.model._base_manager.exclude(**{f"{path.target}__gt": path.value}).order_by(path.target, "pk")
    return lambda: [one and one.pk for one in (asked.first(), asked.last())]


SHAPES = (
    equal, excluded, contained, begun, greater, not_less, absent, present, either, one_of_two, neither, twice,
    in_a_list, by_the_row, the_same, ordered_and_cut, first_and_last,
)  # fmt: skip


def test_no_filter_tells_what_is_hidden(database: str) -> None:
    world = build()
    assert prove(world, generated(world, SHAPES, part=1)) > 8_000
