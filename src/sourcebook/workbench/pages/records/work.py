"""Bulk acts on many records as long work: weighed one after the other, done in one revision with its end."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sourcebook.dossier.desk.bulk import Bulk, Stays, carry_out, weigh
from sourcebook.dossier.models import Dossier
from sourcebook.dossier.seen import current
from sourcebook.dossier.write import Conflict
from sourcebook.dossier.write.undoing import undo
from sourcebook.workbench.pages.records.picked import from_words
from sourcebook.workbench.work import Fault, Outcome, Told, long_work

_TOGETHER = 200
_LINES = 500


@long_work("records-bulk", may="edit", title=gettext_lazy("Change many records"))
def change(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """Does an act on the records of `records.txt` ("id:version" a line) that can go; tells of the others."""
    bulk = Bulk(str(given["act"]), str(given["why"]), str(given["value"]))
    looked_at = from_words((folder / "records.txt").read_text("utf-8").split())
    ids, go, stays = list(looked_at), dict[str, int](), list[Stays]()
    for start in range(0, len(ids), _TOGETHER):
        told.step(start, len(ids), _("Weighed"))
        weighed = weigh(bulk, ids[start : start + _TOGETHER], looked_at)
        go |= weighed.versions
        stays += weighed.stays
    if not go:
        return Outcome(_("None of them can go."), lines=_lines(stays))
    told.step(len(ids), len(ids), _("Saved"))
    with told.ending() as ended:
        try:
            revision = carry_out(bulk, go)
        except Conflict as conflict:
            said = _("Nothing was done: somebody changed %(which)s just now. Begin again.")
            raise Fault(said % {"which": conflict.record}) from conflict
        words = _("%(n)s records changed, %(stay)s stay as they were.") % {"n": len(go), "stay": len(stays)}
        links = [(_("Look at it, or take it back"), f"{_page()}?revision={revision}")] if revision else []
        return ended(Outcome(words, links=links, lines=_lines(stays)))


@long_work("records-undo", may="merge", title=gettext_lazy("Take an act back"))
def take_back(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """Takes a revision back, whole or not at all."""
    told.step(0, None, _("Taken back"))
    with told.ending() as ended:
        try:
            undo(str(given["revision"]), _("taken back whole"))
        except Conflict as conflict:
            said = _("Nothing was taken back: somebody changed %(which)s since.")
            raise Fault(said % {"which": conflict.record}) from conflict
        return ended(Outcome(_("Taken back: all are as they were.")))


def _lines(stays: list[Stays]) -> list[str]:
    lines = [f"{one.label}: {one.reason}" for one in stays[:_LINES]]
    left = len(stays) - len(lines)
    return [*lines, _("and %(n)s more") % {"n": left}] if left else lines


def _page() -> str:
    slug = Dossier.objects.values_list("slug", flat=True).get(pk=current().within)
    return reverse("records-bulk", kwargs={"slug": slug})
