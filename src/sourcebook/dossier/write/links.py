"""What a record may not be saved for, as others stand: links that lead nowhere or in a circle, an address twice."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sourcebook.dossier.kinds.plain import Plain, links_of
from sourcebook.dossier.kinds.registry import ACYCLIC, KINDS, PARTS
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models import Record, SourceUrl, Status, TextLayer
from sourcebook.dossier.seen.viewer import LEVEL_NAMES, LEVELS, as_system

_TOGETHER = 5000


@dataclass(frozen=True, slots=True)
class Target:
    """What a link points to: its kind, and who may see it."""

    kind: str
    level: int
    owner: str | None


def targets_of(plains: Sequence[Plain]) -> dict[str, Target]:
    """All that these records link to, as far as the viewer sees it, by id; each of them too."""
    batch = {plain["id"]: Target(plain["kind"], LEVELS[plain["level"]], plain["owner"]) for plain in plains}
    wanted = {target for plain in plains for _, target in _all_links(plain)} - batch.keys()
    return batch | _known(wanted)


def link_problems(plains: Sequence[Plain], known: Mapping[str, Target]) -> list[Problem]:
    """What keeps these records from being saved, each as the viewer sees the others (`targets_of`).

    A record may link to what is saved with it. A fixed number of queries for each 5,000 links.
    """
    kinds = {name: target.kind for name, target in known.items()}
    found = [problem for plain in plains for problem in _targets(plain, kinds)]
    found += _layers(plains)
    found += _circles(plains)
    found += _addresses(plains)
    return found


def _all_links(plain: Plain) -> Iterator[tuple[str, str]]:
    yield from links_of(plain)
    for row in plain["evidence"]:
        if row.get("basis"):
            yield "evidence.basis", row["basis"]
    if plain.get("merged_into"):
        yield "merged_into", plain["merged_into"]


def _together(values: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = list(values)
    for start in range(0, len(waiting), _TOGETHER):
        yield waiting[start : start + _TOGETHER]


def _known(ids: Iterable[str]) -> dict[str, Target]:
    found: dict[str, Target] = {}
    for some in _together(one for one in ids if _is_id(one)):
        rows = Record.objects.filter(pk__in=some).values_list("pk", "kind", "level", "owner_id")
        for pk, kind, level, owner in rows:
            found[str(pk)] = Target(kind, level, str(owner) if owner else None)
    return found


def settle_links(plains: Iterable[Plain], known: Mapping[str, Target]) -> None:
    """Withholds each link whose target is not seen by all who see the record, and gives back the others.

    A reader must not learn from an id that there is a record they may not see. Links in parts need nothing:
    the gate hides their whole row.
    """
    for plain in plains:
        if plain["level"] == "sealed":
            continue
        mine = LEVELS[plain["level"]]
        kept = [one for one in plain["withheld"] if one["why"] != "link" or one.get("closed")]
        taken = {one["field"] for one in kept}
        for column in KINDS[plain["kind"]].table.links:
            target = known.get(plain["fields"].get(column.name) or "")
            if target is None or column.name in taken:
                continue
            other = target.owner if target.level >= LEVELS["restricted"] else None
            if target.level > mine or (target.level == mine and other not in (None, plain["owner"])):
                level = LEVEL_NAMES[target.level]
                kept.append({"field": column.name, "level": level, "owner": target.owner, "why": "link"})
        plain["withheld"] = kept


def _is_id(value: str) -> bool:
    try:
        uuid.UUID(value)
    except ValueError:
        return False
    return True


def _targets(plain: Plain, kinds: dict[str, str]) -> Iterator[Problem]:
    targets = KINDS[plain["kind"]].targets
    for path, target in _all_links(plain):
        if target not in kinds:
            yield Problem(plain["id"], path, f"points to {target}, and there is no such record")
        elif path in targets and kinds[target] not in targets[path]:
            yield Problem(
                plain["id"], path, f"points to a {kinds[target]}; it must be a {' or '.join(targets[path])}"
            )


def _layers(plains: Sequence[Plain]) -> Iterator[Problem]:
    new = {row["id"] for plain in plains for row in plain["parts"].get("layers", ())}
    wanted = {row["layer"] for plain in plains for row in plain["evidence"] if row.get("layer")} - new
    known = set(new)
    for some in _together(wanted):
        known |= {str(pk) for pk in TextLayer.objects.filter(pk__in=some).values_list("pk", flat=True)}
    for plain in plains:
        for row in plain["evidence"]:
            if row.get("layer") and row["layer"] not in known:
                yield Problem(plain["id"], "evidence.layer", f"there is no text layer {row['layer']}")


def _circles(plains: Sequence[Plain]) -> Iterator[Problem]:
    for kind, paths in ACYCLIC.items():
        for path in paths:
            mine = [plain for plain in plains if plain["kind"] == kind]
            up: dict[str, set[str]] = defaultdict(set)
            for plain in mine:
                for name, target in links_of(plain):
                    if name == path:
                        up[plain["id"]].add(target)
            if up:
                _complete(kind, path, up)
                yield from (
                    Problem(plain["id"], path, "leads in a circle back to the record itself")
                    for plain in mine
                    if _leads_back(plain["id"], up)
                )


def _complete(kind: str, path: str, up: dict[str, set[str]]) -> None:
    """Adds what lies above, one query a step up."""
    part, dot, column = path.partition(".")
    model: Any = PARTS[part].model if dot else KINDS[kind].model
    name = f"{column if dot else path}_id"
    missing = {target for targets in up.values() for target in targets} - up.keys()
    with as_system():
        while missing:
            level: set[str] = set()
            for some in _together(missing):
                rows = model._default_manager.filter(record_id__in=some).values_list("record_id", name)
                for record, target in rows:
                    if target:
                        up[str(record)].add(str(target))
                        level.add(str(target))
            missing = level - up.keys()


def _leads_back(start: str, up: dict[str, set[str]]) -> bool:
    waiting, seen = list(up.get(start, ())), set()
    while waiting:
        one = waiting.pop()
        if one == start:
            return True
        if one not in seen:
            seen.add(one)
            waiting.extend(up.get(one, ()))
    return False


def _addresses(plains: Sequence[Plain]) -> Iterator[Problem]:
    """One URL is one source: as the program sees it, or sources hidden from the viewer would double."""
    keys: dict[str, list[tuple[Plain, str]]] = defaultdict(list)
    for plain in plains:
        if plain["status"] != Status.WITHDRAWN:
            for row in plain["parts"].get("urls", ()):
                keys[row["key"]].append((plain, row["url"]))
    taken = _taken(keys) if keys else {}
    for key, uses in keys.items():
        own = {plain["id"] for plain, _ in uses}
        first = uses[0][0]["id"]
        for plain, url in uses:
            other = next((one for one in taken.get(key, ()) if one not in own), None)
            if other:
                yield Problem(plain["id"], "urls", f"{url} is the address of another source, {other}")
            elif plain["id"] != first:
                yield Problem(plain["id"], "urls", f"{url} is the address of another source, {first}")


def _taken(keys: Iterable[str]) -> dict[str, list[str]]:
    from sourcebook.dossier.seen import current

    viewer = current()
    found: dict[str, list[str]] = defaultdict(list)
    with as_system():
        for some in _together(keys):
            rows = SourceUrl.objects.filter(key__in=some).exclude(record__status=Status.WITHDRAWN)
            if viewer.dossier:
                rows = rows.filter(record__dossier_id=viewer.dossier)
            for key, record in rows.values_list("key", "record_id"):
                found[key].append(str(record))
    return found
