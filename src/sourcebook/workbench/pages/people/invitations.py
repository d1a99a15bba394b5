"""Inviting: the form, the link that is shown once, and taking it back."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.access.inviting import Unclear
from sourcebook.dossier.access.inviting import invite as invited
from sourcebook.dossier.access.inviting import withdraw as withdrawn
from sourcebook.workbench.accounts.limits import within_limit
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.sighting import seen
from sourcebook.workbench.pages.people.views import back, shown, unconfirmed
from sourcebook.workbench.pages.people.words import role_words

_FIELDS = ("name", "email", "organisation", "role")


@page(MEMBER, may="people", methods="POST")
def invite(request: Request) -> HttpResponse:
    """Makes an invitation and shows its link, which is not shown again."""
    if asked := unconfirmed(request):
        return asked
    given = {name: request.POST.get(name, "") for name in _FIELDS}
    if settings.LOCAL:
        messages.warning(
            request, _("Links work on a server only. Below it says how people come in on this computer.")
        )
        return shown(request, 422)
    if not within_limit(request, "invite"):
        why = _("Many were invited within the hour; go on in a while.")
        return shown(request, 429, faults={"name": why}, given=given)
    try:
        invitation, secret = invited(**given)
    except Unclear as error:
        return shown(request, 422, faults={error.field: str(error)}, given=given)
    seen(request, "invited", invitation.pk, f"{role_words(invitation.role)}: {invitation.name}")
    address = request.build_absolute_uri(reverse("invited", kwargs={"token": secret}))
    return shown(request, link=address, link_for=invitation.name, link_kind="invitation")


@page(MEMBER, may="people", methods="POST")
def take_back(request: Request, invitation: uuid.UUID) -> HttpResponse:
    """Takes an invitation back: its link opens nothing any more."""
    try:
        was_open = withdrawn(invitation)
    except LookupError as error:
        raise Http404("there is no such invitation") from error
    if was_open:
        seen(request, "took back", invitation, "invitation")
        messages.success(request, _("The invitation is withdrawn; its link opens nothing any more."))
    else:
        messages.warning(request, _("This invitation was taken or withdrawn already."))
    return back(request)
