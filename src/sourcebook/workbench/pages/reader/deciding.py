"""The candidates of a text: the queue, and what somebody decides about each."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.ingest.passage import deciding
from sourcebook.dossier.ingest.passage.candidates import Candidate, held_in, waiting
from sourcebook.dossier.ingest.passage.filling import NoPassage
from sourcebook.dossier.ingest.passage.kept import troubles_of
from sourcebook.dossier.write import Conflict, Refused
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.words import kind_words
from sourcebook.workbench.pages.reader.answering import answered
from sourcebook.workbench.pages.reader.opened import opened
from sourcebook.workbench.pages.reader.views import swapped

# How many stand in the list at a time; when they are done, the next come.
AT_ONCE = 25


@page(MEMBER)
def candidates(request: Request, record: uuid.UUID) -> HttpResponse:
    """What waits in the text, in its order; read once, by whoever comes first."""
    found = opened(request, record)
    if found.text is None:
        words = _("There is no such text any more. Open the source anew.")
        return answered(request, "reader/told.html", {"words": words}, 409)
    all_ = waiting(found.text, held_in(found.text.layer))
    asked = request.GET.get("from", "")
    start = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    # From where one reads, round to the beginning.
    ahead = [one for one in all_ if one.start >= start]
    listed = (ahead + [one for one in all_ if one.start < start])[:AT_ONCE]
    told = {
        "source": record,
        "text": found.text,
        "next": reverse("reader", args=(request.dossier.slug, record)),
        "listed": [(one, _category(one)) for one in listed],
        "number": len(all_),
        "not_found": troubles_of(found.text)[1],
        "may_create": request.viewer.may("create"),
        "may_review": request.viewer.may("review"),
        "places": [[one.id, *span, one.version] for one in all_ for span in one.passages],
    }
    return answered(request, "reader/candidates.html", told)


@page(MEMBER, may="create", methods="POST")
def decide(request: Request, record: uuid.UUID) -> HttpResponse:
    """Accepts or rejects a candidate, or takes that back."""
    found = opened(request, record)
    if found.text is None:
        return _answer(request, record, _("There is no such text any more. Open the source anew."))
    act, given = request.POST.get("act", ""), request.POST.get("candidate", "")
    version = request.POST.get("version", "0")
    number = int(version) if version.isdecimal() and len(version) < 9 else 0
    if act not in ("accept", "reject", "back"):
        return _answer(request, record, _("A candidate is accepted, rejected, or taken back."))
    try:
        if act == "back":
            deciding.take_back(given, number)
            candidate = deciding.found(found.text, given, number)
            return _answer(request, record, "", {"act": act, "candidate": candidate}, candidate, found)
        candidate = deciding.found(found.text, given, number)
        done = (deciding.accept if act == "accept" else deciding.reject)(found.text, candidate)
        return _answer(
            request, record, "", {"act": act, "candidate": candidate, "done": done}, candidate, found
        )
    except NoPassage:
        return _answer(request, record, _("Somebody decided on this one meanwhile."), gone=given)
    except Conflict:
        words = _("Somebody changed this draft meanwhile. Look at it, then decide.")
        return _answer(request, record, words)
    except Refused as refused:
        return _answer(request, record, "; ".join(problem.reason for problem in refused.problems))


def _answer(
    request: Request,
    record: uuid.UUID,
    fault: str,
    told: dict[str, Any] | None = None,
    candidate: Candidate | None = None,
    found: Any = None,
    gone: str = "",
) -> HttpResponse:
    if not request.htmx:
        return redirect(reverse("reader", args=(request.dossier.slug, record)))
    blocks = ""
    if candidate is not None:
        blocks = swapped(request, found, found.text, list(candidate.passages))
    whole = {"source": record, "fault": fault, "gone": gone, "blocks": blocks, **(told or {})}
    return render(request, "reader/decided.html", whole, status=422 if fault else 200)


def _category(candidate: Candidate) -> str:
    words = {
        "reaction": _("reaction"),
        "measure": _("measure"),
        "recommendation": _("recommendation"),
        "figure": _("figure"),
    }
    return words.get(candidate.category) or kind_words(candidate.kind)
