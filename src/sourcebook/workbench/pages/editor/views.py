"""One edition: its outline, a chapter of it as it will be printed, and one paragraph open for writing."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from sourcebook.dossier.editions import EditionRefused
from sourcebook.publish.formats.html.words import direction
from sourcebook.publish.galleys import Worked
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.editor.opening import Opened, absent, opened
from sourcebook.workbench.pages.editor.outline import chapter_of, chapters, outline
from sourcebook.workbench.pages.editor.showing import seen


@page(MEMBER)
def show(request: Request, edition: str) -> HttpResponse:
    """The edition at a chapter (`?section=`, an id) or at a piece (`?at=`, or `?block=`, the id of
    its block); `?edit=` opens a piece. Ten queries where what it is printed from is held."""
    try:
        found = opened(edition)
    except EditionRefused as error:
        return absent(request, error)
    number = numbered(request.GET.get("edit")) if request.GET.get("edit") else numbered(request.GET.get("at"))
    if number is None and found.work is not None and (block := request.GET.get("block")):
        number = found.work.at(block)
    told = page_of(request, found, request.GET.get("section"), number)
    if found.work is not None and found.may_write(request) and request.GET.get("edit"):
        from sourcebook.workbench.pages.editor.writing import form_of

        told["form"] = form_of(found, number or 0)
    return render(request, "editor/edition.html", told)


def page_of(request: Request, found: Opened, section: str | None, at: int | None = None) -> dict[str, Any]:
    """What the page shows, and what is put in the place of its parts after a save."""
    told: dict[str, Any] = {
        "edition": found.edition,
        "text": found.text,
        "fault": found.fault,
        "writes": found.may_write(request),
    }
    slug = request.dossier.slug
    for name, view in (("publish_url", "edition-publish"), ("words_url", "edition-words")):
        with suppress(NoReverseMatch):
            told[name] = reverse(view, args=(slug, found.edition.slug))
    if found.work is None:
        return told
    every = chapters(found.work)
    here = chapter_of(every, section, at)
    place = every.index(here)
    return told | {
        "front": found.work.galley.edition.front,
        "outline": outline(found.work),
        "chapter": here,
        "before": every[place - 1] if place else None,
        "after": every[place + 1] if place + 1 < len(every) else None,
        "pieces": seen(found.work, here.first, here.end),
        **spoken(found.work),
        "problems": len(found.work.galley.problems),
    }


def spoken(work: Worked) -> dict[str, str]:
    """The language of an edition, and the direction in which it is written."""
    language = work.galley.edition.front.language
    return {"language": language, "direction": direction(language)}


def numbered(text: str | None) -> int | None:
    """The number of a piece in an address, None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None
