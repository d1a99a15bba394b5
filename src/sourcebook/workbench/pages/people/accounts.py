"""What a keeper does with accounts: close and open them, set an organisation, let a password be set anew."""

from __future__ import annotations

import uuid

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.access.members import governed, set_open, set_organisation
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.sighting import seen
from sourcebook.workbench.pages.people.views import back, refused, shown, unconfirmed


@page(MEMBER, may="people", methods="POST")
def organisation(request: Request, account: uuid.UUID) -> HttpResponse:
    """Says of which organisation somebody is: they see what it keeps to itself."""
    if asked := unconfirmed(request):
        return asked
    try:
        set_organisation(account, request.POST.get("organisation", ""))
    except (LookupError, ValueError) as error:
        return refused(request, error)
    seen(request, "set organisation", account)
    messages.success(request, _("The organisation is set."))
    return back(request)


@page(MEMBER, may="people", methods="POST")
def is_open(request: Request, account: uuid.UUID) -> HttpResponse:
    """Closes an account, and ends its sessions; or opens it again."""
    if asked := unconfirmed(request):
        return asked
    opens = request.POST.get("open") == "yes"
    try:
        set_open(account, opens)
    except (LookupError, ValueError) as error:
        return refused(request, error)
    if not opens:
        end_sessions(account)
    seen(request, "opened account" if opens else "closed account", account)
    messages.success(
        request,
        _("The account is open again.")
        if opens
        else _("The account is closed; its sessions have ended and its keys for programs are withdrawn."),
    )
    return back(request)


@page(MEMBER, may="people", methods="POST")
def password(request: Request, account: uuid.UUID) -> HttpResponse:
    """Shows, once, a link with which somebody sets a new password."""
    if asked := unconfirmed(request):
        return asked
    try:
        who = governed(account)
    except (LookupError, ValueError) as error:
        return refused(request, error)
    key = default_token_generator.make_token(who)
    address = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(who), "key": key}
    )
    seen(request, "gave a link", account, "new password")
    return shown(request, link=request.build_absolute_uri(address), link_for=who.name, link_kind="password")


def end_sessions(account: uuid.UUID) -> None:
    """Ends all sessions of somebody."""
    for session in UserSession.objects.filter(user_id=account):
        session.end()
