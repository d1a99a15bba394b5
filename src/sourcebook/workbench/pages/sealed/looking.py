"""A sealed copy is looked at: a page of a PDF, or a picture. What is shown comes within the page, and neither
it nor the file lies on a disk."""

from __future__ import annotations

from base64 import b64encode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sourcebook.dossier.vault import SealBroken
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.copies.painting import WIDTHS, Busy, NotPainted, Painted, painted_unkept
from sourcebook.workbench.pages.copies.pane import PDF, number_of
from sourcebook.workbench.pages.sealed.views import opened_copy

# What a browser draws and nothing runs in.
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
SHOWN = (PDF, *PICTURES)
# The whole file is in the memory: larger ones are taken out.
_LARGEST = 64 << 20


@page(MEMBER, may="seal")
def look(request: Request, capture: UUID) -> HttpResponse:
    """A page of a sealed PDF, or a sealed picture."""
    found = opened_copy(request, capture)
    if isinstance(found, HttpResponse):
        return found
    with found.content as content:
        kind = found.media_type.partition(";")[0].strip().lower()
        fault, leaf, picture = "", Painted(1, 1, 0, 0), b""
        try:
            if kind not in SHOWN or content.size > _LARGEST:
                fault = _("It is not shown here: of another type, or too large.")
            elif kind == PDF:
                leaf, picture = painted_unkept(
                    content.read(), number_of(request.GET.get("page", "")) or 1, WIDTHS[1]
                )
            else:
                picture = content.read()
        except (NotPainted, SealBroken) as error:
            fault = str(error)
        except Busy:
            fault = _("Many pages are being painted just now. Open the copy once more in a moment.")
    told = {
        "copy": capture, "fault": fault, "leaf": leaf, "previous": leaf.page - 1,
        "onward": leaf.page + 1 if leaf.page < leaf.pages else 0,
        "picture": f"data:{'image/png' if kind == PDF else kind};base64,{b64encode(picture).decode()}",
    }  # fmt: skip
    return render(request, "sealed/look.html", told)
