"""Notes made by hand: marks and notes that the file knows only as links, superscripts or brackets.

Three kinds: a mark links to a note and the note back; raised numbers, or numbers in brackets, that a section
"Notes" lists; raised numbers that open lines of their own. Each gives a real note, each mark a real mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sourcebook.reading.pandoc.cutting import Cut, with_marks
from sourcebook.reading.pandoc.line import Line, Reference
from sourcebook.reading.pandoc.parts import part_of
from sourcebook.text import Mark, Passage, PassageBuilder
from sourcebook.text.passage import join

_LABEL = re.compile(r"[\[(]?\s?(\d{1,4}|[*†‡§¶]{1,4}|[ivxlc]{1,7}|[a-z])\s?[\])]?\.?")
_NOTE_NAME = re.compile(
    r"(?:^|[^a-z])_?(?:s?d?f?ftn|fn|foot|end|note|nota|edn|sdfoot|sdend|cite_note|en\d)", re.IGNORECASE
)
_OPENING = re.compile(r"\s*[\[(]?(\d{1,4}|[*†‡]{1,4})(?:[\])]?[.:)]|[\])]|(?=[\s\u00a0]))[\s\u00a0]*")
_BRACKETS = re.compile(r"\[(\d{1,4}(?:[,;–-]\s?\d{1,4}){0,9})\]")
_BACK = re.compile(r"[\s↩↑↵⏎^\ufe0e\ufe0f]+$")
_LEADING_BACK = re.compile(r"\s*[\^↑↩]+\s*(?:[a-z]\s+(?=[a-z]\s)){0,26}")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdmµ]?m|ft|yd|in|mi|км|м|см)$")
_RAISED = re.compile(r"[\s\[\]()]*\d{1,4}(?:[\s,;]+\d{1,4}){0,9}[\s\[\]()]*")
_BRACKETED = re.compile(r"\[\d{1,4}\]\s")
_NUMBER = re.compile(r"\d{1,4}")
# Lines between two notes' beginnings that can still be the first note's own.
_LONGEST_NOTE = 6


@dataclass
class Gathered:
    """Notes in the order they were found, and the lines that are left."""

    lines: list[Line]
    notes: list[tuple[str, Passage]] = field(default_factory=list)

    def add(self, label: str, parts: list[Passage]) -> int:
        """Add a note; returns its place, from 1."""
        self.notes.append((label, join([p for p in parts if p.text], "\n")))
        return len(self.notes)


def gather_notes(lines: list[Line], notes: list[tuple[str, Passage]]) -> Gathered:
    """Real notes for those made by hand, after the `notes` that the file itself knows as such."""
    gathered = Gathered(lines, list(notes))
    _linked(gathered)
    _listed(gathered)
    return gathered


def _linked(gathered: Gathered) -> None:
    """Marks that link to their note."""
    lines = gathered.lines
    where = {}
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
        opened = _without_opening(lines[start], label_at[start])
        notes[start] = gathered.add(
            label_at[start], [opened, *(_without_back(lines[n].passage) for n in body[1:])]
        )
    cuts: dict[int, list[Cut]] = {}
    for index, reference, target in calls:
        label = _mark_label(lines[index], reference)
        span = _grown(lines[index], reference.start, reference.end)
        cuts.setdefault(index, []).append(Cut(*span, (Mark(0, label, notes[target]),)))
    gathered.lines = [
        with_marks(line, cuts.get(n, ()))
        for n, line in enumerate(lines)
        if n not in gone and not _is_notes_heading(line, n + 1 in gone or n + 2 in gone)
    ]


def _is_notes_heading(line: Line, before_notes: bool) -> bool:
    return before_notes and len(line.text) < 40 and part_of(line.text) == "notes"


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
        back or reference.is_note or named or raised and target.kind == "text"
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


def _without_opening(line: Line, label: str) -> Passage:
    """The text of a note without its label and without the link back to its mark."""
    passage = line.passage
    back = _LEADING_BACK.match(line.text)
    start = back.end() if back else 0
    match = _OPENING.match(line.text, start)
    if match and match[1] == label:
        start = match.end()
    else:
        opening = re.compile(rf"\s*[\[(]?{re.escape(label)}[\])]?[.:)]?\s*").match(line.text, start)
        leads = any(r.start <= len(label) + 2 for r in line.references) or _raised_at_start(line)
        start = opening.end() if opening and leads else start
    return _without_back(_without_stop(passage.slice(start, len(line.text))))


def _raised_at_start(line: Line) -> bool:
    return bool(line.raised) and line.raised[0].start == 0


def _without_stop(passage: Passage) -> Passage:
    """A note's text without the stop that belongs to its number (".  See ...")."""
    match = re.match(r"[.:)\]]?[\s\u00a0]+|[.:)\]](?=\w)", passage.text)
    return passage.slice(match.end(), len(passage.text)) if match else passage


