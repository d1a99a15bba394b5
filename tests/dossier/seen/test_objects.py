"""Objects and what hangs on them: joined, fetched ahead, reached by attribute, loaded late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Prefetch
from tests.dossier.seen.paths import Path
from tests.dossier.seen.planting import build
from tests.dossier.seen.proof import Query, generated, prove, rows

# Attributes are read of so many objects: each reading is a query.
FEW = 2


def _told(row: models.Model | None) -> object:
    """All columns that an object carries, without asking for more."""
    if row is None:
        return None
    return type(row).__name__, sorted((k, repr(v)) for k, v in vars(row).items() if not k.startswith("_"))


def _walk(row: models.Model | None, accessors: Sequence[str]) -> Iterator[object]:
    yield _told(row)
    if row is None or not accessors:
        return
    try:
        reached = getattr(row, accessors[0])
    except ObjectDoesNotExist:
        yield "none"
        return
    for one in reached.all() if hasattr(reached, "all") else [reached]:
        yield from _walk(one, accessors[1:])


def _all(found: Iterable[Any], accessors: Sequence[str]) -> list[str]:
    return sorted(repr(rows(_walk(row, accessors))) for row in found)


def joined(path: Path) -> Query | None:
    if not path.names or not path.single:
        return None
    asked = path.model._base_manager.select_related("__".join(path.names))
    return lambda: _all(asked.all(), path.accessors)


def _plain(model: type[models.Model]) -> str:
    return next(str(column.name) for column in reversed(model._meta.concrete_fields))


def joined_in_part(path: Path) -> Query | None:
    if not path.names or not path.single:
        return None
    asked = path.model._base_manager.select_related("__".join(path.names)).only(
        "pk", path.to(_plain(path.end))
    )
    return lambda: _all(asked.order_by("pk")[:FEW], path.accessors)


def fetched_ahead(path: Path) -> Query | None:
    if not path.names:
        return None
    asked = path.model._base_manager.prefetch_related("__".join(path.accessors))
    return lambda: _all(asked.all(), path.accessors)


def fetched_ahead_by_a_query(path: Path) -> Query | None:
    if not path.names:
        return None
    first = path.steps[0].related_model
    inner = first._base_manager.order_by("pk")
    if len(path.steps) > 1:
        inner = inner.prefetch_related(path.accessors[1])
    asked = path.model._base_manager.prefetch_related(Prefetch(path.accessors[0], queryset=inner))
    return lambda: _all(asked.all(), path.accessors)


def fetched_ahead_in_chunks(path: Path) -> Query | None:
    if not path.names:
        return None
    asked = path.model._base_manager.prefetch_related("__".join(path.accessors))
    return lambda: _all(asked.iterator(chunk_size=100), path.accessors)


def reached(path: Path) -> Query:
    asked = path.model._base_manager.order_by("-pk")
    return lambda: _all(asked[:FEW], path.accessors[:1])


def counted_by_a_manager(path: Path) -> Query | None:
    if not path.names or not (path.steps[0].one_to_many or path.steps[0].many_to_many):
        return None
    rest = "__".join((*path.names[1:], path.column))
    asked = path.model._base_manager.order_by("pk")
    return lambda: [
        (manager.count(), manager.exists(), rows(manager.values_list(rest)))
        for manager in (getattr(row, path.accessors[0]) for row in asked[:FEW])
    ]


def loaded_late(path: Path) -> Query | None:
    if path.names or not path.is_text:
        return None
    asked = path.model._base_manager.defer(path.column).order_by("pk")
    return lambda: [str(getattr(row, path.column)) for row in asked[: 3 * FEW]]


def read_again(path: Path) -> Query | None:
    if path.names:
        return None

    def query() -> object:
        found = list(path.model._base_manager.order_by("-pk")[:FEW])
        for row in found:
            row.refresh_from_db()
        return list(map(_told, found))

    return query


def by_id(path: Path) -> Query:
    asked = path.model._base_manager.filter(**{f"{path.to('pk')}__isnull": False}).distinct()
    wanted = [path.pk] if path.model is path.end else None

    def query() -> object:
        return sorted((str(pk), repr(_told(row))) for pk, row in asked.in_bulk(wanted).items())

    return query


def got(path: Path) -> Query | None:
    if path.names:
        return None

    def query() -> object:
        try:
            return _told(path.model._base_manager.get(**{path.column: path.value}))
        except (path.model.DoesNotExist, path.model.MultipleObjectsReturned) as error:
            return type(error).__name__

    return query


def latest(path: Path) -> Query:
    asked = path.model._base_manager.filter(**{f"{path.target}__isnull": False})

    def query() -> object:
        try:
            return str(asked.latest(path.target, "pk").pk), str(asked.earliest(path.target, "pk").pk)
        except path.model.DoesNotExist:
            return "none"

    return query


SHAPES = (
    joined, joined_in_part, fetched_ahead, fetched_ahead_by_a_query, fetched_ahead_in_chunks, reached,
    counted_by_a_manager, loaded_late, read_again, by_id, got, latest,
)  # fmt: skip


def test_objects_carry_nothing_hidden(database: str) -> None:
    world = build()
    assert prove(world, generated(world, SHAPES, part=1)) > 7_000
