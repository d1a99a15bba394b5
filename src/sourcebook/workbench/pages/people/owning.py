"""What each organisation keeps to itself, in words: made from the roles of those who are in the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.dossier.access.members import Member, who_sees
from sourcebook.dossier.models import Organisation
from sourcebook.dossier.seen.roles import LEVEL_NAMES, LEVELS

# Levels that not everybody in the dossier sees: what is more sensitive than the team's.
_KEPT = tuple(level for level in LEVEL_NAMES if LEVELS[level] > LEVELS["team"])


@dataclass(frozen=True, slots=True)
class Kept:
    """Who sees records of one level that one organisation owns: of its own people, and of the others."""

    level: str
    own: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """An organisation in the dossier."""

    name: str
    people: int
    kept: tuple[Kept, ...]


def groups(members: Sequence[Member]) -> list[Group]:
    """The organisations of those who are in the dossier, by name; no query."""
    named = {one.organisation_id: one.organisation for one in members if one.organisation_id}
    return [
        Group(name, sum(one.organisation_id == pk for one in members), tuple(_kept(members, pk)))
        for pk, name in sorted(named.items(), key=lambda pair: pair[1].casefold())
    ]


def _kept(members: Sequence[Member], organisation: object) -> list[Kept]:
    rows = []
    for level in _KEPT:
        seeing = [one for one in members if one in who_sees(members, LEVELS[level], organisation)]  # type: ignore[arg-type]
        own = tuple(one.name for one in seeing if one.organisation_id == organisation)
        others = tuple(one.name for one in seeing if one.organisation_id != organisation)
        rows.append(Kept(level, own, others))
    return rows


def known_names() -> list[str]:
    """Organisations by name, to choose from; one query."""
    return list(Organisation.objects.order_by("name").values_list("name", flat=True)[:200])
