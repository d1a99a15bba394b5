"""The page on which a dossier is made: title, short name, and a passphrase for what will be sealed."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from sourcebook.dossier.founding import found, may_found, short_name
from sourcebook.dossier.models import Account, Membership, Role
from sourcebook.dossier.vault import VaultError
from sourcebook.workbench.frame import LOGGED_IN, Request, page

_LONGEST = 200


def may_make(request: Request) -> bool:
    """Whether who asks may make a dossier here."""
    account = request.user
    return settings.LOCAL or (isinstance(account, Account) and may_found(account))


@page(LOGGED_IN, methods="GET POST")
@sensitive_post_parameters("passphrase", "again")
def make(request: Request) -> HttpResponseBase:
    """The form, and the dossier that it makes; a passphrase is never shown again."""
    if not may_make(request):
        raise PermissionDenied(_("On this server those make dossiers who look after it."))
    if request.method != "POST":
        title = " ".join(request.GET.get("title", "").split())[:_LONGEST]
        return _form(request, {"title": title, "slug": short_name(title)}, {})
    title = " ".join(request.POST.get("title", "").split())
    slug = request.POST.get("slug", "").strip() or short_name(title)
    passphrase = request.POST.get("passphrase", "")
    faults: dict[str, str] = {}
    if not title or len(title) > _LONGEST:
        faults["title"] = _("Give it a title of up to %(most)s characters.") % {"most": _LONGEST}
    if passphrase != request.POST.get("again", ""):
        faults["again"] = _("The two passphrases differ: type both once more.")
    if not faults:
        try:
            dossier = found(
                slug, title, request.user.get_username(), passphrase=passphrase or None, ready=True
            )
        except VaultError as error:
            faults["passphrase"] = str(error)
        except ValueError as error:
            if _mine_already(request, slug, title):
                return redirect("home", slug=slug)
            faults["slug"] = str(error)
        else:
            messages.success(request, _("The dossier is made, and you are its keeper."))
            return redirect("home", slug=dossier.slug)
    return _form(request, {"title": title, "slug": slug}, faults)


def _mine_already(request: Request, slug: str, title: str) -> bool:
    """Whether who asks has made this dossier, as after a second click."""
    mine = Membership.objects.filter(account_id=request.viewer.person, dossier__slug=slug)
    return mine.filter(dossier__title=title, role=Role.KEEPER).exists()


def _form(request: Request, given: dict[str, str], faults: dict[str, str]) -> HttpResponse:
    told = {"given": given, "faults": faults, "least": 12}
    return render(request, "start/make.html", told, status=422 if faults else 200)
