"""quote-mixed-marks."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.quotations.balance import DOUBLE

# The closing marks that go with each opening one, in any language.
_PAIRS = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«»",
    '"': '"',
    "「": "」",
    "『": "』",
}
_STYLES = {
    "“": "curly",
    "”": "curly",
    "„": "low",
    "‟": "curly",
    "«": "angular",
    "»": "angular",
    '"': "straight",
}


class QuoteMixedMarks(Rule):
    """Quotation marks of several kinds are mixed.

    ## What it does
    Reports each quotation that opens with one kind of mark and closes with another, and, once for the whole
    report, that some quotations stand in other marks than most. Quotations within quotations are left out.

    ## Why it matters
    Mixed marks show where text was pasted in. Programs that follow quotations, and readers who search for
    them, miss those in the other kind.

    ## Example
    Fails: "He called it "a lesson in plumbing”."
    Passes: "He called it “a lesson in plumbing”."

    ## False alarms
    A report that quotes in the marks of each original language on purpose.
    """

    name = "quote-mixed-marks"
    family = "quotations"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """Pairs that do not match, then the rarer kinds."""
        kinds: dict[str, list[Side]] = {}
        for view in report.views:
            for quoted in view.quotations:
                opens, shuts = (
                    view.text[quoted.start : quoted.inner_start],
                    view.text[quoted.inner_end : quoted.end],
                )
                if not (quoted.closed and opens and shuts and opens in DOUBLE and shuts in DOUBLE):
                    continue
                side = report.side(view, quoted.start, quoted.end)
                if shuts not in _PAIRS.get(opens, shuts):
                    yield self.finding(
                        f"The quotation opens with {opens} and closes with {shuts}: {_short(side.words)}. "
                        "Use one kind of mark.",
                        side,
                    )
                elif quoted.depth == 0 and opens in _STYLES:
                    kinds.setdefault(_STYLES[opens], []).append(side)
        ordered = sorted(kinds, key=lambda kind: -len(kinds[kind]))
        for kind in ordered[1:]:
            yield self.finding(
                f"Quotations in {kind} marks: {len(kinds[kind])}, in {ordered[0]} ones: "
                f"{len(kinds[ordered[0]])}. Use one kind of mark throughout.",
                *kinds[kind],
            )


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:30].rstrip()} … {words[-24:].lstrip()}"
