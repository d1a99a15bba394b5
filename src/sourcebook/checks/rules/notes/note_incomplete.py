"""note-incomplete."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.notes.holes import find_hole
from sourcebook.text import Span


class NoteIncomplete(Rule):
    """A note breaks off: a word or a part is missing.

    ## What it does
    Looks for the marks that a missing part leaves: "reporting on ,", two commas with nothing between,
    empty brackets or quotation marks, a note that ends with a comma or an open word ("of", "the").

    ## Why it matters
    A citation with a hole was never checked by anyone, and the reader cannot find what it means.

    ## Example
    Fails: "Arms Ledger reporting on , 5 August 2031, https://arms-ledger.example/7"
    Passes: "Arms Ledger reporting on the first flights, 5 August 2031, https://arms-ledger.example/7"

    ## False alarms
    A title that itself ends with such a word, in small letters and without quotation marks.
    """

    name = "note-incomplete"
    family = "notes"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Notes with the marks of a missing part."""
        opening = tuple(report.words("notes")["open"])
        for note, _ in report.notes:
            hole = find_hole(note.text, opening)
            if hole:
                words = " ".join(note.text[slice(*hole)].split())
                around = Span(max(0, hole.start - 60), min(len(note.text), hole.end + 40))
                yield self.finding(
                    f"Note {note.number} breaks off at “{words}”. Fill in what is missing.",
                    report.note_side(note.number, around),
                    paragraphs=report.citing(note.number),
                )
