"""The text of a source with its records in it, part by part; and a record beside the text."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from sourcebook.dossier.ingest.passage.candidates import Held, held_in
from sourcebook.dossier.ingest.passage.kept import Text, shape_of_layer, troubles_of
from sourcebook.dossier.ingest.passage.shape import Shape
from sourcebook.dossier.page import page_of
from sourcebook.workbench.forms.linking import labels_of
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.words import kind_words
from sourcebook.workbench.pages.reader.answering import answered
from sourcebook.workbench.pages.reader.opened import Opened, evidence_of, opened
from sourcebook.workbench.pages.reader.rendering import Rendering, parts_of
from sourcebook.workbench.pages.record.saying import lines_of

# The kinds that a passage makes: kind, key, whether it stands first in the bar.
MADE = (("statement", "s"), ("event", "e"), ("claim", "c"), ("actor", "a"), ("place", "l"))


@page(MEMBER)
def show(request: Request, record: uuid.UUID) -> HttpResponse:
    """The reader; of a record that is no source, the place of its evidence. Eleven queries at most."""
    found = opened(request, record)
    if found.record is None:
        raise Http404("there is no such record")
    if found.record.kind not in ("source", "capture"):
        at = evidence_of(record)
        if at is None:
            return redirect("record", slug=request.dossier.slug, record=str(record))
        return redirect(_here(request, "reader", at[0]) + f"?passage={at[1]}#passage")
    told: dict[str, Any] = {"record": found.record, "opened": found, "made": _made(request)}
    if found.text is not None:
        told |= _text(request, found, found.text)
    return render(request, "reader/show.html", told)


@page(MEMBER)
def part(request: Request, record: uuid.UUID) -> HttpResponse:
    """A further part of the text, without the page around it."""
    found = opened(request, record)
    if found.text is None:
        return _told(request, _("There is no such text any more. Open the source anew."))
    shape = shape_of_layer(found.text)
    parts = parts_of(shape)
    number = _number(request)
    if not 0 <= number < len(parts):
        return _told(request, _("The text has no such part. Open the source anew."))
    held = held_in(found.text.layer, *_reach(found.text, shape, parts[number]))
    return HttpResponse("".join(rendering(request, found, found.text, shape, held).blocks(*parts[number])))


@page(MEMBER)
def beside(request: Request, record: uuid.UUID) -> HttpResponse:
    """The records of a place in the text, the first of them whole."""
    asked = [one for one in request.GET.getlist("of") if one][:12]
    pages = page_of(asked[0]) if asked else None
    if pages is None:
        return _told(request, _("This record is no longer there, or not for you to see."))
    others = labels_of(asked[1:]) if asked[1:] else {}
    lines = [] if pages.closed else lines_of(pages)[0]
    told = {"source": record, "page": pages, "one": pages.record, "lines": lines, "others": others}
    told["next"] = _here(request, "reader", str(record))
    told["may_edit"] = request.viewer.may("edit") and not pages.closed
    return answered(request, "reader/beside.html", told)


def rendering(request: Request, found: Opened, text: Text, shape: Shape, held: list[Held]) -> Rendering:
    """The text ready to be written, with the addresses of its notes."""
    root = _here(request, "reader", str(found.pk))

    def href(part: int, block: int) -> str:
        return f"{root}?{urlencode({'layer': text.layer, 'part': part})}#b{block}"

    return Rendering(text, shape, held, href)


def swapped(request: Request, found: Opened, text: Text, spans: list[tuple[int, int]]) -> str:
    """The blocks of some passages anew, each to be put in the place of the one that the page has."""
    shape = shape_of_layer(text)
    numbers = sorted(
        {
            number
            for start, end in spans
            for number in range(shape.block_at(start), shape.block_at(max(start, end - 1)) + 1)
        }
    )
    if not numbers:
        return ""
    reach = shape.blocks[numbers[0]].start, shape.blocks[numbers[-1]].end
    written = rendering(request, found, text, shape, held_in(text.layer, *reach))
    return mark_safe("".join(written.block(number, swap=True) for number in numbers))


def _text(request: Request, found: Opened, text: Text) -> dict[str, Any]:
    shape = shape_of_layer(text)
    parts = parts_of(shape)
    number = min(max(_number(request), 0), max(0, len(parts) - 1))
    if found.span is not None and "part" not in request.GET:
        at = shape.block_at(found.span[0])
        number = next((n for n, (first, last) in enumerate(parts) if first <= at < last), 0)
    held = held_in(text.layer)
    written = rendering(request, found, text, shape, held)
    counts: dict[str, int] = {}
    for one in held:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    return {
        "text": text,
        "not_read": troubles_of(text)[0],
        "shape": shape,
        "parts": range(len(parts)),
        "part": number,
        "blocks": mark_safe("".join(written.blocks(*parts[number])) if parts else ""),
        "counts": [(kind, kind_words(kind, 2), count) for kind, count in counts.items()],
        "copy": _copy(request, text.capture),
        "jump": found.span,
    }


def _made(request: Request) -> list[tuple[str, str, str]]:
    return [(kind, kind_words(kind), key) for kind, key in MADE] if request.viewer.may("create") else []


def _copy(request: Request, capture: str) -> str:
    try:
        return _here(request, "copy", capture)
    except NoReverseMatch:
        return ""


def _here(request: Request, view: str, record: str) -> str:
    return reverse(view, args=(request.dossier.slug, record))


def _number(request: Request) -> int:
    asked = request.GET.get("part", "0")
    return int(asked) if asked.isdecimal() and len(asked) < 6 else 0


def _reach(text: Text, shape: Shape, part: tuple[int, int]) -> tuple[int, int]:
    return shape.blocks[part[0]].start, shape.blocks[part[1] - 1].end


def _told(request: Request, words: str, status: int = 409) -> HttpResponse:
    return answered(request, "reader/told.html", {"words": words}, status)
