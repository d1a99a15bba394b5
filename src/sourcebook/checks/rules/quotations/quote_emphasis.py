"""quote-emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.languages import language_of
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.lexicon import alternation
from sourcebook.text.folding import skeleton
from sourcebook.text.passage import Emphasis

# Emphasis on so much of a quotation is how the report sets its quotations.
_ALL = 0.8
# Where this part of all quotations bears emphasis, it is a habit of the typesetter's.
_HABIT = 0.5
_FEW = 6
# So many words show their language; cases are set in italics.
_TELLING = 5
_CASE = re.compile(r"\s(?:v|vs|c)\.?\s")


class QuoteEmphasis(Rule):
    """Words within a quotation are emphasised, and nothing says by whom.

    ## What it does
    Reports italics, bold and underlining on part of a quotation, once a paragraph, where the report nowhere
    says of any emphasis whose it is. Names, titles and words of another
    language are left out, and so are reports that set quotations in italics.

    ## Why it matters
    Emphasis changes what a sentence says. Readers take it for the speaker's unless told otherwise.

    ## Example
    Fails: "He replied: “It is *arithmetic*.”"
    Passes: "He replied: “It is *arithmetic* [emphasis added].”"

    ## False alarms
    Titles of works in small letters.
    """

    name = "quote-emphasis"
    family = "quotations"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Emphasised parts of quotations, unless the report explains its emphasis."""
        words = report.words("quotations")
        said = re.compile(rf"(?<!\w)(?:{alternation(words['emphasis'])})(?!\w)", re.IGNORECASE)
        foreign = frozenset(skeleton(word) for word in words["foreign"])
        found: list[tuple[ParagraphView, Emphasis]] = []
        quotations = 0
        for view in report.views:
            quotations += sum(1 for quoted in view.quotations if quoted.depth == 0)
            if not view.paragraph.passage.emphasis or _explained(report, view, said):
                continue
            found += (
                (view, part) for part in _parts(view) if not _named(view, part, foreign, report.language)
            )
        if len(found) > max(_FEW, quotations * _HABIT) or any(said.search(v.text) for v in report.views):
            # A habit of the typesetter's; or a report that says so where it adds any.
            return
        told: set[int] = set()
        for view, part in found:
            if view.paragraph.index in told:
                continue
            told.add(view.paragraph.index)
            shown = view.text[part.start : part.end]
            yield self.finding(
                f"“{shown}” is set in {part.kind} within a quotation. Say whether the emphasis is the "
                "speaker's or yours (“emphasis added”), or take it out.",
                report.sentence(view, part.start),
                terms=(shown,),
            )


def _explained(report: Report, view: ParagraphView, said: re.Pattern[str]) -> bool:
    """Whether the paragraph or one of its notes says whose the emphasis is."""
    notes = report.document.notes_by_number
    texts = [view.text, *(notes[n].text for n in view.paragraph.notes if n in notes)]
    return any(said.search(text) for text in texts)


def _parts(view: ParagraphView) -> Iterator[Emphasis]:
    """Emphasised parts that lie within a quotation and are not all of it."""
    outer = [quoted for quoted in view.quotations if quoted.depth == 0 and quoted.closed]
    at = 0
    for part in _joined(view):
        while at < len(outer) and outer[at].end <= part.start:
            at += 1
        if at == len(outer):
            return
        quoted = outer[at]
        length = quoted.inner_end - quoted.inner_start
        inside = quoted.inner_start <= part.start and part.end <= quoted.inner_end
        if inside and part.end - part.start < _ALL * length:
            yield part


def _joined(view: ParagraphView) -> list[Emphasis]:
    """The emphasised parts in order; in a PDF, one that runs over a line's end is read as two."""
    joined: list[Emphasis] = []
    for part in sorted(view.paragraph.passage.emphasis, key=lambda e: e.start):
        last = joined[-1] if joined else None
        if last and last.kind == part.kind and not view.text[last.end : part.start].strip():
            joined[-1] = Emphasis(last.start, max(last.end, part.end), last.kind)
        else:
            joined.append(part)
    return joined


def _named(view: ParagraphView, part: Emphasis, foreign: frozenset[str], language: str) -> bool:
    """Whether the emphasis is that of a name, a title, another language or a mere sign."""
    shown = view.text[part.start : part.end].strip(" .,;:!?“”\"'()[]")
    words = re.findall(r"[^\W\d_]+", shown)
    if not words or skeleton(shown) in foreign:
        return True
    if _CASE.search(shown) or (len(words) >= _TELLING and language_of(shown) != language):
        return True
    long = [word for word in words if len(word) > 3]
    return bool(long) and not any(word[0].islower() for word in long)
