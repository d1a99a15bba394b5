"""What is sealed closed while somebody typed in a form of it: the passphrase is asked, and nothing typed is
lost."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sourcebook.workbench.frame import Request
from sourcebook.workbench.opened import MINUTES, keys_for
from sourcebook.workbench.pages.sealed.unlocking import unlocked

_NOT_SENT_ON = ("csrfmiddlewaretoken", "passphrase")
CLOSED = 403


def opened_again(request: Request) -> tuple[str, int]:
    """Opens it with the passphrase that came with the form, if one came: why not, and the status."""
    if keys_for(request) is not None or "passphrase" not in request.POST:
        return "", CLOSED
    return unlocked(request)


def asked_again(request: Request, fault: str, status: int) -> HttpResponse:
    """The page that asks for it, with all that was typed, which it sends on to the same address."""
    sent = [
        (name, text) for name, texts in request.POST.lists() for text in texts if name not in _NOT_SENT_ON
    ]
    told = {
        "fault": fault,
        "sent": sent,
        "minutes": MINUTES,
        "has_vault": True,
        "to": request.path,
        "while_typing": _(
            "What is sealed was closed meanwhile. What you typed is not lost: it is saved once this is open."
        ),
    }
    response = render(request, "sealed/ask.html", told, status=status)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Accel-Buffering"] = "no"
    return response
