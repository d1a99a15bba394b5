"""What is found in the text as it stands, beside its paragraphs: by the gate, and by the rules over a report.

What the gate finds is made once for each text, and asked for later than the page, so that nobody waits for
it. The rules look at the report as printed; that is done in the background (`looking`) and taken in later.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sourcebook.checks.findings import Severity
from sourcebook.dossier.editions import EditionRefused
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.galleys import Held, Worked
from sourcebook.publish.gate.looking import Looked, mended
from sourcebook.publish.gate.protected import protected
from sourcebook.publish.gate.quotations import Quotations
from sourcebook.publish.gate.sentences import Sentences
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.sighting import unnoted
from sourcebook.workbench.pages.editor.looking import Standing, ask, standing_of
from sourcebook.workbench.pages.editor.opening import Opened, absent, opened
from sourcebook.workbench.pages.editor.outline import Chapter, chapter_of, chapters
from sourcebook.workbench.pages.editor.views import numbered

_HELD = 12
# How often the page asks whether the rules are through, and after how many seconds at most it asks again.
_ASKS, _SLOWEST = 60, 20


@dataclass(frozen=True, slots=True)
class Remark:
    """Something found: the rule, the words, the piece that it is about (-1: none), and how it goes away.

    Fixes: "refer" opens the paragraph and looks for a reference with the words `about`; "apply" puts `new` in
    the place of `old`, by the `key` of the finding. `aside`: whether the rule may be set aside for a reason.
    `printed`: the rules over the report as printed found it, at the places that `where` names.
    """

    rule: str
    message: str
    at: int
    weight: Severity = "error"
    fix: str = ""
    about: str = ""
    printed: bool = False
    aside: bool = True
    where: str = ""
    old: str = ""
    new: str = ""
    key: str = ""


_found: Held[tuple[Remark, ...]] = Held(_HELD)


def remarks_of(work: Worked, edition: str) -> tuple[Remark, ...]:
    """Everything that the gate finds in a text by itself, without the rules over the printed report."""
    return _found.get((edition, work.serial, work.state), lambda: tuple(_made(work)))


def _made(work: Worked) -> Iterator[Remark]:
    edition, material = work.galley.edition, work.galley.material
    problems = [
        *Sentences(edition, material).problems(),
        *Quotations(edition, material).problems(),
        *protected(edition, work.gives_away),
    ]
    firsts = [piece.first + 1 for piece in work.source.pieces]
    for problem in sorted(problems, key=lambda one: one.line):
        yield _remark(problem, bisect_right(firsts, problem.line) - 1)


def _remark(problem: Problem, at: int) -> Remark:
    if problem.rule in ("sentence-unreferenced", "quotation-not-in-record"):
        about = problem.message.partition("“")[2].partition("”")[0].removesuffix("...").strip()
        return Remark(problem.rule, problem.message, at, fix="refer", about=about)
    return Remark(problem.rule, problem.message, at)


def _printed(work: Worked, found: tuple[Looked, ...]) -> Iterator[Remark]:
    """What the rules found, each at the piece that it is about."""
    set_aside = {one.rule for one in work.galley.edition.front.overrides}
    for one in found:
        at = -1 if one.at is None else bisect_right(work.starts, one.at) - 1
        fix = "apply" if at >= 0 and mended(work.source.pieces[at].text, one) is not None else ""
        weight: Severity = "info" if one.rule in set_aside else one.severity
        yield Remark(
            one.rule, one.message, at, weight, fix, "", True, one.aside and one.rule not in set_aside,
            one.words, one.old, one.new, one.key,
        )  # fmt: skip


_WEIGHTS: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True)
class Chosen:
    """The findings that are shown: those of a chapter by piece, and how many there are elsewhere."""

    by_piece: dict[int, list[Remark]]
    elsewhere: list[tuple[Chapter, int, int]]
    nowhere: list[Remark] = field(default_factory=list)
    all: int = 0

    @property
    def here(self) -> int:
        """How many there are in the chapter."""
        return sum(map(len, self.by_piece.values()))


@page(MEMBER)
def show(request: Request, edition: str) -> HttpResponse:
    """The findings of a chapter at their paragraphs, and how many there are in each of the others.

    `?asked=` says how often the page asked already while the rules were at work.
    """
    try:
        found = opened(edition)
    except EditionRefused as error:
        return absent(request, error)
    if found.work is None:
        return render(request, "editor/remarks.html", {"fault": found.fault})
    stands = standing_of(found.work, found.edition)
    return _told(request, found, stands, numbered(request.GET.get("asked")) or 0)


@page(MEMBER, may="edit", methods="POST")
def look(request: Request, edition: str) -> HttpResponse:
    """Has the rules run on the newest text, where they were not; the page asks by itself."""
    unnoted(request)
    try:
        found = opened(edition)
    except EditionRefused as error:
        return absent(request, error)
    if found.work is None:
        return render(request, "editor/remarks.html", {"fault": found.fault})
    stands = standing_of(found.work, found.edition)
    if stands.state in ("never", "failed"):
        try:
            ask(request, found.work, found.edition)
            stands = Standing("underway")
        except OSError as error:
            stands = Standing("failed", words=error.strerror or "")
    if not request.htmx:
        return HttpResponseRedirect(reverse("edition", args=(request.dossier.slug, edition)))
    return _told(request, found, stands, numbered(request.POST.get("asked")) or 0)


def _told(request: Request, found: Opened, stands: Standing, asked: int) -> HttpResponse:
    assert found.work is not None
    every = chapters(found.work)
    here = chapter_of(every, request.GET.get("section"))
    remarks = (*remarks_of(found.work, str(found.edition.pk)), *_printed(found.work, stands.look.found))
    told: dict[str, Any] = {
        "edition": found.edition,
        "text": found.text,
        "chapter": here,
        "writes": found.may_write(request),
        "sets_aside": found.may_write(request) and request.viewer.may("publish"),
        "chosen": _chosen(every, here, remarks),
        "stands": stands,
        "asked": asked + 1,
        "asks": asked < _ASKS,
        "delay": min(1 + asked, _SLOWEST),
    }
    return render(request, "editor/remarks.html", told)


def _chosen(every: list[Chapter], here: Chapter, remarks: tuple[Remark, ...]) -> Chosen:
    by_piece: dict[int, list[Remark]] = {at: [] for at in range(here.first, here.end)}
    for one in sorted(remarks, key=lambda one: _WEIGHTS.index(one.weight)):
        if one.at in by_piece:
            by_piece[one.at].append(one)
    nowhere = [one for one in remarks if one.at < 0]
    return Chosen(by_piece, list(_elsewhere(every, here, remarks)), nowhere, len(remarks))


def _elsewhere(
    every: list[Chapter], here: Chapter, remarks: tuple[Remark, ...]
) -> Iterator[tuple[Chapter, int, int]]:
    """(chapter, how many findings, the first of their pieces) for the other chapters that have some."""
    for one in every:
        some = [remark.at for remark in remarks if one.first <= remark.at < one.end]
        if some and one.id != here.id:
            yield one, len(some), some[0]
