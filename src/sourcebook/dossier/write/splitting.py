"""One record of two actors or places becomes two; the revision can be undone."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.kinds.plain import Plain, empty_plain
from sourcebook.dossier.kinds.tables import moment
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.seen import current
from sourcebook.dossier.write.commit import commit
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.following import relinked
from sourcebook.dossier.write.make import now
from sourcebook.dossier.write.settling import is_under


def split_off(record: str, names: Sequence[str], links: Sequence[str], why: str) -> str:
    """Makes a new actor or place of some names of one: `names` are ids of its names, `links` the records
    whose links to it shall lead to the new one. Gives the new id. Raises Refused, NotAllowed.

    The new record is a draft. Of the old one's own fields only the form is taken over: what is known of one
    person (a minor, a consent given) is not known of the other. Evidence for the names goes with them.
    """
    viewer = current()
    viewer.must("merge")
    found = by_ids([record])
    if not found or "names" not in found[0]["parts"]:
        raise Refused([Problem(record, "id", "there is no such actor or place")])
    old = found[0]
    there = [row["id"] for row in old["parts"]["names"]]
    unknown = [one for one in names if one not in there]
    if unknown:
        raise Refused([Problem(record, "names", f"it has no name {one}") for one in unknown])
    if not names or len(set(names)) == len(there):
        raise Refused([Problem(record, "names", "name some of its names, and leave it some")])
    renamed = {one: str(uuid.uuid4()) for one in there if one in names}
    new = _new(old, renamed)
    new |= {"made_by": str(viewer.account) if viewer.account else None, "made_at": moment(now())}

    def changed(plains: list[Plain]) -> list[Plain]:
        return [
            _without(plain, renamed) if plain["id"] == record else relinked(plain, {record: new["id"]})
            for plain in plains
        ]

    ids = [record, *(one for one in links if one != record)]
    commit(ids, changed, why, act="split", must="merge", fresh=[new])
    return str(new["id"])


def _new(old: Plain, renamed: Mapping[str, str]) -> Plain:
    new = empty_plain(old["kind"], form=old["fields"]["form"])
    new |= {name: old[name] for name in ("level", "owner", "origin")}
    new["parts"]["names"] = [
        {**row, "id": renamed[row["id"]]} for row in old["parts"]["names"] if row["id"] in renamed
    ]
    moved = {}
    for row in old["evidence"]:
        head, *rest = row["field"].removeprefix("parts/").split("/")
        if head == "names" and (not rest or rest[0] in renamed):
            field = "/".join(["names", renamed[rest[0]], *rest[1:]]) if rest else "names"
            moved[row["id"]] = str(uuid.uuid4())
            new["evidence"].append({**row, "id": moved[row["id"]], "field": field})
    for one in old["withheld"]:
        head, _, rest = one["field"].partition("/")
        places = {"names": renamed, "evidence": moved}.get(head, {})
        if rest in places:
            new["withheld"].append({**one, "field": f"{head}/{places[rest]}"})
    return new


def _without(plain: Plain, renamed: Mapping[str, str]) -> Plain:
    """The old record without the names that go, and without the evidence for them alone."""
    gone = [f"names/{one}" for one in renamed]
    left = [row for row in plain["parts"]["names"] if row["id"] not in renamed]
    evidence = [row for row in plain["evidence"] if not any(is_under(row["field"], one) for one in gone)]
    dropped = {*gone, *(f"evidence/{row['id']}" for row in plain["evidence"] if row not in evidence)}
    return {
        **plain,
        "parts": {**plain["parts"], "names": left},
        "evidence": evidence,
        "withheld": [one for one in plain["withheld"] if one["field"] not in dropped],
    }
