"""What the gate finds in the text as it stands, beside its paragraphs.

Made once for each text, and asked for later than the page, so that nobody waits for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from sourcebook.dossier.editions import EditionRefused
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.galleys import Held, Worked
from sourcebook.publish.gate.passing import OWN
from sourcebook.publish.gate.protected import protected
from sourcebook.publish.gate.quotations import Quotations
from sourcebook.publish.gate.sentences import Sentences
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.editor.opening import Opened, absent, opened
from sourcebook.workbench.pages.editor.outline import Chapter, chapter_of, chapters
from sourcebook.workbench.pages.publishing.checked import last_check, works_on

_HELD = 12


@dataclass(frozen=True, slots=True)
class Remark:
    """Something found: the rule, the words, the piece that it is about, and by which fix it goes away.

    Fixes: "refer" opens the paragraph and looks for a reference with the words `about`. `printed`: the rules
    over the report as printed found it, in the last whole check of this text.
    """

    rule: str
    message: str
    at: int
    fix: str = ""
    about: str = ""
    printed: bool = False


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
        return Remark(problem.rule, problem.message, at, "refer", about)
    return Remark(problem.rule, problem.message, at)


def checked(found: Opened) -> tuple[list[Remark], bool]:
    """What the viewer's last check of the whole report found in this very text, and whether there is one."""
    assert found.work is not None
    last = last_check(works_on(found.edition), found.text.serial)
    if last is None or last.text != found.text.serial:
        return [], False
    starts = found.work.starts
    some = [
        Remark(one.rule, one.message, bisect_right(starts, place.at) - 1, printed=True)
        for one in last.found
        for place in one.places[:1]
        # What the gate itself finds is shown as it is now.
        if place.at is not None and one.rule not in OWN and place.at < starts[-1]
    ]
    return some, True


@page(MEMBER)
def show(request: Request, edition: str) -> HttpResponse:
    """The findings of a chapter at their paragraphs, and how many there are in each of the others."""
    try:
        found = opened(edition)
    except EditionRefused as error:
        return absent(request, error)
    if found.work is None:
        return render(request, "editor/remarks.html", {"fault": found.fault})
    every = chapters(found.work)
    here = chapter_of(every, request.GET.get("section"))
    printed, whole = checked(found)
    remarks = (*remarks_of(found.work, str(found.edition.pk)), *printed)
    by_piece: dict[int, list[Remark]] = {at: [] for at in range(here.first, here.end)}
    for one in remarks:
        if one.at in by_piece:
            by_piece[one.at].append(one)
    told = {
        "edition": found.edition,
        "writes": found.may_write(request),
        "by_piece": by_piece.items(),
        "here": sum(map(len, by_piece.values())),
        "elsewhere": list(_elsewhere(every, here, remarks)),
        "all": len(remarks),
        "whole": whole,
    }
    return render(request, "editor/remarks.html", told)


def _elsewhere(
    every: list[Chapter], here: Chapter, remarks: tuple[Remark, ...]
) -> Iterator[tuple[Chapter, int, int]]:
    """(chapter, how many findings, the first of their pieces) for the other chapters that have some."""
    for one in every:
        some = [remark.at for remark in remarks if one.first <= remark.at < one.end]
        if some and one.id != here.id:
            yield one, len(some), some[0]
