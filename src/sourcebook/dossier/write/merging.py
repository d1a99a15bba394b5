"""Two records of one actor or place become one, and one becomes two; the revision can be undone."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sourcebook.dossier.kinds.fetch import Keys, by_ids
from sourcebook.dossier.kinds.plain import Plain, empty_plain
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS
from sourcebook.dossier.kinds.tables import moment
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models import Withheld
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.write.change import commit
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.make import now


def merge(keep: str, others: Sequence[str], why: str, keys: Keys | None = None) -> uuid.UUID | None:
    """Makes `others` part of `keep`: its names gain theirs, every link to them leads to it, they are withdrawn.

    Records of one kind only. Links follow also in records that the viewer does not see; in sealed ones when
    they are next opened. Undo of the revision puts all back. Raises Refused, NotAllowed.
    """
    current().must("merge")
    others = [one for one in dict.fromkeys(others) if one != keep]
    whole = {plain["id"]: plain for plain in by_ids([keep, *others])}
    _mergeable(keep, others, whole)
    moves = dict.fromkeys(others, keep)
    ids = [keep, *others, *(one for one in referring(others) if one not in {keep, *others})]

    def changed(old: list[Plain]) -> list[Plain]:
        by_id = {plain["id"]: plain for plain in old}
        new = []
        for plain in old:
            if plain["id"] == keep:
                plain = _gained(plain, [by_id[one] for one in others])
            if plain["id"] in moves:
                new.append({**plain, "status": "withdrawn", "merged_into": keep})
            else:
                new.append(relinked(plain, moves))
        return new

    return commit(ids, changed, why, act="merge", must="merge", keys=keys, beyond=True)


def split_off(record: str, names: Sequence[str], links: Sequence[str], why: str) -> str:
    """Makes a new actor or place of some names of one: `names` are ids of its names, `links` the records
    whose links to it shall lead to the new one. Gives the new id. Raises Refused, NotAllowed.
    """
    viewer = current()
    viewer.must("merge")
    found = by_ids([record])
    if not found or "names" not in found[0]["parts"]:
        raise Refused([Problem(record, "id", "there is no such actor or place")])
    old = found[0]
    moving = [row for row in old["parts"]["names"] if row["id"] in names]
    if not moving or len(moving) == len(old["parts"]["names"]):
        raise Refused([Problem(record, "names", "name some of its names, and leave it some")])
    new = empty_plain(old["kind"], **copy.deepcopy(old["fields"]))
    new |= {name: old[name] for name in ("level", "owner", "origin")}
    new |= {"made_by": str(viewer.account) if viewer.account else None, "made_at": moment(now())}
    new["parts"]["names"] = [{**row, "id": str(uuid.uuid4())} for row in moving]
    new["evidence"] = _copied(old["evidence"], dict(zip(names, new["parts"]["names"], strict=False)))
    moves = {record: new["id"]}

    def changed(plains: list[Plain]) -> list[Plain]:
        result = []
        for plain in plains:
            if plain["id"] == record:
                left = [row for row in plain["parts"]["names"] if row["id"] not in names]
                result.append({**plain, "parts": {**plain["parts"], "names": left}})
            else:
                result.append(relinked(plain, moves))
        return result

    commit([record, *links], changed, why, act="merge", must="merge", fresh=[new])
    return str(new["id"])


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
        problems += [
            Problem(one, "merged_into", "was merged already")
            for one in [keep, *others]
            if whole[one]["merged_into"]
        ]
    if not others:
        problems.append(Problem(keep, "id", "name another record to merge with it"))
    if problems:
        raise Refused(problems)


def _gained(keep: Plain, others: Sequence[Plain]) -> Plain:
    """The record that stays, with names and addresses of the others that it has not."""
    new = copy.deepcopy(keep)
    for part, same in (("names", "value"), ("urls", "key")):
        if part not in new["parts"]:
            continue
        known = {row[same] for row in new["parts"][part]}
        for other in others:
            gained: dict[str, Any] = {}
            for row in other["parts"][part]:
                if row[same] not in known:
                    known.add(row[same])
                    gained[row["id"]] = {
                        **row,
                        "id": str(uuid.uuid4()),
                        **({"main": False} if part == "names" else {}),
                    }
            new["parts"][part] += gained.values()
            new["evidence"] += _copied(other["evidence"], gained)
    return new


def _copied(evidence: Sequence[Any], gained: Mapping[str, Any]) -> list[Any]:
    """The evidence for names that moved, for their copies."""
    copies = []
    for row in evidence:
        part, _, rest = row["field"].partition("/")
        if part == "names" and (not rest or rest.split("/")[0] in gained):
            field = f"names/{gained[rest.split('/')[0]]['id']}" if rest else "names"
            copies.append({**row, "id": str(uuid.uuid4()), "field": field})
    return copies


def referring(ids: Sequence[str]) -> list[str]:
    """The records that link to any of these, whoever may see them."""
    found: dict[str, None] = {}
    with as_system():
        for table in [*(kind.table for kind in KINDS.values()), *PARTS.values(), EVIDENCE]:
            for column in table.links:
                rows = table.model._default_manager.filter(**{f"{column.attname}__in": list(ids)})
                found.update({str(pk): None for pk in rows.values_list("record_id", flat=True)})
        rows = Withheld.objects.filter(why="link", value__in=list(ids))
        found.update({str(pk): None for pk in rows.values_list("record_id", flat=True)})
    return list(found)


def relinked(plain: Plain, moves: Mapping[str, str]) -> Plain:
    """The record with links to what moved leading to where it went."""
    new = copy.deepcopy(plain)
    for column in KINDS[plain["kind"]].table.links:
        target = new["fields"].get(column.name)
        new["fields"][column.name] = moves.get(target, target)
    for part, rows in new["parts"].items():
        for column in PARTS[part].links:
            for row in rows:
                row[column.name] = moves.get(row[column.name], row[column.name])
    for row in new["evidence"]:
        row["basis"] = moves.get(row["basis"], row["basis"])
    return new
