"""What is kept of a change, at which level, and what becomes of it when its content is withheld later.

The reason of a revision tells what it changed. Where all that a revision changed is sealed, its reason is
sealed with it and gone from the revision; a reason that was given for other records too stays where it is.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sourcebook.dossier.kinds.fetch import Keys
from sourcebook.dossier.kinds.paths import difference
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.models import Change, Proposal, Revision
from sourcebook.dossier.seen import NotAllowed
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.vault import Vault, context
from sourcebook.dossier.write.replacing import Pair
from sourcebook.dossier.write.storing import NoVault

SEALED = LEVELS["sealed"]
Values = dict[str, Any]


def change_made(revision: Revision, plain: Plain, vault: Vault | None) -> Change:
    """The change that a record was made by."""
    change = Change(revision=revision, record_id=uuid.UUID(plain["id"]), version=1)
    if plain["level"] == "sealed":
        seal_change(change, vault, revision.why)
    return change


def change_of(revision: Revision, pair: Pair, vault: Vault | None, forget: bool) -> Change:
    """The change of a record, at the level of the most sensitive value in it."""
    before, after = pair.before, pair.after
    old, new = difference(before, after)
    change = Change(revision=revision, record_id=uuid.UUID(after["id"]), version=after["version"])
    touched = [
        one
        for plain in (before, after)
        for one in plain["withheld"]
        if any(touches(path, one["field"]) for path in pair.paths)
    ]
    most = max(touched, key=lambda one: LEVELS[one["level"]], default=None)
    if forget:
        # That it was erased is all that is kept of it.
        change.after = {path: new[path] for path in ("status", "erased_at") if path in new}
        return change
    change.before, change.after = old, new
    if most is not None:
        change.level = LEVELS[most["level"]]
        change.owner_id = uuid.UUID(most["owner"]) if most["owner"] else None
    if "sealed" in (before["level"], after["level"]) or change.level == SEALED:
        seal_change(change, vault, revision.why)
    return change


def touches(path: str, field: str) -> bool:
    """Whether the value at a path belongs to what is withheld: "fields/text" to "text"."""
    bare = path.removeprefix("fields/").removeprefix("parts/")
    return bare == field or bare.startswith(f"{field}/") or path == f"withheld/{field}"


def seal_change(change: Change, vault: Vault | None, why: str = "") -> None:
    """Moves the content of a change into a seal; the reason too, where it is given."""
    if vault is None:
        raise NoVault
    told = {"before": change.before, "after": change.after, **({"why": why} if why else {})}
    change.sealed = vault.seal(
        json.dumps(told, ensure_ascii=False).encode(), context(str(change.pk), "change")
    )
    change.before, change.after, change.level = {}, {}, SEALED


def told(change: Change, keys: Keys | None) -> tuple[Values, Values]:
    """(before, after) of a change. Raises NotAllowed where it is sealed and there are no keys."""
    if change.sealed is None:
        return change.before, change.after
    content = _opened(change, keys)
    return content["before"], content["after"]


def reason_of(change: Change, keys: Keys | None) -> str:
    """Why a change was made; "" where that is sealed and there are no keys."""
    if change.revision.why or change.sealed is None or keys is None:
        return change.revision.why
    return str(_opened(change, keys).get("why", ""))


def _opened(change: Change, keys: Keys | None) -> Values:
    if keys is None:
        raise NotAllowed(f"{change.record_id}: this change is sealed; it opens with the keeper's passphrase")
    assert change.sealed is not None
    content: Values = json.loads(keys.open(bytes(change.sealed), context(str(change.pk), "change")))
    return content


def keep_reason(revision: Revision, changes: Iterable[Change]) -> None:
    """Takes the reason off a new revision all of whose changes are sealed: they have it."""
    if all(change.sealed is not None for change in changes):
        revision.why = ""


def veil(pairs: Sequence[Pair], vault: Vault | None) -> None:
    """Lifts the level of earlier changes to what is withheld now, and seals those of what is sealed now."""
    whole = {p.after["id"] for p in pairs if p.after["level"] == "sealed" and p.before["level"] != "sealed"}
    grown = {pair.after["id"]: more for pair in pairs if (more := _grown(pair))}
    to_seal = []
    for some in _in_parts([*whole, *(grown.keys() - whole)]):
        for change in Change.objects.filter(record_id__in=some, sealed=None):
            record = str(change.record_id)
            if record in whole:
                to_seal.append(change)
                continue
            paths = {**change.before, **change.after}
            over = [one for one in grown[record] if any(touches(path, one["field"]) for path in paths)]
            most = max(over, key=lambda one: LEVELS[one["level"]], default=None)
            if most is None or LEVELS[most["level"]] <= change.level:
                continue
            if most["level"] == "sealed":
                to_seal.append(change)
            else:
                change.level = LEVELS[most["level"]]
                change.owner_id = uuid.UUID(most["owner"]) if most["owner"] else None
                change.save(force_update=True)
    _seal_all(to_seal, vault)
    for some in _in_parts(list(whole)):
        # What was proposed about them told of their content.
        Proposal.objects.filter(record_id__in=some).update(payload={}, reasons=[])
        Proposal.objects.filter(other_id__in=some).update(payload={}, reasons=[])


def _grown(pair: Pair) -> list[Plain]:
    """What is withheld now, and was not, or not at this level."""
    was = {one["field"]: LEVELS[one["level"]] for one in pair.before["withheld"]}
    return [one for one in pair.after["withheld"] if LEVELS[one["level"]] > was.get(one["field"], 0)]


def _seal_all(changes: Sequence[Change], vault: Vault | None) -> None:
    by_revision: Mapping[Any, list[Change]] = defaultdict(list)
    for change in changes:
        by_revision[change.revision_id].append(change)
    for revision, its in by_revision.items():
        row = Revision.objects.get(pk=revision)
        others = Change.objects.filter(revision_id=revision, sealed=None).exclude(
            pk__in=[change.pk for change in its]
        )
        alone = not others.exists()
        for change in its:
            if alone or change.before or change.after:
                seal_change(change, vault, row.why if alone else "")
                change.save(force_update=True)
        if alone and row.why:
            row.why = ""
            row.save(force_update=True)


def _in_parts(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + 2000] for start in range(0, len(values), 2000))
