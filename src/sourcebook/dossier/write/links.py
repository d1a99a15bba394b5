"""What a record may not be saved for, as others stand: links that lead nowhere, astray, or in a circle."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sourcebook.dossier.kinds.plain import Plain, links_of
from sourcebook.dossier.kinds.registry import KINDS
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models import Record
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.write.circles import circle_problems

# SQLite takes no more than 32,766 values in a query.
TOGETHER = 5000


@dataclass(frozen=True, slots=True)
class Target:
    """What a link points to: its kind, and who may see it."""

    kind: str
    level: int
    owner: str | None


def targets_of(plains: Sequence[Plain]) -> dict[str, Target]:
    """All that these records link to, as far as the viewer sees it, by id; each of them too."""
    batch = {plain["id"]: Target(plain["kind"], LEVELS[plain["level"]], plain["owner"]) for plain in plains}
    wanted = {target for plain in plains for _, target in all_links(plain)} - batch.keys()
    return batch | known_of(wanted)


def known_of(ids: Iterable[str]) -> dict[str, Target]:
    """The records of these ids that the viewer sees, as targets of links."""
    found: dict[str, Target] = {}
    for some in in_parts(one for one in ids if is_id(one)):
        rows = Record.objects.filter(pk__in=some).values_list("pk", "kind", "level", "owner_id")
        for pk, kind, level, owner in rows:
            found[str(pk)] = Target(kind, level, str(owner) if owner else None)
    return found


def link_problems(
    plains: Sequence[Plain], known: Mapping[str, Target], hidden: Collection[str] = ()
) -> list[Problem]:
    """What keeps these records from being saved, as the others stand (`targets_of`).

    A record may link to what is saved with it; not to `hidden` ones, which are there, but not for the viewer.
    A fixed number of queries for each 5,000 links.
    """
    kinds = {name: target.kind for name, target in known.items() if name not in hidden}
    found = [problem for plain in plains for problem in _targets(plain, kinds)]
    return [*found, *circle_problems(plains)]


def all_links(plain: Plain) -> Iterator[tuple[str, str]]:
    """Every link of a record, also those of its evidence: (where, id)."""
    yield from links_of(plain)
    for row in plain["evidence"]:
        if row.get("basis"):
            yield "evidence.basis", row["basis"]
    if plain.get("merged_into"):
        yield "merged_into", plain["merged_into"]


def in_parts(values: Iterable[Any], size: int = TOGETHER) -> Iterator[list[Any]]:
    """Values in lists that a query can hold."""
    waiting = list(values)
    for start in range(0, len(waiting), size):
        yield waiting[start : start + size]


def is_id(value: object) -> bool:
    """Whether something is an id in the form in which ids are written."""
    try:
        return str(uuid.UUID(str(value))) == value
    except ValueError:
        return False


def _targets(plain: Plain, kinds: Mapping[str, str]) -> Iterator[Problem]:
    targets = KINDS[plain["kind"]].targets
    for path, target in all_links(plain):
        if target not in kinds:
            yield Problem(plain["id"], path, f"points to {target}, and there is no such record")
        elif path in targets and kinds[target] not in targets[path]:
            yield Problem(
                plain["id"], path, f"points to a {kinds[target]}; it must be a {' or '.join(targets[path])}"
            )
