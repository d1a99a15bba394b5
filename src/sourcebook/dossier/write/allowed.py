"""Who may change what: the role's leave for what differs, and hands off what the viewer does not see."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from sourcebook.dossier.kinds.fetch import value_at
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.seen import NotAllowed, Viewer
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.write.past import touches
from sourcebook.dossier.write.replacing import Pair


def may_change(pairs: Sequence[Pair], viewer: Viewer, following: Collection[str]) -> None:
    """Raises NotAllowed for a change that the viewer may not make.

    `following` change only because others do: links that follow a merge, values that follow a seal.
    """
    for pair in pairs:
        if pair.before.get("closed"):
            raise NotAllowed(f"{pair.after['id']} is sealed: it opens with the keeper's passphrase")
        _closed(pair)
        if pair.after["id"] in following or viewer.everything:
            continue
        _status(pair, viewer)
        _level(pair, viewer)
        _unseen(pair, viewer)


def may_make(plain: Plain, viewer: Viewer) -> None:
    """Raises NotAllowed for a new record that the viewer may not make.

    Of any level: whoever is told something that only the keeper shall read must be able to put it down.
    """
    if plain["status"] == "withdrawn":
        viewer.must("withdraw")
    elif plain["status"] != "draft":
        viewer.must("review" if plain["status"] == "reviewed" else "publish")


def _status(pair: Pair, viewer: Viewer) -> None:
    was, now = pair.before["status"], pair.after["status"]
    if all(path.startswith("themes") for path in pair.paths):
        # Themes are the team's own order, and never published.
        return
    if "published" in (was, now):
        viewer.must("withdraw" if now == "withdrawn" else "publish")
    if now == "reviewed" and was != "reviewed":
        viewer.must("review")


def _level(pair: Pair, viewer: Viewer) -> None:
    before, after = pair.before, pair.after
    was, now = LEVELS[before["level"]], LEVELS[after["level"]]
    owner = uuid.UUID(after["owner"]) if after["owner"] else None
    lowered = now < was and was > LEVELS["team"]
    # Nobody may hide a record from themselves: whoever could not undo it must ask the keeper.
    beyond = now > was and not viewer.allows(now, owner)
    moved = before["owner"] != after["owner"] and max(was, now) > LEVELS["team"]
    if lowered or beyond or moved:
        viewer.must("seal")
    old = {one["field"]: one for one in before["withheld"] if one["why"] == "field"}
    new = {one["field"]: one for one in after["withheld"] if one["why"] == "field"}
    for field, one in old.items():
        then = LEVELS[new[field]["level"]] if field in new else 0
        if value_at(after, field) is None and "/" in field:
            # The part is gone, and nothing was given back.
            continue
        if then < LEVELS[one["level"]] and LEVELS[one["level"]] > LEVELS["team"]:
            viewer.must("seal")
    for field, one in new.items():
        if one != old.get(field) and not viewer.allows(LEVELS[one["level"]], _owner(one)):
            viewer.must("seal")


def _closed(pair: Pair) -> None:
    """What nobody opened stays as it is: neither its value nor its level is known."""
    after = {one["field"]: one for one in pair.after["withheld"]}
    for one in pair.before["withheld"]:
        if not one.get("closed"):
            continue
        touched = any(touches(path, one["field"]) for path in pair.paths if not path.startswith("withheld/"))
        if touched or after.get(one["field"]) != one:
            raise NotAllowed(
                f"{pair.after['id']}: {one['field']} is sealed: it opens with the keeper's passphrase"
            )


def _unseen(pair: Pair, viewer: Viewer) -> None:
    """What is withheld from somebody is not theirs to change, not even by accident."""
    for one in pair.before["withheld"]:
        if viewer.allows(LEVELS[one["level"]], _owner(one)):
            continue
        # Links settle by themselves, and are withheld from whoever sees less.
        by_itself = one["why"] != "field"
        touched = [path for path in pair.paths if touches(path, one["field"])]
        if any(not (by_itself and path.startswith("withheld/")) for path in touched):
            raise NotAllowed(
                f"{pair.after['id']}: {one['field']} is withheld from the role {viewer.role}; ask a keeper"
            )


def _owner(one: dict[str, Any]) -> uuid.UUID | None:
    return uuid.UUID(one["owner"]) if one["owner"] else None
