"""Which mark of a Word file is that of which note that was read: by what the notes say, in their order."""

from __future__ import annotations

from collections import defaultdict, deque

from lxml import etree

from sourcebook.checks.word.letters import W, folded, texts_of
from sourcebook.checks.word.package import WordPackage
from sourcebook.reading.document import Document

_MARKS = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


def note_marks(package: WordPackage, document: Document) -> dict[int, etree._Element]:
    """The marks (w:footnoteReference, w:endnoteReference) of the notes that were read, by their numbers."""
    said = {
        (kind, note.get(f"{W}id") or ""): folded("".join(text.text or "" for text in texts_of(note)))
        for kind in ("footnote", "endnote")
        for note in package.trees.get(kind, ())
        if isinstance(note.tag, str)
    }
    waiting: dict[str, deque[etree._Element]] = defaultdict(deque)
    marks = list(package.body.iter(*_MARKS))
    for mark in marks:
        waiting[said.get((_MARKS[mark.tag], mark.get(f"{W}id") or ""), "")].append(mark)
    found: dict[int, etree._Element] = {}
    for note in document.notes:
        same = waiting.get(folded(note.text))
        if same:
            found[note.number] = same.popleft()
    # What a label or a field makes differ goes by its place, where as many are left on both sides.
    used = set(found.values())
    left = [mark for mark in marks if mark not in used]
    numbers = [note.number for note in document.notes if note.number not in found]
    if len(left) == len(numbers):
        found.update(zip(numbers, left, strict=True))
    return found
