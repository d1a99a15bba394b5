"""What the pane of a preserved copy shows: which way, which page of how many, and the passage on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sourcebook.dossier.copies import Copy, Place
from sourcebook.workbench.apart.errors import Busy as ReadersBusy
from sourcebook.workbench.evidence.address import address_of, origin_of
from sourcebook.workbench.evidence.opening import text_of
from sourcebook.workbench.evidence.showing import PACKAGES, PAGES, PASSAGE, SHOWN, NotShown
from sourcebook.workbench.pages.copies.painting import WIDTHS, Busy, NotPainted, Painted, painted

PDF = "application/pdf"
# Characters of a text that are shown; the rest is in the file.
_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class Pane:
    """How a copy is shown: "pdf", "frame", "text", or "" where `why` says why not."""

    way: str
    why: str = ""
    picture: Painted | None = None
    wide: int = 0
    previous: int = 0
    next: int = 0
    frame: str = ""
    page: bool = False
    text: str = ""
    cut: bool = False


def pane_of(request: HttpRequest, copy: Copy, place: Place | None) -> Pane:
    """The pane of a copy; `place` is the passage that is to be seen in it."""
    if copy.sealed:
        return Pane(
            "",
            _("Sealed. Its bytes are encrypted; a keeper opens it on the page of its record."),
        )
    path = copy.path
    if path is None:
        return Pane("", _("The bytes of this copy are not kept here."))
    media_type = str(copy.fields["media_type"]).partition(";")[0].strip().lower()
    if media_type == PDF:
        return _pdf(request, copy, path, place)
    if media_type in SHOWN:
        return _framed(request, copy, place, media_type)
    if media_type.startswith("text/"):
        return _text(path, str(copy.fields["sha256"]))
    return Pane("", _("A file of this type is not shown here. Take it out to open it with another program."))


def _pdf(request: HttpRequest, copy: Copy, path: Path, place: Place | None) -> Pane:
    asked = number_of(request.GET.get("page", "")) or (place.page if place and place.page else 1)
    wide = WIDTHS[1] if request.GET.get("wide") else WIDTHS[0]
    try:
        made = painted(path, str(copy.fields["sha256"]), asked, wide, place.exact if place else "")
    except NotPainted as error:
        return Pane(
            "", _("This PDF cannot be shown: %(why)s. Take the file out to look at it.") % {"why": error}
        )
    except Busy:
        return Pane("", _("Many pages are being painted just now. Open the copy once more in a moment."))
    onward = made.page + 1 if made.page < made.pages else 0
    return Pane("pdf", picture=made, wide=wide, previous=made.page - 1, next=onward)


def _framed(request: HttpRequest, copy: Copy, place: Place | None, media_type: str) -> Pane:
    if not origin_of(request):
        return Pane(
            "",
            _("This server has no host for captured pages: whoever runs it sets SOURCEBOOK_EVIDENCE_HOST."),
        )
    address = address_of(request, copy.id)
    page = media_type in (*PAGES, *PACKAGES)
    passage = request.GET.get("passage", "")
    frame = f"{address}?passage={passage}#{PASSAGE}" if place else address
    return Pane("frame", frame=frame, page=page)


def _text(path: Path, sha256: str) -> Pane:
    with path.open("rb") as file:
        data = file.read(4 * _TEXT + 1)
    try:
        text = text_of(data, sha256)
    except NotShown as error:
        told = _("This text cannot be shown: %(why)s. Take the file out to open it elsewhere.")
        return Pane("", told % {"why": str(error).rstrip(".")})
    except ReadersBusy as error:
        return Pane("", str(error))
    return Pane("text", text=text[:_TEXT], cut=len(text) > _TEXT or len(data) > 4 * _TEXT)


def number_of(text: str) -> int:
    """A number of a page; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def address_words(copy: Copy) -> list[dict[str, Any]]:
    """What is known of where a copy comes from, as lines of (label, text)."""
    fields = copy.fields
    same = fields["final_url"] == fields["requested_url"]
    lines = (
        (_("address"), fields["requested_url"] or fields["final_url"]),
        (_("led to"), "" if same or not fields["requested_url"] else fields["final_url"]),
        (_("file"), fields["file_name"]),
        (_("type"), fields["media_type"]),
    )
    return [{"label": label, "text": text} for label, text in lines if text]
