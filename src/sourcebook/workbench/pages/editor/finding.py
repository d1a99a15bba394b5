"""The palette: a reference is found by its words, shown as it would print, and chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from sourcebook.dossier.editions import EditionRefused
from sourcebook.dossier.search import Filters, Hit, find
from sourcebook.publish.edition import Cite
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.galleys import Worked
from sourcebook.publish.material import Material, NoSuchRecord, Plain
from sourcebook.publish.printed import Runs, reading
from sourcebook.publish.printing.galley import Galley
from sourcebook.publish.printing.values import ValueProblem, value_of
from sourcebook.publish.printing.words import words
from sourcebook.publish.retyping.locating import id_of
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.editor.opening import Opened, absent, opened

KINDS = ("statement", "event", "claim", "source", "followup", "actor", "place")
_MOST = 8
# Signs that mean something in a text, where a quotation brings them.
_SPECIAL = "\\*[]{}^"


@dataclass(frozen=True, slots=True)
class Mark:
    """A way to refer to something: what is put into the text, and what that prints."""

    sort: str
    words: str
    insert: str
    prints: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to refer to. `fault` says why it cannot be; then there are no marks."""

    kind: str
    label: str
    status: str
    excerpt: tuple[tuple[str, bool], ...]
    marks: tuple[Mark, ...]
    fault: str = ""
    record: str = ""


@page(MEMBER, may="edit")
def show(request: Request, edition: str) -> HttpResponse:
    """What is found for `?q=`, of the kind `?kind=`; "here" are the places of the edition itself."""
    try:
        found = opened(edition)
    except EditionRefused as error:
        return absent(request, error)
    query, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    told = {"edition": found.edition, "query": query, "kind": kind, "kinds": KINDS}
    if found.work is not None and query:
        here = list(_places(found, query)) if kind in ("", "here") else []
        there = [] if kind == "here" else list(_records(found.work, query, kind))
        told["choices"] = [*there, *here[: _MOST if kind else 3]]
    return render(request, "editor/found.html", told)


def _records(work: Worked, query: str, kind: str) -> Iterator[Choice]:
    kinds = (kind,) if kind in KINDS else ()
    hits = find(query, Filters(kinds=kinds), limit=_MOST).hits
    galley = work.reaching([Cite(hit.kind, str(hit.record)) for hit in hits])
    cites = [_cite(galley.material, hit) for hit in hits]
    notes = iter(galley.notes([cite for cite in cites if isinstance(cite, Cite)]))
    for hit, cite in zip(hits, cites, strict=True):
        excerpt = tuple((text, sought) for text, sought in hit.excerpt)
        if isinstance(cite, str):
            yield Choice(hit.kind, hit.label, hit.status, excerpt, (), cite, str(hit.record))
            continue
        marks = tuple(_marks(galley, cite, next(notes)))
        yield Choice(hit.kind, hit.label, hit.status, excerpt, marks, record=str(hit.record))


def _cite(material: Material, hit: Hit) -> Cite | str:
    """The reference to what was found, or why there is none."""
    try:
        record = material.get(hit.kind, str(hit.record))
    except NoSuchRecord as error:
        return _unfit(hit, material) or str(error)
    kind = "finding" if record["fields"].get("form") == "finding" else hit.kind
    return Cite(kind, _short(hit, material))


def _unfit(hit: Hit, material: Material) -> str:
    """Why no edition can refer to a record that was found, without its id; empty where that is not known."""
    if hit.status == "withdrawn":
        return gettext("It was withdrawn: no edition refers to it.")
    if hit.status != "published":
        return gettext("Not published yet: an edition refers only to what is published, and public.")
    if why := material.refused.get(str(hit.record)):
        return gettext("No edition can refer to it: it is %(why)s.") % {"why": why}
    return ""


def _marks(galley: Galley, cite: Cite, told: tuple[Runs, tuple[Problem, ...]]) -> Iterator[Mark]:
    name = f"{cite.kind}:{cite.key}"
    record = galley.material.get(cite.kind, cite.key)
    runs, problems = told
    note = reading(runs)
    if not problems:
        yield Mark("note", gettext("note"), f"[@{name}]", note)
    if quoted := _quoted(record):
        marks = f"“{escaped(quoted)}”[{'' if not problems else '~'}@{name}]"
        yield Mark("quotation", gettext("quotation"), marks, f"“{quoted}”")
    if cite.kind == "claim":
        try:
            yield Mark(
                "value",
                gettext("value"),
                f"[={name}]",
                value_of(name, galley.material, _words(galley))[0],
            )
        except ValueProblem as problem:
            yield Mark("value", gettext("value"), f"[={name} words]", str(problem))
    nothing = gettext("prints nothing; the paragraph rests on it")
    yield Mark("silent", gettext("silent"), f"[~@{name}]", nothing)


def _words(galley: Galley) -> dict[str, str]:
    """The marks of numbers in the language of the edition."""
    return dict(words(galley.edition.front.language))


def _quoted(record: Plain) -> str:
    fields = record["fields"]
    return " ".join(str(fields.get("translation") or fields.get("text") or "").split())


def escaped(text: str) -> str:
    """Words as they are typed so that they print as they are."""
    return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in text)


def _short(hit: Hit, material: Material) -> str:
    """The first eight digits, or the whole id where another record begins so."""
    id = str(hit.record)
    try:
        material.get(hit.kind, id[:8])
    except NoSuchRecord:
        return id
    return id[:8]


def _places(found: Opened, query: str) -> Iterator[Choice]:
    """Numbered blocks of the edition with a name of their own, by their words."""
    assert found.work is not None
    sought = query.casefold().split()
    for at, piece in enumerate(found.work.source.pieces):
        name = id_of(piece.text)
        if not name or not all(word in piece.text.casefold() for word in sought):
            continue
        placed = found.work.shown(at)[0].placed
        if placed.number:
            label = f"{placed.label} {' '.join(piece.text.split())[:90]}".strip()
            mark = Mark("cross", gettext("number"), f"[#{name}]", placed.number)
            yield Choice("here", label, "", (), (mark,))
