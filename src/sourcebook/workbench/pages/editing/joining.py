"""Two actors or places that may be one, side by side: made one, proposed, or told to be two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.models import Proposal
from sourcebook.dossier.page import Page, pages_of
from sourcebook.dossier.seen import NotAllowed
from sourcebook.dossier.vault import VaultError
from sourcebook.dossier.write import Conflict, Refused
from sourcebook.dossier.write.merging import merge
from sourcebook.dossier.write.proposals import accept
from sourcebook.dossier.write.proposing import propose_merge
from sourcebook.workbench.forms.linking import Asked, labels_of, linked
from sourcebook.workbench.forms.typed import Typed
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.editing.changing import found_record
from sourcebook.workbench.pages.editing.making import CANNOT
from sourcebook.workbench.pages.record.saying import Line, lines_of


@dataclass(frozen=True, slots=True)
class Side:
    """A field of both: what the one says and what the other."""

    label: str
    first: Line | None
    second: Line | None

    @property
    def both(self) -> tuple[Line | None, Line | None]:
        """One after the other."""
        return self.first, self.second


@page(MEMBER, may="propose", methods="GET POST")
def join(request: Request, record: str) -> HttpResponse:
    """The other record is named, both are looked at, and they are made one or proposed to be."""
    plain, typed = found_record(record), Typed.sent(request.POST if request.method == "POST" else request.GET)
    links = linked([Asked("with", (plain["kind"],))], typed)
    other = links.ids.get("with")
    faults = [fault for fault in links.faults.values() if typed.one("with~") or typed.one("with")]
    if other == plain["id"]:
        other, faults = None, [_("That is this record itself: name another one.")]
    pages = {one.record["id"]: one for one in pages_of([plain["id"], other])} if other else {}
    if request.method == "POST" and other in pages:
        done, faults = _done(request, plain["id"], str(other))
        if done:
            return HttpResponseRedirect(reverse("record", args=(request.dossier.slug, done)))
    told: dict[str, Any] = {
        "record": plain,
        "other": pages[other].record if other in pages else None,
        "sides": _sides(pages[plain["id"]], pages[other]) if other in pages else [],
        "typed": typed.one("with~") or (labels_of([other]).get(other, "") if other else ""),
        "offered": links.offered.get("with", []),
        "faults": faults,
        "why": typed.one("why"),
        "keep": typed.one("keep") or plain["id"],
    }
    return render(
        request, "editing/join.html", told, status=CANNOT if faults and request.method == "POST" else 200
    )


def _done(request: Request, one: str, other: str) -> tuple[str, list[str]]:
    """(the record that is left, why it was refused)."""
    why = request.POST.get("why", "").strip()
    keep = other if request.POST.get("keep") == other else one
    gone = one if keep == other else other
    if not why:
        return "", [_("Say why: others must be able to understand it later.")]
    try:
        if request.POST.get("act") == "propose":
            propose_merge(keep, gone, why)
            messages.success(request, _("Proposed. Somebody who may merge decides."))
            return one, []
        if not request.viewer.may("merge"):
            raise PermissionDenied(_("Your role may propose this, not do it."))
        _merged(keep, gone, why)
    except Refused as refused:
        return "", [f"{problem.field}: {problem.reason}" for problem in refused.problems]
    except (NotAllowed, VaultError, Conflict) as refused:
        return "", [str(refused)]
    messages.success(request, _("Made one. The history can take it back."))
    return keep, []


def _merged(keep: str, gone: str, why: str) -> None:
    """Merges; where that was proposed, the proposal is accepted with it."""
    pair = {"record_id__in": (keep, gone), "other_id__in": (keep, gone)}
    proposal = Proposal.objects.filter(kind="merge", state="open", **pair).first()
    if proposal is not None:
        accept(str(proposal.pk), why, keep)
    else:
        merge(keep, [gone], why)


def _sides(first: Page, second: Page) -> list[Side]:
    mine, _empty = lines_of(first)
    theirs, _empty = lines_of(second)
    by_name = {line.name: line for line in theirs}
    names = [line.name for line in mine] + [
        line.name for line in theirs if line.name not in {one.name for one in mine}
    ]
    own = {line.name: line for line in mine}
    return [Side((own.get(name) or by_name[name]).label, own.get(name), by_name.get(name)) for name in names]
