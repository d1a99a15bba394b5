"""A passage becomes a record, or evidence for one that is there: the panel with its form, and the saving."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.ingest.passage import deciding
from sourcebook.dossier.ingest.passage.filling import KINDS_MADE, NoPassage, evidence_row, filled, trimmed
from sourcebook.dossier.ingest.passage.kept import Text
from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.search import find
from sourcebook.dossier.write import Conflict, Refused
from sourcebook.workbench.forms import RecordForm
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.words import kind_words
from sourcebook.workbench.pages.reader.answering import answered
from sourcebook.workbench.pages.reader.forming import lines_read
from sourcebook.workbench.pages.reader.opened import Opened, opened
from sourcebook.workbench.pages.reader.views import swapped
from sourcebook.workbench.pages.record.words import path_words

# By these an import knows that somebody decided on a candidate.
_OF_A_CANDIDATE = ("id", "origin_key")


class _Unclear(ValueError):
    """What was asked for cannot be made; the message says why."""


@page(MEMBER, may="create", methods="GET POST")
def make(request: Request, record: uuid.UUID) -> HttpResponse:
    """The form of a new record for a passage; sent, the record is made with its evidence, one revision."""
    try:
        found, text, span, kind = _asked(request, record)
    except _Unclear as error:
        return _told(request, str(error))
    candidate = _given(request, "candidate")
    told: dict[str, Any] = {
        "source": record, "kind": kind, "kind_words": kind_words(kind), "text": text, "candidate": candidate,
        "start": span[0], "end": span[1], "exact": text.text[slice(*span)],
    }  # fmt: skip
    try:
        fill = filled(text, kind, *span, candidate)
    except NoPassage:
        return _told(request, _("This is no passage of the text, or no candidate any more."))
    told |= {"fill": fill, "lines": list(lines_read(fill, text))}
    if request.method != "POST":
        given = {name: value for name, value in fill.plain.items() if name != "kind"}
        return answered(request, "reader/make.html", {**told, "form": RecordForm.of(kind, initial=given)})
    form = RecordForm.read(kind, request.POST)
    if form.again:
        return answered(request, "reader/make.html", {**told, "form": form})
    if form.ready:
        try:
            _still_current(found, text, span)
        except deciding.Replaced as replaced:
            return answered(request, "reader/make.html", {**told, "form": form, "replaced": replaced}, 422)
        if fill.candidate:
            form.plain |= {name: fill.plain[name] for name in _OF_A_CANDIDATE}
        if form.save(_why(found)):
            return _saved(request, found, text, form.plain["id"], [span, *_spans(form.plain, text)])
    return answered(request, "reader/make.html", {**told, "form": form}, 422)


@page(MEMBER, may="edit", methods="GET POST")
def evidence(request: Request, record: uuid.UUID) -> HttpResponse:
    """A passage is put under a record that is there: find it, say for which field, save."""
    try:
        found, text, span, _kind = _asked(request, record)
    except _Unclear as error:
        return _told(request, str(error))
    about, find_words = _given(request, "about"), _given(request, "find")[:200]
    plain = next(iter(by_ids([about])), None) if about else None
    told: dict[str, Any] = {
        "source": record, "text": text, "start": span[0], "end": span[1], "exact": text.text[slice(*span)],
        "about": plain, "fields": _fields(plain) if plain else [], "field": _given(request, "field"),
        "stance": _given(request, "stance") or "supports", "find": find_words,
    }  # fmt: skip
    if find_words and plain is None:
        told["hits"] = [hit for hit in find(f"{find_words}*", limit=8).hits if hit.status != "withdrawn"]
    if request.method != "POST" or plain is None:
        if about and plain is None:
            told["refused"] = [_("There is no such record; choose one from the list.")]
        return answered(request, "reader/evidence.html", told, 422 if "refused" in told else 200)
    try:
        _still_current(found, text, span)
        row = evidence_row(text, told["field"], *span, stance=told["stance"])
        deciding.rest_on(about, row, _version(request), _why(found))
        return _saved(request, found, text, about, [span])
    except Refused as refused:
        told["refused"] = [problem.reason for problem in refused.problems]
    except Conflict as conflict:
        told |= {"conflict": conflict, "about": next(iter(by_ids([about])), plain)}
    except deciding.Replaced as replaced:
        told["replaced"] = replaced
    return answered(request, "reader/evidence.html", told, 422)


def _asked(request: Request, record: uuid.UUID) -> tuple[Opened, Text, tuple[int, int], str]:
    """The text, the passage and the kind that a form or an address names. Raises _Unclear."""
    found = opened(request, record)
    if found.text is None:
        raise _Unclear(_("There is no such text any more. Open the source anew."))
    text = found.text
    layer = _given(request, "layer")
    if layer and layer != text.layer:
        raise _Unclear(_("This text was taken away meanwhile. Open the source anew; nothing was saved."))
    start, end = _given(request, "start"), _given(request, "end")
    if not (start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10):
        raise _Unclear(_("Select a passage in the text first."))
    try:
        span = trimmed(text.text, int(start), int(end))
    except NoPassage:
        raise _Unclear(_("Select a passage in the text first.")) from None
    kind = _given(request, "kind") or "statement"
    if kind not in KINDS_MADE:
        raise _Unclear(_("A passage makes a statement, an event, a figure, a person or body, or a place."))
    return found, text, span, kind


def _still_current(found: Opened, text: Text, span: tuple[int, int]) -> None:
    if not text.current:
        deciding.still_current(text, found.newest(), *span)


def _why(found: Opened) -> str:
    return _("read in %(label)s") % {"label": found.record.label if found.record else ""}


def _given(request: Request, name: str) -> str:
    return (request.POST.get(name) or request.GET.get(name) or "").strip()


def _version(request: Request) -> int | None:
    version = _given(request, "version")
    return int(version) if version.isdecimal() and len(version) < 9 else None


def _spans(plain: dict[str, Any], text: Text) -> list[tuple[int, int]]:
    return [
        (row["start"], row["end"])
        for row in plain["evidence"]
        if row["layer"] == text.layer and row["start"] is not None
    ]


def _fields(plain: dict[str, Any]) -> list[tuple[str, str]]:
    return [("", _("the record")), *((name, path_words(name)) for name in KINDS[plain["kind"]].evidenced)]


def _saved(
    request: Request, found: Opened, text: Text, record: str, spans: list[tuple[int, int]]
) -> HttpResponse:
    plain = next(iter(by_ids([record])))
    told = {
        "source": found.pk,
        "one": plain,
        "blocks": swapped(request, found, text, spans),
        "candidate": _given(request, "candidate"),
    }
    if not request.htmx:
        address = reverse("reader", args=(request.dossier.slug, found.pk))
        return redirect(f"{address}?layer={text.layer}")
    response = answered(request, "reader/saved.html", told)
    response.headers["HX-Trigger-After-Settle"] = "reader:saved"
    return response


def _told(request: Request, words: str) -> HttpResponse:
    return answered(request, "reader/told.html", {"words": words}, 422)
