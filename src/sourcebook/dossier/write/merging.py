"""Two records of one actor or place become one; the revision can be undone."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sourcebook.dossier.kinds.fetch import Keys, by_ids
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.seen import current
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.write.commit import commit
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.following import referring, relinked
from sourcebook.dossier.write.settling import is_under
from sourcebook.dossier.write.splitting import split_off

__all__ = ["merge", "referring", "relinked", "split_off"]

# What a record gains from another: a part, and what does not make two of its rows different ones.
_GAINED = {"names": ("id", "main"), "urls": ("id", "role", "url")}


def merge(keep: str, others: Sequence[str], why: str, keys: Keys | None = None) -> uuid.UUID | None:
    """Makes `others` part of `keep`: it gains their names, links to them lead to it, they are withdrawn.

    Records of one kind only. Links follow also in records that the viewer does not see; in sealed ones only
    where `keys` opens them. What was withheld stays so. Undo of the revision puts all back. Raises Refused,
    NotAllowed.
    """
    current().must("merge")
    others = [one for one in dict.fromkeys(others) if one != keep]
    whole = {plain["id"]: plain for plain in by_ids([keep, *others])}
    _mergeable(keep, others, whole)
    moves = dict.fromkeys(others, keep)

    def changed(old: list[Plain]) -> list[Plain]:
        by_id = {plain["id"]: plain for plain in old}
        # Again, as they are now that nobody else writes.
        _mergeable(keep, others, by_id)
        new = []
        for plain in old:
            if plain["id"] in moves:
                new.append({**plain, "status": "withdrawn", "merged_into": keep})
            elif plain["id"] == keep:
                new.append(relinked(_gained(plain, [by_id[one] for one in others]), moves))
            else:
                new.append(relinked(plain, moves))
        return new

    following = [one for one in referring(others) if one not in {keep, *others}]
    return commit([keep, *others], changed, why, act="merge", must="merge", keys=keys, following=following)


def _mergeable(keep: str, others: Sequence[str], whole: Mapping[str, Plain]) -> None:
    problems = [Problem(one, "id", "there is no such record") for one in [keep, *others] if one not in whole]
    if not problems:
        kind = whole[keep]["kind"]
        problems = [
            Problem(
                one, "kind", f"is a {whole[one]['kind']}, not a {kind}: only records of one kind are merged"
            )
            for one in others
            if whole[one]["kind"] != kind
        ]
        for one in [keep, *others]:
            if whole[one]["merged_into"]:
                problems.append(Problem(one, "merged_into", "was merged already"))
            elif whole[one]["status"] == "withdrawn":
                problems.append(Problem(one, "status", "is withdrawn: reopen it first"))
    if not others:
        problems.append(Problem(keep, "id", "name another record to merge with it"))
    if problems:
        raise Refused(problems)


def _gained(keep: Plain, others: Sequence[Plain]) -> Plain:
    """The record that stays, with names and addresses of the others that it has not, and their evidence."""
    new = copy.deepcopy(keep)
    for part, aside in _GAINED.items():
        if part not in new["parts"]:
            continue
        known = {_told(row, aside): row["id"] for row in new["parts"][part]}
        for other in others:
            places = {}
            for row in other["parts"][part]:
                same = _told(row, aside)
                if same not in known:
                    copied = {**row, "id": str(uuid.uuid4())}
                    if part == "names":
                        copied["main"] = False
                    new["parts"][part].append(copied)
                    known[same] = copied["id"]
                    _withhold_alike(new, other, f"{part}/{row['id']}", f"{part}/{copied['id']}")
                places[row["id"]] = known[same]
            _gain_evidence(new, other, part, places)
    return new


def _told(row: Plain, aside: Sequence[str]) -> tuple[Any, ...]:
    return tuple(value for name, value in row.items() if name not in aside)


def _gain_evidence(new: Plain, other: Plain, part: str, places: Mapping[str, str]) -> None:
    """Copies of the evidence for what was gained; what the record has already stays single."""
    known = {_evidence_told(row) for row in new["evidence"]}
    for row in other["evidence"]:
        head, *rest = row["field"].removeprefix("parts/").split("/")
        if head != part:
            continue
        field = "/".join([part, places[rest[0]], *rest[1:]]) if rest and rest[0] in places else part
        copied = {**row, "id": str(uuid.uuid4()), "field": field}
        if _evidence_told(copied) in known:
            continue
        known.add(_evidence_told(copied))
        new["evidence"].append(copied)
        _withhold_alike(new, other, f"evidence/{row['id']}", f"evidence/{copied['id']}")


def _evidence_told(row: Plain) -> tuple[Any, ...]:
    return tuple(value for name, value in row.items() if name not in ("id", "state"))


def _withhold_alike(new: Plain, other: Plain, field: str, as_field: str) -> None:
    """What was withheld in the one is withheld in the other, and what a less sensitive record gains too."""
    entry = next(
        (one for one in other["withheld"] if one["field"] == field or is_under(field, one["field"])), None
    )
    if entry is not None:
        new["withheld"].append({**entry, "field": as_field})
    elif LEVELS[other["level"]] > LEVELS[new["level"]]:
        new["withheld"].append(
            {"field": as_field, "level": other["level"], "owner": other["owner"], "why": "field"}
        )
