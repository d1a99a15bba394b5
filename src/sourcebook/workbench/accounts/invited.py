"""The page that the link of an invitation opens: make an account, or take the part with one that you have.

The secret leaves the address at once: it goes into the session, and the page that follows has it no more, so
that no history, no picture of the screen and no other site learns it. To look takes nothing: a messenger that
opens links to show what is behind them does not use it up.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from allauth.account.forms import SignupForm
from allauth.account.internal.flows.signup import complete_signup
from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sourcebook.dossier.access.inviting import NotTaken, Offer, offered, take
from sourcebook.dossier.access.sightings import Noted
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system
from sourcebook.workbench.accounts.limits import within_limit
from sourcebook.workbench.frame import ledger
from sourcebook.workbench.frame.rules import ANYONE, page
from sourcebook.workbench.pages.people.words import role_words

_SECRET = "invitation"


class JoinForm(SignupForm):  # type: ignore[misc]
    """A new account: name, short name, password twice; by django-allauth's rules."""

    name = forms.CharField(label=gettext_lazy("Your name, as the team sees it"), max_length=200)
    field_order = ("name", "username", "password1", "password2")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["username"].label = gettext_lazy("Short name, to log in with")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["name"].widget.attrs.update(autocomplete="name", dir="auto")

    def signup(self, request: HttpRequest, user: Account) -> None:
        """Puts the name on the account."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


@page(ANYONE)
def arrive(request: HttpRequest, token: str) -> HttpResponseBase:
    """Takes the secret out of the address."""
    if not within_limit(request, "invited"):
        return HttpResponse(_("Too many tries; wait a minute."), status=429, content_type="text/plain")
    request.session[_SECRET] = token[:200]
    return HttpResponseRedirect(reverse("invited-here"), headers={"Referrer-Policy": "no-referrer"})


@page(ANYONE, methods="GET POST")
def show(request: HttpRequest) -> HttpResponseBase:
    """What is offered, and the form that takes it."""
    secret = request.session.get(_SECRET, "")
    offer = offered(secret) if secret else None
    if offer is None:
        request.session.pop(_SECRET, None)
        return render(request, "account/invited.html", {"offer": None}, status=410 if secret else 200)
    if request.method != "POST":
        form = None if request.user.is_authenticated else JoinForm(initial={"name": offer.name})
        return _shown(request, offer, form)
    if not within_limit(request, "invited"):
        return _shown(request, offer, None, _("Too many tries; wait a minute."), 429)
    if request.user.is_authenticated:
        return _taken(request, secret, offer)
    return _joined(request, secret, offer)


def _taken(request: HttpRequest, secret: str, offer: Offer) -> HttpResponseBase:
    try:
        dossier = take(secret, cast(Account, request.user))
    except NotTaken as error:
        return _shown(request, offer, None, str(error), 409)
    _noted(dossier, cast(Account, request.user), offer)
    request.session.pop(_SECRET, None)
    messages.success(request, _("You have a part in this dossier now."))
    return HttpResponseRedirect(reverse("home", kwargs={"slug": dossier.slug}))


def _joined(request: HttpRequest, secret: str, offer: Offer) -> HttpResponseBase:
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _shown(request, offer, form, status=422)
    try:
        # An account without its part, or a part without an account, is not left behind.
        with transaction.atomic():
            account = form.save(request)
            _reached_at(account, offer.email)
            dossier = take(secret, account)
    except NotTaken as error:
        return _shown(request, offer, None, str(error), 409)
    _noted(dossier, account, offer)
    request.session.pop(_SECRET, None)
    answer: HttpResponse = complete_signup(
        request, user=account, redirect_url=reverse("home", kwargs={"slug": offer.slug})
    )
    return answer


def _reached_at(account: Account, email: str) -> None:
    """Where the server has mail, a change of their account is told to the address they were invited at."""
    if not settings.ACCOUNT_EMAIL_NOTIFICATIONS or not email:
        return
    with as_system():
        if not Account.objects.filter(email__iexact=email).exists():
            account.email = email
            account.save(update_fields=["email"])


def _noted(dossier: Dossier, account: Account, offer: Offer) -> None:
    ledger.LEDGER.note(
        Noted(
            "joined", "invited", datetime.now(UTC), account.pk, dossier.pk, offer.id, role_words(offer.role)
        )
    )


def _shown(
    request: HttpRequest, offer: Offer, form: JoinForm | None, fault: str = "", status: int = 200
) -> HttpResponse:
    return render(
        request, "account/invited.html", {"offer": offer, "form": form, "fault": fault}, status=status
    )
