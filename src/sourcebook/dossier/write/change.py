"""Changing records by values that somebody gives: a form that is saved, a proposal that is accepted."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sourcebook.dossier.kinds.fetch import Keys
from sourcebook.dossier.kinds.paths import applied, is_order
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import EVIDENCE, PARTS
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.kinds.whole import completed_row
from sourcebook.dossier.seen import NotAllowed
from sourcebook.dossier.write.commit import commit
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.settling import is_under

__all__ = ["Edit", "commit", "edit"]

# What else a record says of itself has an act of its own.
_BESIDE = ("note", "absent", "confidence", "origin", "origin_key", "owner")
_ACTS_OF_THEIR_OWN = {
    "status": "it is reviewed, published or withdrawn",
    "level": "its level is set",
    "withheld": "a field is withheld",
    "themes": "a theme is put on it",
    "merged_into": "it is merged",
    "erased_at": "it is erased",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one record: new values by path (see `kinds.paths`), and the version they were made upon.

    Without a version the change is made whatever others did meanwhile.
    """

    record: str
    values: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None


def edit(
    edits: Sequence[Edit],
    why: str,
    *,
    act: str = "edit",
    keys: Keys | None = None,
    undo_of: uuid.UUID | None = None,
    texts: Mapping[str, str] | None = None,
) -> uuid.UUID | None:
    """Changes records; gives the revision, None where nothing differs.

    Paths lead to fields, parts, evidence, note, absent, confidence, origin, origin_key and owner. A part or
    evidence may leave out what is empty; with a part goes its evidence. `keys` opens sealed records. `texts`
    holds the text of new layers by sha256. Raises Refused, Conflict, NotAllowed; then nothing was changed.
    """
    by_record: dict[str, list[Edit]] = {}
    for one in edits:
        by_record.setdefault(one.record, []).append(one)
    problems = [problem for one in edits for problem in _forbidden(one)]
    if problems:
        raise Refused(problems)

    def changed(old: list[Plain]) -> list[Plain]:
        return [_with_values(plain, by_record[plain["id"]]) for plain in old]

    return commit(
        list(by_record),
        changed,
        why,
        act=act,
        must="edit",
        versions={one.record: one.version for one in edits if one.version is not None},
        keys=keys,
        undo_of=undo_of,
        texts=texts,
    )


def _forbidden(one: Edit) -> Iterable[Problem]:
    for path in one.values:
        head = path.partition("/")[0]
        if head in ("fields", "parts", "evidence") or path in _BESIDE:
            continue
        how = _ACTS_OF_THEIR_OWN.get(head, "nobody edits it")
        yield Problem(one.record, path, f"is not changed by an edit: {how}")


def _with_values(plain: Plain, edits: Sequence[Edit]) -> Plain:
    if plain.get("closed"):
        raise NotAllowed(f"{plain['id']} is sealed: it opens with the keeper's passphrase")
    new = plain
    for one in edits:
        try:
            new = applied(new, {path: _row(path, value) for path, value in one.values.items()})
        except KeyError as error:
            raise Refused(
                [Problem(plain["id"], str(error.args[0]), f"a {plain['kind']} has no such field or part")]
            ) from None
    return _without_orphans(plain, new)


def _row(path: str, value: Any) -> Any:
    """A part or piece of evidence with all its columns, and the id of its path."""
    head, _, rest = path.partition("/")
    if not isinstance(value, Mapping) or is_order(path) or head not in ("parts", "evidence"):
        return value
    if head == "evidence":
        return completed_row({**value, "id": rest}, EVIDENCE)
    part, _, row_id = rest.partition("/")
    return completed_row({**value, "id": row_id}, PARTS[part])


def _without_orphans(old: Plain, new: Plain) -> Plain:
    """With a part goes the evidence for it, and that it was withheld."""
    gone = _gone(old, new)
    if gone:
        new["evidence"] = [
            row for row in new["evidence"] if not any(is_under(row["field"], one) for one in gone)
        ]
    gone |= {f"evidence/{row['id']}" for row in old["evidence"]} - {
        f"evidence/{row['id']}" for row in new["evidence"]
    }
    new["withheld"] = [one for one in new["withheld"] if one["field"] not in gone]
    return new


def _gone(old: Plain, new: Plain) -> set[str]:
    left = {f"{part}/{row['id']}" for part, rows in new["parts"].items() for row in rows}
    return {f"{part}/{row['id']}" for part, rows in old["parts"].items() for row in rows} - left
