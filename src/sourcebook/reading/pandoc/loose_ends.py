"""What does not add up in a document that was read, for a person to look at: nothing is repaired silently."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import pairwise

from sourcebook.reading.document import Document, Problem


def loose_ends(document: Document, cited: Set[int]) -> Iterator[Problem]:
    """Numbers of paragraphs that are left out, notes that nothing cites, marks that call no note.

    `cited` are the numbers of the notes that anything cites, be it a heading, a table or the title.
    """
    numbered = [p for p in document.paragraphs if p.label and p.label.isdigit()]
    for before, after in pairwise(numbered):
        first, second = int(before.label or 0), int(after.label or 0)
        if second > first + 1:
            what = f"paragraph numbers leap from {first} to {second}"
            yield Problem(what, f"after paragraph {first}", after.span)
    for note in document.notes:
        if note.number not in cited:
            yield Problem(f"note {note.label} is cited in no paragraph", "notes", note.passage.source_span())
    for paragraph in document.paragraphs:
        for mark in paragraph.passage.marks:
            if mark.note is None:
                where = f"paragraph {paragraph.label or '-'}"
                yield Problem(f"note mark {mark.label} calls no note", where, paragraph.span)
