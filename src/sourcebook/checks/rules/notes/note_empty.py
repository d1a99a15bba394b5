"""note-empty."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule


class NoteEmpty(Rule):
    """A note holds nothing.

    ## What it does
    Reports each note without a single letter or figure.

    ## Why it matters
    The mark in the text promises evidence, and there is none. It is the first thing that whoever wants to
    discredit a report will show.

    ## Example
    Fails: "12" at the foot of the page, with nothing behind it.
    Passes: "12 Varnia Post, The road is closed, 3 May 2031, https://varnia-post.example/road".

    ## False alarms
    A note whose text the reader lost, in a damaged file.
    """

    name = "note-empty"
    family = "notes"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Notes without words."""
        for note, citation in report.notes:
            if citation.kind == "empty":
                yield self.finding(
                    f"Note {note.number} is empty. Put the source there, or take the mark out of the text.",
                    report.note_side(note.number),
                    paragraphs=report.citing(note.number),
                )
