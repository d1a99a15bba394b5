"""What may be done with a record as it stands, by somebody in a role: what a page offers, and says why
not."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.valid import unevidenced
from sourcebook.dossier.seen import Viewer
from sourcebook.dossier.write.status import FROM, MUST

# What leads away from "published" is the publishers'.
_OF_PUBLISHED = {"withdraw": "withdraw", "reopen": "publish"}
# Acts that somebody else must be able to understand later.
WITH_REASON = ("withdraw", "reopen")


@dataclass(frozen=True, slots=True)
class OpenAct:
    """An act on the state of a record: `missing` are the fields that need evidence first."""

    act: str
    missing: tuple[str, ...] = ()

    @property
    def needs_reason(self) -> bool:
        """Whether it must be said why."""
        return self.act in WITH_REASON


def open_acts(plain: Plain, viewer: Viewer) -> list[OpenAct]:
    """The acts of `advance` that this viewer may do with the record now, in the order of its life.

    None for what was erased or merged: that is undone, or for good.
    """
    if plain["erased_at"] or plain["merged_into"]:
        return []
    found = []
    for act, states in FROM.items():
        must = {
            MUST[act],
            *([_OF_PUBLISHED[act]] if plain["status"] == "published" and act in _OF_PUBLISHED else []),
        }
        if plain["status"] not in states or not all(viewer.may(one) for one in must):
            continue
        missing = unevidenced(plain, found=True) if act == "publish" and not plain.get("closed") else []
        found.append(OpenAct(act, tuple(missing)))
    return found


def may_edit(plain: Plain, viewer: Viewer) -> bool:
    """Whether this viewer may change what the record says."""
    if plain["erased_at"] or plain.get("closed") or plain["merged_into"]:
        return False
    return viewer.may("edit") and (plain["status"] != "published" or viewer.may("publish"))
