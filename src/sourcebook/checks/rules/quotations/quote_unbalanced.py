"""quote-unbalanced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.quotations.balance import begins_quoted, unclosed, unopened
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.quotations import Quoted

_SHOWN = 120
# A quotation may run on over so many paragraphs.
_ACROSS = 5
_NEXT_SENTENCE = re.compile(r"[.!?]\s+[^\W\d_a-z]|[.!?][”\"»]\s")


class QuoteUnbalanced(Rule):
    """A quotation mark has no partner.

    ## What it does
    Pairs the quotation marks of each paragraph by their direction. A quotation that is never closed, and a
    closing mark that closes nothing, are reported. Where more of the report's own text follows, so that it
    reads as the speaker's, or where nobody can tell which words are quoted, it is an error; a mark that is
    only missing at the end of the paragraph is a warning.

    ## Why it matters
    The marks decide who speaks. One that is missing puts the authors' words into a speaker's mouth, or lets
    words taken from a source pass for the authors' own.

    ## Example
    Fails: "He said: “The road is closed. The Minister denied it and said: “It is open.”"
    Passes: "He said: “The road is closed.” The Minister denied it and said: “It is open.”"

    ## False alarms
    A quotation over several paragraphs is recognised and silent, whether each of them opens with a mark or
    only the last one closes with it. Signs of inches or seconds after a number are left out.
    """

    name = "quote-unbalanced"
    family = "quotations"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Marks without partner, paragraph by paragraph."""
        views = list(report.views)
        waiting: tuple[int, Finding] | None = None
        for n, view in enumerate(views):
            closers = list(unopened(view))
            if waiting and n - waiting[0] > _ACROSS:
                yield waiting[1]
                waiting = None
            if waiting and closers:
                # One long quotation over these paragraphs, without a mark at each beginning.
                waiting = None
                closers.pop(0)
            yield from (self._unopened(report, view, at) for at in closers)
            # An inner quotation that is not closed either is named with the outer one.
            first = next(unclosed(view), None)
            if first is None or (n + 1 < len(views) and _goes_on(first, view, views[n + 1])):
                continue
            if waiting:
                yield waiting[1]
            waiting = (n, self._unclosed(report, view, first))
            if first.end < len(view.text.rstrip()) or _opens_again(view, first):
                yield waiting[1]
                waiting = None
        if waiting:
            yield waiting[1]

    def _unclosed(self, report: Report, view: ParagraphView, quoted: Quoted) -> Finding:
        misleads = quoted.end < len(view.text.rstrip()) or _opens_again(view, quoted)
        told = (
            "Close it where the speaker's words end; what follows reads as the speaker's"
            if misleads
            else "Close it where the speaker's words end"
        )
        return self.finding(
            f"A quotation is opened and never closed: {_beginning(view, quoted)}. {told}.",
            report.side(view, quoted.start, min(len(view.text), quoted.start + _SHOWN)),
            severity="error" if misleads else "warning",
        )

    def _unopened(self, report: Report, view: ParagraphView, at: int) -> Finding:
        begin = max(0, at - _SHOWN)
        if view.text[at] in "“„«":
            return self.finding(
                f"The mark that closes is an opening one: …{view.text[max(0, at - 40) : at + 1]} Put the "
                "closing one there.",
                report.side(view, begin, at + 1),
                severity="warning",
            )
        return self.finding(
            f"A quotation mark closes what was never opened: …{view.text[max(0, at - 40) : at + 1]} Put the "
            "opening mark where the quoted words begin, and name their source, or take this one out.",
            report.side(view, begin, at + 1),
        )


def _beginning(view: ParagraphView, quoted: Quoted) -> str:
    return " ".join(view.text[quoted.start : quoted.start + 50].split()) + "…"


def _goes_on(quoted: Quoted, view: ParagraphView, following: ParagraphView) -> bool:
    """Whether the next paragraph opens with a mark, as it does within one long quotation."""
    return quoted.end >= len(view.text.rstrip()) and begins_quoted(following)


def _opens_again(view: ParagraphView, quoted: Quoted) -> bool:
    """Whether a quotation with the same mark opens in a later sentence: the first one must have ended before.

    Within one sentence it may as well be a quotation within the quotation.
    """
    mark = view.text[quoted.start]
    inner = [
        one.start
        for one in view.quotations
        if quoted.start < one.start < quoted.end and view.text[one.start] == mark
    ]
    return bool(inner) and _NEXT_SENTENCE.search(view.text, quoted.start, inner[-1]) is not None
