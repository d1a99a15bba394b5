"""Notes made by hand: marks and notes that the file knows only as links, superscripts or brackets.

Three kinds: a mark links to a note and the note back; raised numbers, or numbers in brackets, that a section
"Notes" lists; numbers that open lines of their own. Each gives a real note, each mark a real mark.
"""

from __future__ import annotations

from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.linked_notes import read_linked
from sourcebook.reading.pandoc.listed_notes import read_listed
from sourcebook.reading.pandoc.note_text import Gathered
from sourcebook.text import Passage


def gather_notes(lines: list[Line], notes: list[tuple[str, Passage]]) -> Gathered:
    """Real notes for those made by hand, after the `notes` that the file itself knows as such."""
    gathered = Gathered(lines, list(notes))
    read_linked(gathered)
    read_listed(gathered)
    return gathered
