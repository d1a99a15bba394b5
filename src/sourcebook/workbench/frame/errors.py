"""The pages of faults: what happened in one clear line, and what to do. They ask nothing of the database."""

from __future__ import annotations

import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sourcebook.workbench.frame.look import look_of
from sourcebook.workbench.frame.problem import problem
from sourcebook.workbench.work.faults import is_full


def unclear(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _told(request, 400, _("This request could not be understood."), _("Open the page anew."))


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, in the words of who refused."""
    if isinstance(exception, ValidationError):
        # A second factor that nobody can read any more: not beside a field, where no form is.
        return _told(request, 403, str(exception.message), _("Tell those who run this program."))
    if request.path.startswith("/account/"):
        return _told(
            request, 403, _("For this you must have logged in just now."), _("Log out, and log in once more.")
        )
    why = str(exception or "") or _("Your role in this dossier does not allow this.")
    return _told(request, 403, why, _("A keeper of the dossier gives roles."))


def too_many(request: HttpRequest) -> HttpResponse:
    """429, where somebody did something more often than a person does."""
    answer = _told(
        request,
        429,
        _("This was done very often within the hour, and nothing was done now."),
        _("Go on in a while. If a program should fetch much, make it a key: Access for programs."),
    )
    answer.headers["Retry-After"] = "600"
    return answer


def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; the same whether something is not there or may not be seen."""
    return _told(
        request,
        404,
        _("There is no such page, or you have no part in its dossier."),
        _("Look for it from the list of your dossiers."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500; 507 where the disk is full."""
    # Within the handling of the fault, which Django does not hand over.
    fault = sys.exc_info()[1]
    if fault is not None and is_full(fault):
        return _told(
            request,
            507,
            _("The disk is full: nothing of this was saved, and nothing that was there is lost."),
            _("Go back: what you typed is still there. When there is room again, save it once more."),
        )
    return _told(
        request,
        500,
        _("The program failed here; what you had saved is kept."),
        _("Try once more. If it fails again, tell those who run this program the time and what you did."),
    )


def busy(request: HttpRequest, exception: Exception) -> HttpResponse:
    """503, where others have files read just now."""
    answer = _told(request, 503, str(exception), _("Nothing was changed. Load the page anew in a moment."))
    answer.headers["Retry-After"] = "10"
    return answer


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that did not come from a page of this session."""
    return _told(
        request,
        403,
        _("This form was opened in another session; nothing was changed."),
        _("Go back, load the page anew, and send the form once more."),
    )


def _told(request: HttpRequest, status: int, what: str, to_do: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problem(status, what, to_do)
    told: dict[str, Any] = {"status": status, "what": what, "to_do": to_do, "look": look_of(request)}
    dossier = getattr(request, "dossier", None)
    if dossier is not None:
        told["dossier_at"] = f"/d/{dossier.slug}/"
    return HttpResponse(render_to_string("errors/told.html", told), status=status)
