"""The queue: what is in hand is shown, decided, put off, taken back; then the next one comes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.desk.queue import COUNTED, drafts, how_many, next_draft, next_proposal, pairs
from sourcebook.dossier.desk.reasons import reason_words, reasons
from sourcebook.dossier.write import Conflict, Refused
from sourcebook.dossier.write.proposals import accept, reject, reopen
from sourcebook.dossier.write.status import advance
from sourcebook.dossier.write.undoing import undo
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.records.views import choices
from sourcebook.workbench.pages.review.hand import draft_in_hand, pair_in_hand
from sourcebook.workbench.pages.review.sitting import (
    PROPOSED,
    Sitting,
    forget_put_off,
    put_off,
    put_off_more,
    sitting_of,
)
from sourcebook.workbench.pages.review.telling import told_of, told_of_proposal, words_of

_WHY = {"review": "read against its evidence", "undo": "taken back in the review"}


@page(MEMBER, may="review")
def show(request: Request) -> HttpResponse:
    """What is in hand; without a place in the address, the first of the queue. Fifteen queries at most."""
    sitting = sitting_of(request.GET)
    told: dict[str, Any] = {**choices(sitting.asked, lean=True), "sitting": sitting, "reasons": reasons()}
    if sitting.asked.faults:
        return render(request, "review/show.html", told)
    later = put_off(request)
    if not sitting.at:
        # The home leads straight to what is proposed, past the drafts.
        first = _proposed(put_off(request)) if request.GET.get("what") == "pairs" else ""
        first = first or _next(request, sitting)
        if first:
            return _to(request, sitting, first, 0, sitting.back, sitting.revision)
        return render(request, "review/show.html", {**told, "empty": True, "later": len(later)})
    if sitting.proposal:
        one = pairs().filter(pk=sitting.proposal).first()
        if one is None:
            messages.warning(request, told_of_proposal(sitting.proposal))
            return _to(request, sitting, _next(request, sitting))
        left = pairs().exclude(pk__in=_proposals(later)).count()
        told |= {"pair": pair_in_hand(one)}
    else:
        hand = draft_in_hand(sitting.at)
        if hand is None:
            messages.warning(request, _("This record is not there any more, or you may not see it."))
            return _to(request, sitting, _next(request, sitting))
        left = how_many(_queue(sitting).exclude(pk__in=_records(later)))
        told |= {"hand": hand, "decision": words_of(hand.decision) if hand.decision else ""}
    total = sitting.done + min(left, COUNTED)
    number = min(sitting.done + 1, max(total, 1))
    told |= {"number": number, "total": total, "more": left > COUNTED, "later": len(later)}
    return render(request, "review/show.html", told)


@page(MEMBER, may="review", methods="POST")
def decide(request: Request) -> HttpResponse:
    """A draft is accepted, rejected with a reason, or put off; then the next one."""
    sitting = sitting_of(request.GET)
    # A reason, or the one that stays, says by itself what is decided.
    record, act = sitting.at, "reject" if "reason" in request.POST else request.POST.get("act", "")
    if not record or sitting.proposal:
        return _to(request, sitting, "")
    following = _next(request, sitting)
    if act == "skip":
        put_off_more(request, record)
        return _to(request, sitting, following)
    try:
        if act == "reject":
            why = reason_words(request.POST.get("reason", ""), request.POST.get("words", ""))
        else:
            why = _WHY["review"]
        version = request.POST.get("version", "")
        versions = {record: int(version)} if version.isascii() and version.isdigit() else {}
        done = advance([record], "withdraw" if act == "reject" else "review", why, versions=versions)
    except Conflict:
        messages.warning(request, told_of(record))
        return _to(request, sitting, record if _is_draft(record) else following)
    except Refused:
        messages.warning(request, told_of(record))
        return _to(request, sitting, following)
    except ValueError as fault:
        messages.error(request, f"{fault}.".capitalize())
        return _to(request, sitting, record)
    return _to(request, sitting, following, 1, record, str(done or ""))


@page(MEMBER, may="review", methods="POST")
def settle(request: Request) -> HttpResponse:
    """A proposal is done (of a pair, one stays), kept apart for good, or put off; then the next one."""
    sitting = sitting_of(request.GET)
    act = "accept" if "keep" in request.POST else request.POST.get("act", "")
    proposal = sitting.proposal
    if not proposal:
        return _to(request, sitting, "")
    if act == "skip":
        put_off_more(request, sitting.at)
        return _to(request, sitting, _next(request, sitting))
    try:
        if act == "accept":
            done = accept(proposal, keep=request.POST.get("keep", ""))
        else:
            reject(proposal)
            done = None
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return _to(request, sitting, sitting.at)
    except Refused as refused:
        open_still = pairs().filter(pk=proposal).exists()
        messages.warning(request, str(refused) if open_still else told_of_proposal(proposal))
        return _to(request, sitting, sitting.at if open_still else _next(request, sitting))
    return _to(request, sitting, _next(request, sitting), 1, sitting.at, str(done or ""))


@page(MEMBER, may="review", methods="POST")
def take_back(request: Request) -> HttpResponse:
    """The last decision is taken back; its draft is in hand again."""
    sitting = sitting_of(request.GET)
    try:
        if sitting.back.startswith(PROPOSED):
            reopen(sitting.back.removeprefix(PROPOSED), sitting.revision, _WHY["undo"])
        elif sitting.revision:
            undo(sitting.revision, _WHY["undo"])
        else:
            return _to(request, sitting, sitting.at)
    except Conflict:
        messages.error(request, _("Somebody built upon it since: look at its history before you change it."))
        return _to(request, sitting, sitting.at)
    except Refused as refused:
        messages.error(request, str(refused))
        return _to(request, sitting, sitting.at)
    messages.success(request, _("Taken back."))
    return _to(request, sitting, sitting.back, -1)


@page(MEMBER, may="review", methods="POST")
def again(request: Request) -> HttpResponse:
    """What was put off comes again."""
    forget_put_off(request)
    return _to(request, sitting_of(request.GET), "")


def _queue(sitting: Sitting) -> Any:
    return drafts(sitting.asked.filters, sitting.asked.forms)


def _next(request: Request, sitting: Sitting) -> str:
    """Drafts first, then what is proposed; "" after the last."""
    later = [*put_off(request), sitting.at]
    if sitting.asked.faults:
        return ""
    if not sitting.proposal:
        here = sitting.at or None
        found = next_draft(_queue(sitting), here, _records(later))
        if found is not None:
            return str(found)
    # Filters are about drafts: whoever set some goes through these alone.
    if sitting.asked.given and not sitting.proposal:
        return ""
    return _proposed(later)


def _proposed(later: list[str]) -> str:
    one = next_proposal(_proposals(later))
    return f"{PROPOSED}{one.pk}" if one else ""


def _records(later: list[str]) -> list[str]:
    return [one for one in later if one and not one.startswith(PROPOSED)]


def _proposals(later: list[str]) -> list[str]:
    return [one.removeprefix(PROPOSED) for one in later if one.startswith(PROPOSED)]


def _is_draft(record: str) -> bool:
    hand = draft_in_hand(record)
    return hand is not None and hand.decision is None


def _to(
    request: Request, sitting: Sitting, at: str, step: int = 0, back: str = "", revision: str = ""
) -> HttpResponseRedirect:
    address = reverse("review", kwargs={"slug": request.dossier.slug})
    query = sitting.address(at, max(sitting.done + step, 0), back, revision)
    return HttpResponseRedirect(f"{address}{query}")
