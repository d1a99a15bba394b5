"""ibid-form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.checks.findings import Edit, Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.text import Span

_IBID = re.compile(r"(ibid)\b(\.?)", re.IGNORECASE)


class IbidForm(Rule):
    """ "Ibid" is written in two ways.

    ## What it does
    Where some notes have "Ibid." and others "Ibid", reports those without the full stop. A house that never
    writes the stop is left alone.

    ## Why it matters
    It is small, and it is the kind of small thing by which readers judge the care taken with the rest.

    ## Example
    Fails: "12 Ibid" in a report that has "9 Ibid."
    Passes: "12 Ibid."

    ## False alarms
    None known.
    """

    name = "ibid-form"
    family = "notes"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """Ibid without its stop, where others have it."""
        forms = [(note.number, match) for note, _ in report.notes if (match := _IBID.match(note.text))]
        if not any(match[2] for _, match in forms):
            return
        for number, match in forms:
            if not match[2]:
                side = report.note_side(number, Span(match.start(1), match.end(1)))
                yield self.finding(
                    f"Note {number} has “{match[1]}” without its full stop, which other notes have. Add it.",
                    side,
                    edit=Edit(side, match[1], f"{match[1]}."),
                )
