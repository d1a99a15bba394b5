"""ibid-target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule

_IBID = re.compile(r"ibid\b", re.IGNORECASE)


class IbidTarget(Rule):
    """ "Ibid." points at several sources, or at none.

    ## What it does
    Looks at the note right before each "Ibid.": it must cite exactly one source.

    ## Why it matters
    After a note with three sources nobody can tell which one is meant, and after an edit "Ibid." often points
    at something quite different from what its writer had in mind.

    ## Example
    Fails: "11 Varnia Post, ...; Radio Lissk, ..." and then "12 Ibid."
    Passes: "11 Varnia Post, ..." and then "12 Ibid."

    ## False alarms
    Houses in which "Ibid." means all sources of the note before.
    """

    name = "ibid-target"
    family = "notes"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Ibid after a note that does not cite exactly one source."""
        before: tuple[int, int] | None = None
        for note, citation in report.notes:
            count = len(citation.sources)
            if citation.kind == "ibid" and _IBID.match(note.text):
                if before is None or before[1] != 1:
                    yield self._pointless(report, note.number, before)
                # "Ibid.; Radio Lissk, ..." cites one source more.
                count = (before[1] if before else 0) + count
            before = note.number, count

    def _pointless(self, report: Report, number: int, before: tuple[int, int] | None) -> Finding:
        side = report.note_side(number)
        if before is None or before[1] == 0:
            what = "no note stands before it" if before is None else f"note {before[0]} cites no source"
            return self.finding(
                f"“Ibid.” in note {number} points at nothing: {what}. Write the source out.",
                side,
                *([report.note_side(before[0])] if before else []),
                paragraphs=report.citing(number),
            )
        return self.finding(
            f"“Ibid.” in note {number} follows note {before[0]}, which cites {before[1]} sources. "
            "Name the one that is meant.",
            side,
            report.note_side(before[0]),
            paragraphs=report.citing(number),
        )
