"""Queries within queries and beside queries: subqueries, unions, filtered relations."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from tests.dossier.seen.paths import Path
from tests.dossier.seen.planting import build
from tests.dossier.seen.proof import Query, generated, prove, rows


def _values(queryset: QuerySet[Any], *columns: str) -> Query:
    asked = queryset.values_list(*columns)
    return lambda: rows(asked.all())


def _of_the_end(path: Path) -> QuerySet[Any]:
    asked: QuerySet[Any] = path.end._base_manager.order_by()
    return asked.filter(**{f"{path.column}__gte": path.value})


def picked(path: Path) -> Query:
    inner = path.end._base_manager.filter(pk=OuterRef(path.to("pk"))).values(path.column)
    return _values(path.model._base_manager.annotate(told=Subquery(inner[:1])), "pk", "told")


def picked_along_the_way(path: Path) -> Query:
    inner = path.model._base_manager.filter(pk=OuterRef("pk")).order_by(path.target).values(path.target)
    return _values(path.model._base_manager.annotate(told=Subquery(inner[:1])), "pk", "told")


def counted_within(path: Path) -> Query:
    inner = path.model._base_manager.filter(pk=OuterRef("pk")).order_by().values("pk")
    inner = inner.annotate(n=Count(path.to("pk"))).values("n")
    return _values(path.model._base_manager.annotate(n=Subquery(inner)), "pk", "n")


def where_there_is(path: Path) -> Query:
    inner = path.model._base_manager.filter(pk=OuterRef("pk"), **{f"{path.target}__gte": path.value})
    return _values(path.model._base_manager.filter(Exists(inner)), "pk")


def where_there_is_none(path: Path) -> Query:
    inner = path.end._base_manager.filter(pk=OuterRef(path.to("pk")))
    return _values(path.model._base_manager.filter(~Exists(inner)), "pk")


def told_whether(path: Path) -> Query:
    inner = path.end._base_manager.filter(**{path.column: path.value})
    return _values(path.model._base_manager.annotate(told=Exists(inner)), "pk", "told")


def within(path: Path) -> Query:
    inner = _of_the_end(path)
    return _values(path.model._base_manager.filter(**{f"{path.to('pk')}__in": inner.values("pk")}), "pk")


def not_within(path: Path) -> Query:
    inner = _of_the_end(path)
    return _values(path.model._base_manager.exclude(**{f"{path.to('pk')}__in": inner.values("pk")}), "pk")


def united(path: Path) -> Query:
    one = path.model._base_manager.order_by().values_list(path.target)
    other = _of_the_end(path).values_list(path.column)
    asked = one.union(other)
    return lambda: [rows(asked.all()), asked.count(), asked.exists()]


def united_with_all(path: Path) -> Query:
    one = path.model._base_manager.order_by().values("pk", path.target)
    asked = one.union(one.filter(**{path.target: path.value}), all=True)
    return lambda: rows(asked.all())


def united_and_cut(path: Path) -> Query:
    one = path.model._base_manager.order_by().values_list(path.to("pk"), flat=True)
    asked = one.union(path.end._base_manager.order_by().values_list("pk", flat=True))
    return lambda: [pk for pk in asked.order_by("-" + path.to("pk"))[:5] if pk is not None][:3]


def in_common(path: Path) -> Query:
    one = path.model._base_manager.order_by().values_list(path.target)
    asked = one.intersection(_of_the_end(path).values_list(path.column))
    return lambda: rows(asked.all())


def differing(path: Path) -> Query:
    asked = (
        path.end._base_manager.order_by()
        .values_list(path.column)
        .difference(path.model._base_manager.order_by().values_list(path.target))
    )
    return lambda: [rows(asked.all()), asked.count()]


def by_a_filtered_relation(path: Path) -> Query | None:
    asked = _with_filtered_relation(path, "record_seen", told=False)
    return asked and _values(asked[0], "pk", asked[1])


def filtered_by_a_filtered_relation(path: Path) -> Query | None:
    asked = _with_filtered_relation(path, "r", told=True)
    return asked and _values(asked[0].filter(**{f"{asked[1]}__lte": path.value}), "pk", asked[1])


def _with_filtered_relation(path: Path, name: str, told: bool) -> tuple[Any, str] | None:
    if not path.names:
        return None
    column = next((c for c in path.steps[0].related_model._meta.concrete_fields if not c.is_relation), None)
    if column is None:
        return None
    condition = Q(**{f"{path.names[0]}__{column.name}__isnull": False})
    if not told:
        condition = condition | Q(**{f"{path.names[0]}__{column.name}__isnull": True})
    related = FilteredRelation(path.names[0], condition=condition)
    target = "__".join((name, *path.names[1:], path.column))
    return path.model._base_manager.annotate(**{name: related}), target


def either_of_two_queries(path: Path) -> Query:
    one = path.model._base_manager.filter(**{path.target: path.value})
    other = path.model._base_manager.filter(**{f"{path.to('pk')}__isnull": True})
    return _values((one | other).distinct(), "pk")


def both_of_two_queries(path: Path) -> Query:
    one = path.model._base_manager.filter(**{f"{path.target}__gte": path.value})
    other = path.model._base_manager.exclude(**{path.to("pk"): path.pk})
    return _values(one & other, "pk")


def three_deep(path: Path) -> Query:
    deepest = path.end._base_manager.filter(pk=OuterRef(OuterRef(path.to("pk"))))
    inner = path.model._base_manager.filter(Exists(deepest), pk=OuterRef("pk"))
    told = Subquery(inner.order_by(path.target).values(path.target)[:1])
    return _values(path.model._base_manager.annotate(told=told, again=F("told")), "pk", "again")


SHAPES = (
    picked, picked_along_the_way, counted_within, where_there_is, where_there_is_none, told_whether, within,
    not_within, united, united_with_all, united_and_cut, in_common, differing, by_a_filtered_relation,
    filtered_by_a_filtered_relation, either_of_two_queries, both_of_two_queries, three_deep,
)  # fmt: skip


def test_queries_within_queries_show_nothing_hidden(database: str) -> None:
    world = build()
    assert prove(world, generated(world, SHAPES, part=0)) > 8_000