def _without_back(passage: Passage) -> Passage:
    match = _BACK.search(passage.text[-12:])
    return passage.slice(0, len(passage.text) - len(match[0])) if match else passage


def note_body(passages: list[Passage], label: str) -> Passage:
    """The body of a note that the file knows as one, without the number typed before it."""
    passage = join([p for p in passages if p.text], "\n")
    match = re.match(rf"\s*[\[(]?{re.escape(label)}(?:[\])]?[.:)]|[\])])(?=[\s\u00a0])", passage.text)
    if match:
        passage = passage.slice(match.end(), len(passage.text))
    return _without_stop(passage)


def _listed(gathered: Gathered) -> None:
    """Marks whose notes a section "Notes" lists, or lines that open with a raised number."""
    lines = gathered.lines
    zones = _zones(lines)
    if not zones:
        return
    began = 0
    cuts: dict[int, list[Cut]] = {}
    gone: set[int] = set()
    for zone in zones:
        starts = [n for n in zone if _note_label(lines[n])]
        labels = {_note_label(lines[n]): n for n in reversed(starts)}
        body = [n for n in range(began, zone.start) if n not in gone]
        calls = {n: found for n in body if (found := _calls(lines[n], labels))}
        met = {label for found in calls.values() for _, _, named in found for label in named}
        if len(met) * 2 < len(labels):
            continue
        notes: dict[str, int] = {}
        for start, after in zip(starts, [*starts[1:], zone.stop], strict=True):
            label = _note_label(lines[start])
            first = _without_stop(_without_label(lines[start]))
            number = gathered.add(label, [first, *(lines[n].passage for n in range(start + 1, after))])
            notes.setdefault(label, number)
        gone.update(range(starts[0], zone.stop))
        if zone.start and zone.start - 1 not in gone and _is_notes_heading(lines[zone.start - 1], True):
            gone.add(zone.start - 1)
        for n, found in calls.items():
            cuts.setdefault(n, []).extend(
                Cut(start, end, tuple(Mark(0, label, notes.get(label)) for label in named))
                for start, end, named in found
            )
        began = zone.stop
    gathered.lines = [with_marks(line, cuts.get(n, ())) for n, line in enumerate(lines) if n not in gone]


def _zones(lines: list[Line]) -> list[range]:
    """Stretches of lines that may be notes: under a heading that says so, or each opened by a raised number."""
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
        if end > begun and (titled or opens) and _note_label(lines[begun]):
            zones.append(range(begun, end))
        index = max(end, index + 1)
    return zones


def _inside(lines: list[Line], begun: int, n: int, titled: bool) -> bool:
    """Whether line `n` still belongs to the notes that began at `begun`."""
    if lines[n].kind != "text":
        return False
    if titled or n == begun or _opens_note(lines[n]):
        return True
    # A note's second paragraph, with the next note not far.
    last = next(_note_label(lines[m]) for m in range(n - 1, begun - 1, -1) if _opens_note(lines[m]))
    following = [_note_label(line) for line in lines[n + 1 : n + 3] if _opens_note(line)]
    return last.isdigit() and following[:1] == [str(int(last) + 1)]


def _opens_note(line: Line) -> bool:
    """Whether a line opens as notes do where no heading says what they are: "¹ See", "[1] See"."""
    if line.kind != "text" or line.label is not None:
        return False
    return _raised_at_start(line) and bool(_note_label(line)) or _BRACKETED.match(line.text) is not None


def _note_label(line: Line) -> str:
    """The label that a line of a list of notes opens with; "" where it opens with none."""
    if line.label is not None and line.label.isdigit():
        return line.label
    match = _OPENING.match(line.text)
    if match:
        return match[1]
    if _raised_at_start(line):
        raised = line.text[: line.raised[0].end].strip(" []().")
        return raised if raised.isdigit() else ""
    return ""


def _without_label(line: Line) -> Passage:
    text = line.text
    start = 0
    if _raised_at_start(line) and line.text[: line.raised[0].end].strip(" []().").isdigit():
        start = line.raised[0].end
    elif line.label is None or not line.label.isdigit():
        match = _OPENING.match(text)
        start = match.end() if match else 0
    return _without_back(line.passage.slice(start, len(text)))


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
