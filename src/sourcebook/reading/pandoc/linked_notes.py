"""Notes that the file knows only as links: a mark leads to the note, and the note often back to the mark."""

from __future__ import annotations

import re

from sourcebook.reading.pandoc.cutting import Cut, with_marks
from sourcebook.reading.pandoc.line import Line, Reference
from sourcebook.reading.pandoc.note_text import Gathered, is_notes_heading, without_back, without_opening
from sourcebook.text import Mark

_LABEL = re.compile(r"[\[(]?\s?(\d{1,4}|[*†‡§¶]{1,4}|[ivxlc]{1,7}|[a-z])\s?[\])]?\.?")
_NOTE_NAME = re.compile(
    r"(?:^|[^a-z])_?(?:s?d?f?ftn|fn|foot|end|note|nota|edn|sdfoot|sdend|cite_note|en\d)", re.IGNORECASE
)
# Lines between two notes' beginnings that can still be the first note's own.
_LONGEST_NOTE = 6


def read_linked(gathered: Gathered) -> None:
    """Marks that link to their note."""
    lines = gathered.lines
    where: dict[str, int] = {}
    for index, line in enumerate(lines):
        for anchor in line.anchors:
            where.setdefault(anchor.name, index)
    calls: list[tuple[int, Reference, int]] = []
    for index, line in enumerate(lines):
        for reference in line.references:
            target = where.get(reference.target, -1)
            if target > index and _is_call(line, reference, lines[target], target, where, index):
                calls.append((index, reference, target))
    if not calls:
        return
    starts = sorted({target for _, _, target in calls})
    called = {index for index, _, _ in calls}
    notes: dict[int, int] = {}
    gone: set[int] = set()
    label_at = {target: _mark_label(lines[index], reference) for index, reference, target in reversed(calls)}
    for start, after in zip(starts, [*starts[1:], len(lines)], strict=True):
        body = _body(lines, start, after, called, after == len(lines))
        gone.update(body)
        opened = without_opening(lines[start], label_at[start])
        notes[start] = gathered.add(
            label_at[start], [opened, *(without_back(lines[n].passage) for n in body[1:])]
        )
    cuts: dict[int, list[Cut]] = {}
    for index, reference, target in calls:
        label = _mark_label(lines[index], reference)
        span = _grown(lines[index], reference.start, reference.end)
        cuts.setdefault(index, []).append(Cut(*span, (Mark(0, label, notes[target]),)))
    gathered.lines = [
        with_marks(line, cuts.get(n, ()))
        for n, line in enumerate(lines)
        if n not in gone and not is_notes_heading(line, n + 1 in gone or n + 2 in gone)
    ]


def _is_call(
    line: Line, reference: Reference, target: Line, at: int, where: dict[str, int], index: int
) -> bool:
    """Whether a link calls a note: its text is a mark, and more than its text says so."""
    text = line.text[reference.start : reference.end].strip()
    if _LABEL.fullmatch(text) is None:
        return False
    raised = any(s.start < reference.end and s.end > reference.start for s in line.raised)
    back = any(where.get(r.target) == index for r in target.references)
    named = _NOTE_NAME.search(reference.target) is not None
    return (reference.is_note or raised or back or named or text[0] == "[") and (
        back or reference.is_note or named or (raised and target.kind == "text")
    )


def _mark_label(line: Line, reference: Reference) -> str:
    match = _LABEL.fullmatch(line.text[reference.start : reference.end].strip())
    return match[1] if match else line.text[reference.start : reference.end].strip()


def _grown(line: Line, start: int, end: int) -> tuple[int, int]:
    """A link's characters with the brackets and the superscript around them."""
    text = line.text
    if text[start - 1 : start] in ("[", "(") and text[end : end + 1] in ("]", ")") and start:
        start, end = start - 1, end + 1
    for raised in line.raised:
        if raised.start <= start and raised.end >= end and raised.end - raised.start <= end - start + 2:
            start, end = raised.start, raised.end
    return start, end


def _body(lines: list[Line], start: int, after: int, called: set[int], is_last: bool) -> list[int]:
    """The lines of a note: its first, and those after it that can belong to nothing else."""
    between = range(start + 1, after)
    if is_last:
        own = [start]
        for n in range(start + 1, min(after, start + _LONGEST_NOTE)):
            if not _same_part(lines[start], lines[n]):
                break
            own.append(n)
        return own
    if len(between) > _LONGEST_NOTE or any(lines[n].kind == "heading" or n in called for n in between):
        return [start]
    return [start, *between]


def _same_part(first: Line, line: Line) -> bool:
    """Whether a line stands in the same named part or the same item of a list as the first of a note."""
    if line.group or first.group:
        return line.group == first.group
    return bool(first.depth) and line.depth >= first.depth and line.label is None
