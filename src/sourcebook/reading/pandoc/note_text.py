"""The text of a note: without the label typed before it, and without the link back to its mark."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.parts import part_of
from sourcebook.text import Passage
from sourcebook.text.passage import join

_OPENING = re.compile(r"\s*[\[(]?(\d{1,4}|[*†‡]{1,4})(?:[\])]?[.:)]|[\])]|(?=[\s\u00a0]))[\s\u00a0]*")
_BACK = re.compile(r"[\s↩↑↵⏎^\ufe0e\ufe0f]+$")
_LEADING_BACK = re.compile(r"\s*[\^↑↩]+\s*(?:[a-z]\s+(?=[a-z]\s)){0,26}")


@dataclass
class Gathered:
    """Notes in the order they were found, and the lines that are left."""

    lines: list[Line]
    notes: list[tuple[str, Passage]] = field(default_factory=list)

    def add(self, label: str, parts: list[Passage]) -> int:
        """Add a note; returns its place, from 1."""
        self.notes.append((label, join([p for p in parts if p.text], "\n")))
        return len(self.notes)


def is_notes_heading(line: Line, before_notes: bool) -> bool:
    """Whether a line is the title of the notes that come next."""
    return before_notes and len(line.text) < 40 and part_of(line.text) == "notes"


def note_label_of(line: Line) -> str:
    """The label that a line of a list of notes opens with; "" where it opens with none."""
    if line.label is not None and line.label.isdigit():
        return line.label
    match = _OPENING.match(line.text)
    if match:
        return match[1]
    if raised_at_start(line):
        raised = line.text[: line.raised[0].end].strip(" []().")
        return raised if raised.isdigit() else ""
    return ""


def raised_at_start(line: Line) -> bool:
    """Whether a line opens with a superscript."""
    return bool(line.raised) and line.raised[0].start == 0


def without_label(line: Line) -> Passage:
    """The text of a note in a list of notes, without its label."""
    text = line.text
    start = 0
    if raised_at_start(line) and line.text[: line.raised[0].end].strip(" []().").isdigit():
        start = line.raised[0].end
    elif line.label is None or not line.label.isdigit():
        match = _OPENING.match(text)
        start = match.end() if match else 0
    return without_back(line.passage.slice(start, len(text)))


def without_opening(line: Line, label: str) -> Passage:
    """The text of a note without its label and without the link back to its mark."""
    passage = line.passage
    back = _LEADING_BACK.match(line.text)
    start = back.end() if back else 0
    match = _OPENING.match(line.text, start)
    if match and match[1] == label:
        start = match.end()
    else:
        opening = re.compile(rf"\s*[\[(]?{re.escape(label)}[\])]?[.:)]?\s*").match(line.text, start)
        leads = any(r.start <= len(label) + 2 for r in line.references) or raised_at_start(line)
        start = opening.end() if opening and leads else start
    return without_back(without_stop(passage.slice(start, len(line.text))))


def without_stop(passage: Passage) -> Passage:
    """A note's text without the stop that belongs to its number (".  See ...")."""
    match = re.match(r"[.:)\]]?[\s\u00a0]+|[.:)\]](?=\w)", passage.text)
    return passage.slice(match.end(), len(passage.text)) if match else passage


def without_back(passage: Passage) -> Passage:
    """A note's text without the arrow that leads back to its mark."""
    match = _BACK.search(passage.text[-12:])
    return passage.slice(0, len(passage.text) - len(match[0])) if match else passage


def note_body(passages: list[Passage], label: str) -> Passage:
    """The body of a note that the file knows as one, without the number typed before it."""
    passage = join([p for p in passages if p.text], "\n")
    # A sign such as "*" is no word of the note; a number may be.
    stop = "" if label.isalnum() else "|"
    match = re.match(rf"\s*[\[(]?{re.escape(label)}(?:[\])]?[.:)]|[\])]{stop})(?=[\s\u00a0])", passage.text)
    if match:
        passage = passage.slice(match.end(), len(passage.text))
    return without_stop(passage)
