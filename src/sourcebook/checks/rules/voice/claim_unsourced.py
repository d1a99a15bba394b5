"""claim-unsourced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.lexicon import alternation
from sourcebook.text.folding import skeleton

_ADDRESS = re.compile(r"https?://|www\.")
# A report gives its sources in notes where at least this share of its numbered paragraphs has one.
_BY_NOTES = 0.6


@dataclass(frozen=True, slots=True)
class _Unit:
    """A numbered paragraph with the unnumbered ones that carry it on (a quotation set apart, a list)."""

    view: ParagraphView
    sourced: bool


class ClaimUnsourced(Rule):
    """A numbered paragraph has no source.

    ## What it does
    Reports numbered paragraphs of the body without a note, an address, or a reference to other paragraphs,
    in reports that give their sources in notes (three in five paragraphs at least do). In the conclusions,
    where the authors speak for themselves, it is an information.

    ## Why it matters
    What has no source is the authors' own claim. Whoever wants to doubt the report begins there.

    ## Example
    Fails: "21. Attacks on the villages of the Upper Valley of Ardovia became more frequent." without a note.
    Passes: the same paragraph with a note, or with "(see paragraphs 66 to 79)".

    ## False alarms
    Paragraphs that lead over to the next ones, and those on how the report was made.

    ## Options
    `words`: how many words a paragraph has at least to be judged (8).
    """

    name = "claim-unsourced"
    family = "voice"
    severity = "warning"
    options = {"words": 8}

    def find(self, report: Report) -> Iterator[Finding]:
        """The paragraphs without a source, in order."""
        words = report.words("parts")
        inner = re.compile(rf"(?<!\w)(?:{alternation(words['inner references'])})\s\(?\d", re.IGNORECASE)
        closing = tuple(skeleton(title) for title in words["conclusions"])
        units = list(_units(report, inner))
        noted = sum(bool(unit.view.paragraph.notes) for unit in units)
        if not units or noted < _BY_NOTES * len(units):
            return
        for unit in units:
            length = len(unit.view.text.split())
            if unit.sourced or length < int(self.option["words"]):
                continue
            conclusion = any(skeleton(title).startswith(closing) for title in unit.view.paragraph.section)
            yield self.finding(
                f"This paragraph of {length} words has no note. Give its source, or point to the paragraphs "
                "that give it.",
                report.side(unit.view),
                severity="info" if conclusion else None,
            )


def _units(report: Report, inner: re.Pattern[str]) -> Iterator[_Unit]:
    first: ParagraphView | None = None
    sourced = False
    for view in report.body:
        paragraph = view.paragraph
        if paragraph.label is not None or first is None or paragraph.section != first.paragraph.section:
            if first is not None:
                yield _Unit(first, sourced)
            first, sourced = (view if paragraph.label is not None else None), False
        sourced = sourced or bool(paragraph.notes or _ADDRESS.search(view.text) or inner.search(view.text))
    if first is not None:
        yield _Unit(first, sourced)
