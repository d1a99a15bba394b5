"""Notes that a section "Notes" lists, or that stand in lines opened by their number; marks are numbers."""

from __future__ import annotations

import re

from sourcebook.reading.pandoc.cutting import Cut, with_marks
from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.note_text import (
    Gathered,
    is_notes_heading,
    note_label_of,
    raised_at_start,
    without_label,
    without_stop,
)
from sourcebook.reading.pandoc.parts import part_of
from sourcebook.text import Mark

_BRACKETS = re.compile(r"\[(\d{1,4}(?:[,;–-]\s?\d{1,4}){0,9})\]")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdmµ]?m|ft|yd|in|mi|км|м|см)$")
_RAISED = re.compile(r"[\s\[\]()]*\d{1,4}(?:[\s,;]+\d{1,4}){0,9}[\s\[\]()]*")
_BRACKETED = re.compile(r"\[\d{1,4}\]\s")
_NUMBER = re.compile(r"\d{1,4}")


def read_listed(gathered: Gathered) -> None:
    """Marks whose notes a section "Notes" lists, or lines that open with a raised number."""
    lines = gathered.lines
    zones = _zones(lines)
    if not zones:
        return
    began = 0
    cuts: dict[int, list[Cut]] = {}
    gone: set[int] = set()
    for zone in zones:
        starts = [n for n in zone if note_label_of(lines[n])]
        labels = {note_label_of(lines[n]): n for n in reversed(starts)}
        body = [n for n in range(began, zone.start) if n not in gone]
        calls = {n: found for n in body if (found := _calls(lines[n], labels))}
        met = {label for found in calls.values() for _, _, named in found for label in named}
        if len(met) * 2 < len(labels):
            continue
        notes: dict[str, int] = {}
        for start, after in zip(starts, [*starts[1:], zone.stop], strict=True):
            label = note_label_of(lines[start])
            first = without_stop(without_label(lines[start]))
            number = gathered.add(label, [first, *(lines[n].passage for n in range(start + 1, after))])
            notes.setdefault(label, number)
        gone.update(range(starts[0], zone.stop))
        if zone.start and zone.start - 1 not in gone and is_notes_heading(lines[zone.start - 1], True):
            gone.add(zone.start - 1)
        for n, found in calls.items():
            cuts.setdefault(n, []).extend(
                Cut(start, end, tuple(Mark(0, label, notes.get(label)) for label in named))
                for start, end, named in found
            )
        began = zone.stop
    gathered.lines = [with_marks(line, cuts.get(n, ())) for n, line in enumerate(lines) if n not in gone]


def _zones(lines: list[Line]) -> list[range]:
    """Stretches of lines that may be notes: under a heading that says so, or each opened by its number."""
    zones: list[range] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        titled = len(line.text) < 40 and part_of(line.text) == "notes" and line.label is None
        opens = not titled and _opens_note(line)
        end = index + (1 if titled else 0)
        while (titled or opens) and end < len(lines) and _inside(lines, index, end, titled):
            end += 1
        begun = index + 1 if titled else index
        if end > begun and (titled or opens) and note_label_of(lines[begun]):
            zones.append(range(begun, end))
        index = max(end, index + 1)
    return zones


def _inside(lines: list[Line], begun: int, n: int, titled: bool) -> bool:
    """Whether line `n` still belongs to the notes that began at `begun`."""
    if lines[n].kind != "text":
        return False
    if titled and lines[begun + 1].depth and n > begun + 1:
        # What stands after a list of notes is none of them.
        return lines[n].depth > 0
    if titled or n == begun or _opens_note(lines[n]):
        return True
    # A note's second paragraph, with the next note not far.
    last = next(note_label_of(lines[m]) for m in range(n - 1, begun - 1, -1) if _opens_note(lines[m]))
    following = [note_label_of(line) for line in lines[n + 1 : n + 3] if _opens_note(line)]
    return last.isdigit() and following[:1] == [str(int(last) + 1)]


def _opens_note(line: Line) -> bool:
    """Whether a line opens as notes do where no heading says what they are: "¹ See", "[1] See"."""
    if line.kind != "text" or line.label is not None:
        return False
    return (raised_at_start(line) and bool(note_label_of(line))) or _BRACKETED.match(line.text) is not None


def _calls(line: Line, labels: dict[str, int]) -> list[tuple[int, int, tuple[str, ...]]]:
    """The marks of a line: raised numbers and numbers in brackets, all of which are labels of notes."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for raised in line.raised:
        text = line.text[raised.start : raised.end]
        numbers = tuple(_NUMBER.findall(text))
        if _UNIT.search(line.text[max(0, raised.start - 4) : raised.start]):
            continue
        if _RAISED.fullmatch(text) and all(number in labels for number in numbers):
            found.append((raised.start, raised.end, numbers))
    for match in _BRACKETS.finditer(line.text):
        numbers = _in_brackets(match[1])
        if match.start() and all(number in labels for number in numbers):
            found.append((match.start(), match.end(), numbers))
    return found


def _in_brackets(text: str) -> tuple[str, ...]:
    """The numbers of "12, 14" or "12-14"."""
    ends = re.fullmatch(r"(\d{1,4})[–-](\d{1,4})", text)
    if ends and int(ends[1]) < int(ends[2]) < int(ends[1]) + 20:
        return tuple(str(n) for n in range(int(ends[1]), int(ends[2]) + 1))
    return tuple(_NUMBER.findall(text))
