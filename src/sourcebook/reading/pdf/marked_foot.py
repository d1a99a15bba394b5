"""Notes as large as the text: the lines at the foot whose labels are the marks of this page.

Size does not tell them, so two things must: each mark on the page that calls no note of a page before has its
label there, and a short rule stands above them, or they are set off and the labels are raised.
"""

from __future__ import annotations

from itertools import pairwise

from sourcebook.reading.pdf.characters import PageText
from sourcebook.reading.pdf.lines import Line
from sourcebook.reading.pdf.marks import marks_in
from sourcebook.reading.pdf.note_labels import form_of, starts_note


def marked_foot(lines: list[Line], page: PageText, known: frozenset[str], carried: bool) -> int | None:
    """The first line of the notes of a column, None where there are none. `known` are the labels of the notes
    before, `carried` says whether the last of them may go on at this foot."""
    marks = [(n, label) for n, line in enumerate(lines) for label in marks_in(line, line.size)]
    if not marks:
        return None
    begin = marks[-1][0] + 1
    called = {label for _, label in marks}
    labels = [starts_note(line) for line in lines[begin:]]
    for rule in sorted(page.rules, key=lambda rule: rule[1]):
        first = _below(lines, rule, page)
        if first is not None and first >= begin:
            opens = labels[first - begin] in called
            found = called.intersection(labels[first - begin :])
            if (opens or (carried and found)) and called - known <= found:
                return first
    raised = [n for n, line in enumerate(lines[begin:]) if labels[n] in called and form_of(line) == "raised"]
    answered = called - known <= {labels[n] for n in raised}
    return begin + raised[0] if raised and answered and _set_off(lines, begin + raised[0]) else None


def _set_off(lines: list[Line], first: int) -> bool:
    """Whether a line stands further from the one above than lines of text do: a mark may open one, too."""
    gaps = sorted(above.y - below.y for above, below in pairwise(lines[:first]) if above.y > below.y)
    return bool(gaps) and lines[first - 1].y - lines[first].y > 1.3 * gaps[len(gaps) // 2]


def _below(lines: list[Line], rule: tuple[float, float, float, float], page: PageText) -> int | None:
    """The first line right below a short flat rule that stands at its left; no line after it is above the
    rule."""
    if rule[3] - rule[1] >= 3 or not 40 < rule[2] - rule[0] < page.width / 2:
        return None
    first = next((n for n, line in enumerate(lines) if line.y < rule[1]), None)
    if first is None or any(line.y > rule[1] for line in lines[first:]):
        return None
    line = lines[first]
    beside = any(other != rule and abs(other[1] - rule[1]) < 2 for other in page.rules)
    near = rule[1] - line.y < 3.2 * line.size and abs(line.x - rule[0]) < 20
    return first if near and not beside else None
