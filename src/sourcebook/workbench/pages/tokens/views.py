"""Keys with which programs read the dossier as the person who made them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.access import tokens
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.sighting import seen
from sourcebook.workbench.pages.people.views import confirmed

# How long a key may be good, in days.
DAYS = (7, 30, 90, 366)


@page(MEMBER, methods="GET POST")
def show(request: Request) -> HttpResponse:
    """The keys; by a form that was sent, a new one, which this answer alone shows."""
    told: dict[str, Any] = {"days": DAYS, "chosen": DAYS[1], "name": ""}
    if request.method == "POST":
        # A key outlives the session: who only found it open makes none.
        told |= _made(request) if confirmed(request) else _unconfirmed(request)
    keys = tokens.known()
    now = datetime.now(UTC)
    told |= {
        "good": [key for key in keys if key.withdrawn_at is None and key.expires_at > now],
        "ended": [key for key in keys if key.withdrawn_at is not None or key.expires_at <= now],
        "confirmed": confirmed(request),
        "address": request.build_absolute_uri("/api/v1/"),
    }
    return render(request, "tokens/show.html", told)


def _unconfirmed(request: Request) -> dict[str, Any]:
    messages.warning(
        request, _("Confirm first that it is you; then make the key once more. Nothing was made.")
    )
    return {"name": request.POST.get("name", "")}


def _made(request: Request) -> dict[str, Any]:
    name, days = request.POST.get("name", ""), request.POST.get("days", "")
    number = int(days) if days.isascii() and days.isdigit() and len(days) < 4 else 0
    if number not in DAYS:
        return {"name": name, "fault_days": _("Choose how long the key is good.")}
    try:
        token, key = tokens.make(name.replace("\x00", ""), number)
    except tokens.NotMade as error:
        return {"name": name, "chosen": number, "fault": str(error).partition(": ")[2] or str(error)}
    seen(request, "made a key", detail=token.hint)
    return {"made": token, "key": key}


@page(MEMBER, methods="POST")
def withdraw(request: Request) -> HttpResponse:
    """Ends a key, at once."""
    try:
        found = tokens.withdraw(UUID(request.POST.get("key", "")))
    except ValueError:
        found = None
    if found is None and request.POST.get("key"):
        raise Http404("there is no such key")
    if found is not None:
        seen(request, "ended a key", detail=found.hint)
        messages.success(request, _("The key “%(name)s” opens nothing any more.") % {"name": found.name})
    return HttpResponseRedirect(reverse("tokens", args=[request.dossier.slug]))
