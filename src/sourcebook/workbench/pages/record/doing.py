"""What who looks may do with a record: the buttons of its page. Nothing is offered that would be refused."""

from __future__ import annotations

from typing import Any

from sourcebook.dossier.kinds import Plain
from sourcebook.dossier.seen import Viewer
from sourcebook.dossier.write.open_acts import may_edit, open_acts
from sourcebook.workbench.forms.layout import FORMS
from sourcebook.workbench.pages.editing.deciding import acts_told

# What is edited in its place beside the fields of a kind.
_BESIDE = ("evidence", "themes", "note")
_JOINABLE = ("actor", "place")


def doable(plain: Plain, viewer: Viewer) -> dict[str, Any]:
    """For the template: the acts, whether and which fields may be changed, and whether what was done last may
    be taken back. No query."""
    editable = may_edit(plain, viewer)
    acts = acts_told(open_acts(plain, viewer))
    closed = {one["field"].partition("/")[0] for one in plain.get("withheld", ()) if one.get("closed")}
    # What is one with another is looked for, and joined, in the clear.
    clear = plain["level"] != "sealed"
    return {
        "acts": acts,
        "held_back": next((one["missing"] for one in acts if one["missing"]), []),
        "editable": editable,
        "edits": {*FORMS[plain["kind"]].all, *_BESIDE} - closed if editable else set(),
        "last": viewer.may("merge") and not plain.get("closed") and not plain["erased_at"],
        "joinable": plain["kind"] in _JOINABLE and not plain["merged_into"] and clear,
    }
