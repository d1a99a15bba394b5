"""The list of people, and their roles changed or taken away."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.access.inviting import waiting
from sourcebook.dossier.access.members import Changed, change_role, members, take_away
from sourcebook.workbench.accounts.factors import with_second_factor
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.sighting import seen
from sourcebook.workbench.pages.people.owning import groups, known_names
from sourcebook.workbench.pages.people.words import role_table, role_words


@page(MEMBER)
def show(request: Request) -> HttpResponse:
    """Who has a part here; six queries at most."""
    return shown(request)


def shown(request: Request, status: int = 200, **more: Any) -> HttpResponse:
    """The page, with what one of its forms has to say."""
    keeps = request.viewer.may("people")
    everybody = members()
    told: dict[str, Any] = {
        "members": everybody,
        "me": request.viewer.account,
        "roles": role_table(),
        "groups": groups(everybody),
        "keeps": keeps,
        "confirmed": keeps and confirmed(request),
    }
    if keeps:
        told["invitations"] = list(waiting()[:200])
        told["factors"] = with_second_factor([one.account for one in everybody])
        told["organisations"] = known_names()
    return render(request, "people/show.html", {**told, **more}, status=status)


def confirmed(request: Request) -> bool:
    """Whether who asks has shown just now who they are; on one's own computer that is not asked."""
    return settings.LOCAL or bool(did_recently_reauthenticate(request))


def unconfirmed(request: Request) -> HttpResponse | None:
    """Where a password is asked for first; None where that was done."""
    if confirmed(request):
        return None
    messages.warning(request, _("Confirm first that it is you; then do it once more. Nothing was changed."))
    return back(request)


@page(MEMBER, may="people", methods="POST")
def role(request: Request, account: uuid.UUID) -> HttpResponse:
    """Gives a member another role."""
    if asked := unconfirmed(request):
        return asked
    given, was = request.POST.get("role", ""), request.POST.get("was", "")
    try:
        change_role(account, given, was)
    except (Changed, LookupError, ValueError) as error:
        return refused(request, error)
    seen(request, "gave a role", account, f"{was} → {given}")
    messages.success(request, _("The role is now: %(role)s.") % {"role": role_words(given)})
    return back(request)


@page(MEMBER, may="people", methods="POST")
def away(request: Request, account: uuid.UUID) -> HttpResponse:
    """Takes somebody's part away."""
    if asked := unconfirmed(request):
        return asked
    was = request.POST.get("was", "")
    try:
        take_away(account, was)
    except (Changed, LookupError, ValueError) as error:
        return refused(request, error)
    seen(request, "took a role", account, was)
    messages.success(request, _("They have no part in this dossier any more. What they did stays on record."))
    return back(request)


def refused(request: Request, error: Exception) -> HttpResponse:
    """Back to the page, which says why not; who is not in this dossier is not there."""
    if isinstance(error, LookupError):
        raise Http404(str(error.args[0])) from error
    messages.error(request, str(error.args[0] if error.args else error))
    return back(request)


def back(request: Request) -> HttpResponse:
    """To the list of people."""
    return HttpResponseRedirect(reverse("people", kwargs={"slug": request.dossier.slug}))
