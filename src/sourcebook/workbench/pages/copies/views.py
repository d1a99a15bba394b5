"""The preserved copy beside the text: shown, its pages as pictures, taken out, proved."""

from __future__ import annotations

import re
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from sourcebook.dossier.copies import Copy, copy_of, hash_now, kept, place_of
from sourcebook.dossier.custody import note_verified
from sourcebook.dossier.models import Capture
from sourcebook.dossier.vault import CaptureMissing
from sourcebook.workbench.accounts.limits import limited
from sourcebook.workbench.evidence.address import address_of
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.sighting import LATELY, SAW, TOOK_OUT, seen
from sourcebook.workbench.pages.copies.painting import WIDTHS, Busy, NotPainted, picture
from sourcebook.workbench.pages.copies.pane import address_words, pane_of

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@page(MEMBER)
def show(request: Request, capture: UUID) -> HttpResponse:
    """The copy (of a source: its newest), as a page or, asked for by HTMX, as a pane; thirteen queries."""
    copy = _found(capture)
    passage = request.GET.get("passage", "")
    place = place_of(passage, copy.id) if _ID.fullmatch(passage) else None
    if not LATELY.has((request.viewer.dossier, request.viewer.account, "copy", copy.id)):
        seen(request, SAW, about=copy.id)
    told = {
        "copy": copy,
        "pane": pane_of(request, copy, place),
        "passage": passage if place else "",
        "lost": bool(passage) and place is None,
        "about": [] if copy.sealed else address_words(copy),
    }
    return render(request, "copies/pane.html" if request.htmx else "copies/show.html", told)


@page(MEMBER)
def picture_of(request: Request, capture: UUID, number: int) -> HttpResponse:
    """A page of a PDF as a picture; two queries."""
    row = Capture.objects.filter(record_id=capture).values_list("sha256", "media_type").first()
    path = kept(row[0]) if row and row[1].partition(";")[0] == "application/pdf" else None
    width = WIDTHS[1] if request.GET.get("wide") else WIDTHS[0]
    if row is None or path is None or not 0 < number < 100_000:
        raise Http404("there is no such page")
    try:
        made = picture(path, row[0], number, width)
    except NotPainted as error:
        raise Http404(str(error)) from None
    except Busy:
        return HttpResponse(
            _("Many pages are being painted just now."), status=503, headers={"Retry-After": "5"}
        )
    return HttpResponse(made, content_type="image/png")


@page(MEMBER)
@limited("export")
def file(request: Request, capture: UUID) -> HttpResponseBase:
    """Takes the bytes out: noted, then sent from the origin of evidence."""
    copy = _found(capture)
    if copy.path is None or copy.sealed:
        return render(request, "copies/show.html", {"copy": copy, "pane": pane_of(request, copy, None)})
    address = address_of(request, copy.id, "file")
    if not address:
        return render(
            request, "copies/show.html", {"copy": copy, "pane": pane_of(request, copy, None), "no_host": True}
        )
    seen(request, TOOK_OUT, about=copy.id, detail=_("the preserved copy"))
    return HttpResponseRedirect(address)


@page(MEMBER, methods="POST")
def verify(request: Request, capture: UUID) -> HttpResponse:
    """Reads the bytes and says whether they still are what was preserved; custody notes it."""
    copy = _found(capture)
    told = {"copy": copy, "same": False, "now": "", "why": ""}
    if copy.path is None or copy.sealed:
        told["why"] = _("There are no bytes in the clear to read.")
    else:
        try:
            now, size = hash_now(copy.path)
            told |= {"now": now, "size": size, "same": now == copy.fields["sha256"]}
            told["noted"] = note_verified(copy, now)
        except CaptureMissing as error:
            told["why"] = str(error)
    return render(request, "copies/verified.html" if request.htmx else "copies/proof.html", told)


def _found(capture: UUID) -> Copy:
    copy = copy_of(str(capture))
    if copy is None:
        raise Http404("there is no such copy")
    return copy
