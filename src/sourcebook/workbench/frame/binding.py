"""Binds who looks: the middleware that asks the rule of each page, and opens the dossier for its member.

The program itself is never the viewer of a page. Who is in no dossier yet stands "at the door": accounts can
be looked up to log in, and nothing of any dossier is seen. To somebody who has no part in a dossier it is not
there (404); who is a member and may not do this is told so (403).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.models import Account, Membership
from sourcebook.dossier.seen import NotAllowed, Viewer, at_the_door, viewing
from sourcebook.workbench.accounts.factors import lacks_one
from sourcebook.workbench.apart.errors import Busy
from sourcebook.workbench.frame.bearing import bearer_or_answer, without_second_factor
from sourcebook.workbench.frame.errors import busy
from sourcebook.workbench.frame.problem import not_taken
from sourcebook.workbench.frame.rules import ANYONE, MEMBER, TOKEN, Request, Rule, rule_of

# Where a second factor is set up.
_OWN_ACCOUNT = "/account/"


class WithoutRule(RuntimeError):
    """A view that nobody said who may open: a fault of the program."""


class Binding:
    """The middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers a request; nobody is bound afterwards. A streamed answer must be made before it is sent."""
        with ExitStack() as bound:
            request._bound = bound  # type: ignore[attr-defined]
            _bind(request, at_the_door())
            return self._next(request)

    def process_view(
        self, request: HttpRequest, view: Any, given: Any, named: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Asks the rule of the page. Raises WithoutRule, Http404, PermissionDenied."""
        rule = rule_of(view)
        if rule is None:
            raise WithoutRule(f"{request.path}: say at the view who may open it: @page(...)")
        method = request.method or ""
        if not rule.takes(method):
            return not_taken(rule.methods) if rule.who == TOKEN else HttpResponseNotAllowed(rule.methods)
        if rule.who == TOKEN:
            bearer = bearer_or_answer(request)
            if isinstance(bearer, HttpResponseBase):
                return bearer
            _bind(request, at_the_door(bearer.viewer.person))
            if lacks_one(bearer.viewer.person):
                return without_second_factor()
            _bind(request, bearer.viewer)
            cast(Request, request).dossier = bearer.dossier
            return None
        account = request.user if request.user.is_authenticated else None
        if account is None:
            return None if rule.who == ANYONE else _to_the_door(request)
        _bind(request, at_the_door(account.pk))
        if rule.who != ANYONE and not request.path.startswith(_OWN_ACCOUNT) and lacks_one(account.pk):
            return _to_a_second_factor(request)
        if rule.who == MEMBER:
            _let_in(cast(Request, request), account, named.get("slug"), rule)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What a room refuses is refused by the page, with the room's own words."""
        if isinstance(error, NotAllowed):
            raise PermissionDenied(str(error)) from error
        return busy(request, error) if isinstance(error, Busy) else None


def _bind(request: HttpRequest, viewer: Viewer) -> None:
    bound: ExitStack = request._bound  # type: ignore[attr-defined]
    bound.enter_context(viewing(viewer))
    cast(Request, request).viewer = viewer


def _let_in(request: Request, account: Account, slug: str | None, rule: Rule) -> None:
    mine = Membership.objects.filter(account_id=account.pk, dossier__slug=slug).select_related("dossier")
    member = mine.first()
    if member is None:
        raise Http404("there is no such dossier, or you have no part in it")
    viewer = Viewer(member.dossier_id, member.role, account.pk, account.organisation_id)
    _bind(request, viewer)
    request.dossier = member.dossier
    try:
        for act in rule.acts(request.method or ""):
            viewer.must(act)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error


def _to_a_second_factor(request: HttpRequest) -> HttpResponse:
    messages.warning(
        request, _("Here a second factor is asked of you: set one up first, by an app or a key.")
    )
    to = reverse("mfa_index")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return HttpResponseRedirect(to)


def _to_the_door(request: HttpRequest) -> HttpResponse:
    """Where one logs in; HTMX, which would put that page into this one, is told to go there itself."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("account_login")})
    if request.method != "GET":
        # What was sent is not sent again after logging in.
        return HttpResponseRedirect(reverse("account_login"))
    return redirect_to_login(request.get_full_path(), reverse("account_login"))
