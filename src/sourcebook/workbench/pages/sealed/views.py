"""The passphrase is asked and what is sealed is listed; it is closed again; a sealed file is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from sourcebook.dossier.models import Record
from sourcebook.dossier.sealed import SealedFile, opened, sealed_file, sealed_records
from sourcebook.dossier.vault import CaptureMissing, SealBroken
from sourcebook.workbench.accounts.limits import limited
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.back import came_from
from sourcebook.workbench.frame.sighting import TOOK_OUT, seen
from sourcebook.workbench.opened import MINUTES, close, keys_for
from sourcebook.workbench.pages.sealed.unlocking import unlocked

CLOSED = "closed sealed"
# Rows of the list on a page.
ROWS = 50
_PIECE = 64 * 1024


@page(MEMBER, may="seal", methods="GET POST")
@sensitive_post_parameters("passphrase")
def show(request: Request) -> HttpResponse:
    """What is sealed, where it is open; else the form that asks for the passphrase."""
    if request.method == "POST":
        return _opened(request)
    keys = keys_for(request)
    return _listed(request) if keys else _asked(request)


@page(MEMBER, may="seal", methods="POST")
def shut(request: Request) -> HttpResponse:
    """Closes it."""
    if close(request):
        seen(request, CLOSED)
        messages.success(request, _("Closed. What is sealed needs the passphrase again."))
    return HttpResponseRedirect(reverse("home", args=(request.dossier.slug,)))


@page(MEMBER, may="seal", methods="POST")
@limited("export", "POST")
def file(request: Request, capture: UUID) -> HttpResponseBase:
    """Takes the bytes of a sealed copy out: decrypted on their way, never on the disk of the server."""
    found = opened_copy(request, capture)
    if isinstance(found, HttpResponse):
        return found
    seen(request, TOOK_OUT, about=capture, detail=_("a sealed copy, in the clear"))
    return _sent(found)


def opened_copy(request: Request, capture: UUID) -> SealedFile | HttpResponse:
    """The bytes of a sealed copy; else where one goes to open it, or to be told why not. Raises Http404."""
    record, keys = str(capture), keys_for(request)
    if not Record.objects.filter(pk=capture, kind="capture").exists():
        raise Http404("there is no such copy")
    if keys is None:
        return HttpResponseRedirect(_to_open(request, record))
    try:
        found = sealed_file(record, keys)
    except (CaptureMissing, SealBroken) as error:
        messages.error(request, str(error))
        found = None
    return found or HttpResponseRedirect(reverse("record", args=(request.dossier.slug, record)))


def _sent(found: SealedFile) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_pieces(found), content_type="application/octet-stream")
    # Not packed on the way either: it is sent as it is.
    response.headers["Content-Encoding"] = "identity"
    response.headers["Content-Length"] = str(found.content.size)
    response.headers["Content-Disposition"] = (
        content_disposition_header(True, _name(found.name)) or "attachment"
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _pieces(found: SealedFile) -> Iterator[bytes]:
    with found.content as content:
        while piece := content.read(_PIECE):
            yield piece


def _name(given: str) -> str:
    return re.sub(r'[\x00-\x1f\x7f/\\:*?"<>|]', "_", given).strip(" .")[:150] or "copy"


def _opened(request: Request) -> HttpResponse:
    fault, status = unlocked(request)
    if fault:
        return _asked(request, fault, status)
    return HttpResponseRedirect(came_from(request) or reverse("sealed", args=(request.dossier.slug,)))


def _asked(request: Request, fault: str = "", status: int = 200) -> HttpResponse:
    told = {
        "fault": fault,
        "next": came_from(request),
        "minutes": MINUTES,
        "has_vault": bool(request.dossier.vault),
        "number": sealed_records().count(),
    }
    return render(request, "sealed/ask.html", told, status=status)


def _listed(request: Request) -> HttpResponse:
    keys, asked = keys_for(request), request.GET.get("page", "1")
    number = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    found = sealed_records()
    records = list(found[(number - 1) * ROWS : number * ROWS + 1])
    fault = ""
    try:
        rows = opened(records[:ROWS], keys)
    except SealBroken as error:
        fault, rows = str(error), opened(records[:ROWS], None)
    told = {
        "records": rows, "fault": fault, "number": found.count(), "minutes": MINUTES,
        "previous": number - 1, "onward": number + 1 if len(records) > ROWS else 0,
    }  # fmt: skip
    return render(request, "sealed/show.html", told)


def _to_open(request: Request, record: str) -> str:
    """Where the passphrase is asked, and whence one comes back to a record."""
    back = reverse("record", args=(request.dossier.slug, record))
    return f"{reverse('sealed', args=(request.dossier.slug,))}?next={back}"
