"""Every way through the models: forward and reverse relations, to depth 2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from tests.dossier.seen.world import World, tables

from sourcebook.dossier.models import Organisation, Record


@dataclass(frozen=True)
class Path:
    """A way from a model by relations (`names` in queries, `accessors` on objects) to another.

    `column` is one of the last model's in which markers stand ("pk" where none takes them), `value` what one
    of its rows, hidden from some, has there, and `pk` the id of that row.
    """

    model: Any
    names: tuple[str, ...]
    accessors: tuple[str, ...]
    end: Any
    steps: tuple[Any, ...]
    column: str
    value: Any
    pk: Any

    def to(self, column: str) -> str:
        """The name of a column of the last model, as seen from the first."""
        return "__".join((*self.names, column))

    @property
    def target(self) -> str:
        """The name of the marked column, as seen from the first model."""
        return self.to(self.column)

    @property
    def is_text(self) -> bool:
        """Whether the marked column is of text."""
        return self.column != "pk"

    @property
    def single(self) -> bool:
        """Whether each step leads to one row at most."""
        return all(step.many_to_one or step.one_to_one for step in self.steps)

    def __str__(self) -> str:
        return f"{self.model.__name__}: {self.target}"


def relations(model: type[models.Model]) -> list[Any]:
    """The relations of a model that queries can follow, both directions."""
    return [field for field in model._meta.get_fields() if field.is_relation and field.related_model]


def paths(world: World) -> list[Path]:
    """All paths of depth 0, 1 and 2, each with another row of the last model to ask for."""
    found: list[Path] = []
    for model in tables():
        for steps in _steps(model):
            end = steps[-1].related_model if steps else model
            marked = list(world.markers.get(end, {}))
            column = world.text_columns.get(end, "pk")
            # A prime step goes through the rows evenly, whatever their number.
            pk = marked[len(found) * 7919 % len(marked)] if marked else _any_id(world, end)
            value = world.values[end][pk] if column != "pk" else pk
            found.append(
                Path(model, tuple(step.name for step in steps), tuple(map(_accessor, steps)), end, steps, column,
                     value, pk)
            )  # fmt: skip
    return found


def _any_id(world: World, model: type[models.Model]) -> object:
    """An id of a table that everybody sees."""
    return world.owners["A"].pk if model is Organisation else 1


def _steps(model: type[models.Model]) -> Iterator[tuple[Any, ...]]:
    yield ()
    links = 0
    for first in relations(model):
        yield (first,)
        # A model's links to other records are all joined alike: beyond the first, each goes another third on.
        links += first.related_model is Record and first.many_to_one
        for number, second in enumerate(relations(first.related_model)):
            if links <= 1 or (number + links) % 3 == 0:
                yield first, second


def _accessor(step: models.Field[Any, Any] | models.ForeignObjectRel) -> str:
    if isinstance(step, models.Field):
        return step.name
    return str(step.get_accessor_name())
