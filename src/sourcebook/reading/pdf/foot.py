"""The foot of a page: where its notes begin, and its notes.

The area begins below a rule of underscores or a drawn rule with a label under it; else at the first of the
small lines at the foot that bears a label. A line is a note's first when it opens with the next number,
raised or followed by space; numbers may restart with the page or the part of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sourcebook.reading.pdf.characters import PageText
from sourcebook.reading.pdf.lines import Line

_LABEL = re.compile(r"(?P<label>\d{1,4}|\*{1,3}|[†‡§]|[a-z])(?P<stop>[.)]?)(?:\s+|$)")
_GLUED = re.compile(r"(?:\d{1,4}|\*{1,3}|[†‡§]|[a-z])[.)]?")
UNDERSCORES = re.compile(r"[_─—\s]{6,}")


@dataclass(slots=True)
class FootNote:
    """A note being gathered: its label, and its lines, the label cut off the first (by characters)."""

    label: str
    page: int
    lines: list[tuple[Line, int]] = field(default_factory=list)


def note_area(
    lines: list[Line], page: PageText, body: float, notes: list[FootNote]
) -> tuple[int, int | None]:
    """Index of the first line of the page's notes (`len(lines)` where there are none), and of a line of
    underscores above it, if any. `notes` are those of the pages before."""
    for index, line in enumerate(lines):
        short = UNDERSCORES.fullmatch(line.text) and line.right - line.x < page.width / 2
        if short and any(starts_note(after) for after in lines[index + 1 : index + 4]):
            return index + 1, index
    ruled = _below_rule(lines, page, body)
    if ruled is not None:
        return ruled, None
    return _small_foot(lines, body, _last_number(notes)), None


def _below_rule(lines: list[Line], page: PageText, body: float) -> int | None:
    """The first labelled line right below a short drawn rule in the lower part of the page."""
    short = [
        r
        for r in page.rules
        if r[3] - r[1] < 3
        and 40 < r[2] - r[0] < page.width * 0.5
        and r[1] < page.height * 0.85
        # A rule with others at its height is a table's.
        and sum(abs(other[1] - r[1]) < 2 for other in page.rules) == 1
    ]
    for rule in sorted(short, key=lambda r: r[1]):
        beneath = [i for i, line in enumerate(lines) if line.y < rule[1]]
        if (
            beneath
            and beneath == list(range(beneath[0], len(lines)))
            and abs(lines[beneath[0]].x - rule[0]) < 60
        ):
            first = lines[beneath[0]]
            if first.size > 0.96 * body:
                continue
            if rule[1] - first.y < 3.2 * first.size and any(starts_note(lines[i]) for i in beneath[:4]):
                return beneath[0]
    return None


def _small_foot(lines: list[Line], body: float, last: int) -> int:
    """The foot's small lines from the first labelled one on; a label that is not raised must follow the
    `last` one, or begin anew: a year in a table is no label."""
    start = len(lines)
    while start and lines[start - 1].size < 0.93 * body:
        start -= 1
    for index in range(start, len(lines)):
        match = _LABEL.match(lines[index].text)
        bare = match["label"] if match and not match["stop"] else ""
        follows = not bare.isdigit() or int(bare) == 1 or last < int(bare) <= last + 3
        if starts_note(lines[index]) and (_raised(lines[index]) or (bare and follows)):
            return index
    return len(lines)


def _raised(line: Line) -> bool:
    """Whether a line opens with a raised or smaller chunk."""
    first = line.chunks[0]
    return first.raised or first.size < 0.85 * line.size or first.y > line.y + 0.12 * line.size


def starts_note(line: Line) -> str | None:
    """The label a line opens with, where it has the form of a note's first line."""
    found = _label(line)
    return found[0] if found else None


def _label(line: Line) -> tuple[str, int] | None:
    """The label and how many characters of the line it takes up: glued to the text where it is raised."""
    first = line.chunks[0].text.strip()
    if len(line.chunks) > 1 and _raised(line) and _GLUED.fullmatch(first):
        rest = line.text[len(first) :]
        return first.rstrip(".)"), len(first) + len(rest) - len(rest.lstrip())
    match = _LABEL.match(line.text)
    if match is None:
        return None
    if match["label"].isdigit() or _raised(line) or match["label"][0] in "*†‡§":
        return match["label"], match.end()
    return None


def gather(lines: list[Line], notes: list[FootNote], page: int) -> None:
    """Add the notes of a page's foot to those before; lines above the first label go on with the last."""
    expected = _expected(lines, notes)
    for line in lines:
        label = starts_note(line)
        if label is not None and _follows(label, expected, line, lines):
            found = _label(line)
            notes.append(FootNote(label, page, [(line, found[1] if found else 0)]))
            expected = int(label) + 1 if label.isdigit() else expected
        elif notes:
            notes[-1].lines.append((line, 0))
        else:
            notes.append(FootNote("", page, [(line, 0)]))


def _expected(lines: list[Line], notes: list[FootNote]) -> int:
    """The number the first note of the page must bear: the next one, or 1 where the page starts anew."""
    last = _last_number(notes)
    found = [int(label) for line in lines if (label := starts_note(line)) and label.isdigit()]
    if last + 1 in found or not found:
        return last + 1
    if 1 in found:
        return 1
    nearer = [number for number in found if last < number <= last + 6]
    return nearer[0] if nearer else last + 1


def _last_number(notes: list[FootNote]) -> int:
    return next((int(n.label) for n in reversed(notes) if n.label.isdigit()), 0)


def _follows(label: str, expected: int, line: Line, lines: list[Line]) -> bool:
    if not label.isdigit():
        return True
    number = int(label)
    if number == expected:
        return True
    return _raised(line) and expected < number <= expected + 3
