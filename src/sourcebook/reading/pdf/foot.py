"""The foot of a page: where its notes begin, and its notes.

Each column has a foot of its own. The area begins below a rule of underscores or a drawn rule
with a label under it; else at the first of the small lines at the foot that bears a label; else at the lines
whose labels are the marks of the page. A line is a note's
first when it opens with the next number, raised or followed by space; numbers may restart with the page or
the part of the document.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from sourcebook.reading.pdf.characters import PageText
from sourcebook.reading.pdf.lines import Line
from sourcebook.reading.pdf.marked_foot import marked_foot
from sourcebook.reading.pdf.note_labels import Form, form_of, number_of, starts_note, taken_off

UNDERSCORES = re.compile(r"[_─—\s]{6,}")


@dataclass(slots=True)
class FootNote:
    """A note being gathered: its label, and its lines, the label cut off the first (by characters).

    `run` is 0 for a note at a page's foot, else the number of the series of endnotes that it belongs to.
    """

    label: str
    page: int
    lines: list[tuple[Line, int]] = field(default_factory=list)
    run: int = 0
    form: Form | None = None


def note_area(
    lines: list[Line], page: PageText, body: float, notes: list[FootNote]
) -> tuple[int, int | None]:
    """Index of the first line of the page's notes (`len(lines)` where there are none), and of a line of
    underscores above it, if any. `notes` are those of the pages before."""
    for index, line in enumerate(lines):
        short = UNDERSCORES.fullmatch(line.text) and line.right - line.x < page.width / 2
        if short and any(starts_note(after) for after in lines[index + 1 : index + 4]):
            return index + 1, index
    last = _last_number(notes)
    ruled = _below_rule(lines, page, body, notes)
    if ruled is not None:
        return ruled, None
    small = _small_foot(lines, body, last)
    if small < len(lines):
        return small, None
    carried = bool(notes) and notes[-1].page == page.number - 1
    large = marked_foot(lines, page, frozenset(note.label for note in notes), carried)
    return len(lines) if large is None else large, None


def _below_rule(lines: list[Line], page: PageText, body: float, notes: list[FootNote]) -> int | None:
    """The first line right below a drawn rule, where a label is near, or a note of the page before may go on;
    where the rule is not short, or high on the page, the number must follow the last one."""
    last = _last_number(notes)
    carried = bool(notes) and notes[-1].page == page.number - 1
    for rule in sorted(page.rules, key=lambda r: r[1]):
        beneath = [i for i, line in enumerate(lines) if line.y < rule[1]]
        if not beneath or beneath[-1] - beneath[0] + 1 != len(beneath) or beneath[-1] != len(lines) - 1:
            continue
        first = lines[beneath[0]]
        near = rule[1] - first.y < 3.2 * first.size and abs(first.x - rule[0]) < 60
        if not near or first.size > 0.96 * body or not _sets_apart(rule, page):
            continue
        labels = [label for i in beneath[:4] if (label := starts_note(lines[i]))]
        numbers = [number_of(label) for label in labels]
        wide = rule[2] - rule[0] >= page.width * 0.5 or rule[1] >= page.height * 0.85
        small = all(lines[i].size < 0.93 * body for i in beneath)
        if not labels and not (carried and small and not wide):
            continue
        if not (wide and last + 1 not in numbers and 1 not in numbers):
            return beneath[0]
    return None


def _sets_apart(rule: tuple[float, float, float, float], page: PageText) -> bool:
    """Whether a rule lies flat and by itself: one with others beside it is a table's."""
    if rule[3] - rule[1] >= 3 or rule[2] - rule[0] <= 40:
        return False
    return not any(
        other is not rule
        and abs(other[1] - rule[1]) < 2
        and other[0] < rule[2] + 10
        and other[2] > rule[0] - 10
        for other in page.rules
    )


def _small_foot(lines: list[Line], body: float, last: int) -> int:
    """The foot's small lines from the first labelled one on; a label that is not raised must follow the
    `last` one, or begin anew: a year in a table is no label."""
    start = len(lines)
    while start and lines[start - 1].size < 0.93 * body:
        start -= 1
    for index in range(start, len(lines)):
        label, form = starts_note(lines[index]), form_of(lines[index])
        number = number_of(label or "")
        follows = number is None or number == 1 or last < number <= last + 3
        # A page of nothing but notes goes on with the last one of the page before.
        alone = start == 0 and number in (1, last + 1)
        called = form == "stop" and follows and _called(lines[:index], label or "")
        if label is not None and (form == "raised" or (form == "bare" and follows) or alone or called):
            return 0 if alone and last else index
    return len(lines)


def _called(lines: list[Line], label: str) -> bool:
    """Whether a raised number among the lines is the mark of a note."""
    return any(
        chunk.text.strip(" []") == label and (chunk.raised or chunk.y > line.y + 0.12 * line.size)
        for line in lines
        for chunk in line.chunks[1:]
    )


def gather(lines: list[Line], notes: list[FootNote], page: int) -> None:
    """Add the notes of a page's foot to those before; lines above the first label go on with the last."""
    lines_forms = Counter(form for line in lines if (form := form_of(line)))
    usual = (Counter(note.form for note in notes if note.form) + lines_forms).most_common(1)
    labelled = [starts_note(line) if usual and _alike(form_of(line), usual[0][0]) else None for line in lines]
    expected = _expected(labelled, notes)
    for line, label in zip(lines, labelled, strict=True):
        if label is not None and _follows(label, expected, line):
            notes.append(FootNote(label, page, [(line, taken_off(line))], form=form_of(line)))
            number = number_of(label)
            expected = number + 1 if number is not None else expected
        elif notes:
            notes[-1].lines.append((line, 0))
        else:
            notes.append(FootNote("", page, [(line, 0)]))


def _alike(form: Form | None, usual: Form) -> bool:
    """Whether a label may be one where others are set as `usual`: among raised ones "2." is the end of a
    sentence."""
    return form == usual or form == "raised" or usual in ("stop", "bare")


def _expected(labels: list[str | None], notes: list[FootNote]) -> int:
    """The number the first note of the page must bear: the next one, or 1 where the page starts anew."""
    last = _last_number(notes)
    found = [number for label in labels if (number := number_of(label or "")) is not None]
    anew = found.index(1) if 1 in found else len(found)
    if last + 1 in found[:anew]:
        return last + 1
    nearer = next((number for number in found[:anew] if last < number <= last + 6), None)
    if nearer is not None and nearer + 1 in found:
        return nearer
    return 1 if 1 in found else nearer or last + 1


def _last_number(notes: list[FootNote]) -> int:
    return next((number for n in reversed(notes) if (number := number_of(n.label)) is not None), 0)


def _follows(label: str, expected: int, line: Line) -> bool:
    number = number_of(label)
    if number is None or number == expected:
        return True
    return form_of(line) == "raised" and label.isdigit() and expected < number <= expected + 3
