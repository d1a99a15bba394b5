"""The texts that an edition had: who saved each, when and why, what differs, and back to one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from sourcebook.dossier.editions import EditionRefused, edition_of, texts
from sourcebook.dossier.models import EditionText
from sourcebook.publish.edition.pieces import Source
from sourcebook.publish.edition.problems import EditionError
from sourcebook.publish.retyping.joining import differences
from sourcebook.publish.retyping.saving import back_to
from sourcebook.publish.word.marked import Piece
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.editor.opening import absent
from sourcebook.workbench.pages.editor.views import numbered

_MOST = 400


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph that differs: in which way, and its words as one with what went and what came."""

    sort: str
    pieces: tuple[Piece, ...]


@page(MEMBER)
def show(request: Request, edition: str) -> HttpResponse:
    """All texts, the newest first; `?from=` and `?to=` show what differs between two. Four queries more."""
    try:
        kept = edition_of(edition)
    except EditionRefused as error:
        return absent(request, error)
    every = list(reversed(texts(kept)))
    serials = {one.serial for one in every}
    first, last = numbered(request.GET.get("from")), numbered(request.GET.get("to"))
    told = {
        "edition": kept,
        "texts": every,
        "newest": every[0].serial,
        "writes": kept.state == "draft" and request.viewer.may("edit"),
    }
    if first in serials and last in serials:
        rows = EditionText.objects.filter(edition=kept, serial__in=(first, last))
        content = dict(rows.values_list("serial", "content"))
        some = list(_between(content[first], content[last]))
        told |= {"first": first, "last": last, "differences": some[:_MOST], "more": len(some) - _MOST}
    return render(request, "editor/texts.html", told)


@page(MEMBER, may="edit", methods="POST")
def back(request: Request, edition: str) -> HttpResponse:
    """An earlier text once more, as a new one; all in between stay."""
    try:
        kept = edition_of(edition)
    except EditionRefused as error:
        return absent(request, error)
    serial, over = numbered(request.POST.get("serial")), numbered(request.POST.get("over"))
    try:
        if serial is None or over is None:
            raise EditionRefused(gettext("The form does not say which text: open the list again."))
        why = gettext("back to text %(n)s") % {"n": serial}
        saved = back_to(kept, serial, over, why)
    except (EditionRefused, EditionError) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("edition-texts", args=(request.dossier.slug, edition)))
    told = gettext("Text %(n)s says what text %(old)s said.") % {"n": saved.serial, "old": serial}
    messages.success(request, told)
    return HttpResponseRedirect(reverse("edition", args=(request.dossier.slug, edition)))


def _between(before: str, after: str) -> Iterator[Difference]:
    """The paragraphs that differ, in the order of the text; the head counts as the first."""
    olds, news = _cut(before), _cut(after)
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for tag, first, last, low, high in matcher.get_opcodes():
        if tag == "equal":
            continue
        if last - first == high - low:
            for old, new in zip(olds[first:last], news[low:high], strict=True):
                yield Difference("changed", tuple(differences(old, new)))
            continue
        for old in olds[first:last]:
            yield Difference("out", (("out", old),))
        for new in news[low:high]:
            yield Difference("in", (("in", new),))


def _cut(text: str) -> list[str]:
    try:
        source = Source.of(text)
    except EditionError:
        return text.split("\n\n")
    head = "\n".join(text.split("\n")[: source.before])
    return [head, *(one.text for one in source.pieces)]
