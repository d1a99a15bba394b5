"""Whether a heading stands above all of a document, as its title does: alone of its level, or before all."""

from __future__ import annotations

import re

from sourcebook.reading.pandoc.heading_forms import form_of
from sourcebook.reading.pandoc.labels import label_of
from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.parts import names_section

# Lines of a title page are not longer than this, and no more of them stand below the title.
_LINE = 120
_SENTENCE = 60
_BELOW = 5
# A mark of a note that is typed behind a title.
_TYPED_MARK = re.compile(r"[\s*†‡§]+$")


def words_of(line: Line) -> str:
    """The words of a heading on one line, without the mark of a note that is typed behind them."""
    return _TYPED_MARK.sub("", " ".join(line.text.split()))


def is_above_all(lines: list[Line], first: int) -> bool:
    """Whether a heading is the only one of its level, others stand below it, and no text before it; "Summary"
    is no title."""
    levels = [line.level for line in lines if line.kind == "heading"]
    before = any(len(line.text) > _LINE for line in lines[:first])
    if names_section(words_of(lines[first])):
        return False
    return levels.count(levels[0]) == 1 and min(levels) == levels[0] and len(levels) > 1 and not before


def opens_all(lines: list[Line], first: int) -> bool:
    """Whether a heading is the title of all that comes after it, though others of its level may.

    It is no name of a section, and the only heading; or nothing but lines of a title page part it from the
    next of its level, or those of its level are annexes and the like; or it stands first of all and one of
    its level after it is the name of a section, or numbered.
    """
    heading = lines[first]
    title = words_of(heading)
    if form_of(title) or names_section(title) or not all(_is_front(line) for line in lines[:first]):
        return False
    others = [n for n, line in enumerate(lines) if line.kind == "heading" and n > first]
    if not others:
        return True
    if any(lines[n].level < heading.level for n in others):
        return False
    between = lines[first + 1 : others[0]]
    like = [lines[n].text for n in others if lines[n].level == heading.level]
    if len(between) <= _BELOW and all(_is_front(line) for line in between):
        next_to_it = lines[others[0]].level == heading.level
        if next_to_it or all(names_section(text) for text in like):
            return True
    named = any(form_of(text) or names_section(text) for text in like)
    return first == 0 and named and len(title.split()) > 2


def _is_front(line: Line) -> bool:
    """Whether a line may stand on a title page: short, no sentence, and neither numbered nor a cell."""
    sentence = len(line.text) > _SENTENCE and line.text.rstrip()[-1:] in ".:;"
    return len(line.text) <= _LINE and not sentence and label_of(line) is None and line.cell is None
