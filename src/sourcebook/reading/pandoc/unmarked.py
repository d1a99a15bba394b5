"""Headings that the author of a file set by hand among others that have a style: in capitals, or in bold.

Chapters in capitals with styled sections below them, styled chapters with sections in bold: what the styles
leave out is told by its look, and its level by the headings that have one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sourcebook.reading.pandoc.heading_forms import form_of, looks_like_heading, shouts, whole
from sourcebook.reading.pandoc.labels import label_of
from sourcebook.reading.pandoc.line import Line

_STOPPED = re.compile(r"[.;:!?][\"”’»)\]]*$")
_BRACKETED = re.compile(r"\([^()]{1,60}\)")
_SHORT = 120
# Bold lines that are more than this share of all lines are a way of writing, not headings.
_MANY = 0.25


def with_unmarked(lines: list[Line]) -> list[Line]:
    """The lines with the headings told that lack a style, where others have one."""
    marked = [line for line in lines if line.kind == "heading"]
    if not marked:
        return lines
    labels = [label_of(line) if line.kind == "text" else None for line in lines]
    numbers = {n for n, printed in enumerate(labels) if printed and printed.kind == "number"}
    start = _start(lines, numbers)
    bold = [n for n in range(start, len(lines)) if _is_bold_heading(lines, n, numbers)]
    out = list(lines)
    if len(bold) <= len(lines) * _MANY:
        deepest = max(line.level for line in marked)
        for n in bold:
            out[n] = replace(lines[n], kind="heading", level=deepest + 1)
    for n in range(start, len(lines)):
        if _is_chapter(lines, n, numbers):
            level = _chapter_level(lines[n].text, marked)
            if level is not None:
                out[n] = replace(lines[n], kind="heading", level=level)
    return out


def _start(lines: list[Line], numbers: set[int]) -> int:
    """Where the title page ends: before the first heading or number, and the lines in capitals above it."""
    first = next((n for n, line in enumerate(lines) if line.kind == "heading" or n in numbers), len(lines))
    above = first - 1
    return above if above >= 0 and _is_plain(lines[above]) and shouts(lines[above].text) else first


def _is_plain(line: Line) -> bool:
    """Whether a line may be a heading without style at all."""
    return line.kind == "text" and not line.role and not line.passage.marks and looks_like_heading(line)


def _opens_something(lines: list[Line], n: int, numbers: set[int]) -> bool:
    """Whether a heading or a numbered paragraph follows, or a sentence where no words announce the line."""
    if n + 1 >= len(lines):
        return False
    after = n + 1
    if _BRACKETED.fullmatch(lines[after].text) and after + 1 < len(lines):
        # "(Translation)" stands between the title of an opinion and its text.
        after += 1
    if lines[after].kind == "heading" or after in numbers:
        return True
    announced = n > 0 and lines[n - 1].text.rstrip().endswith((":", ","))
    return not announced and _STOPPED.search(lines[after].text) is not None


def _is_chapter(lines: list[Line], n: int, numbers: set[int]) -> bool:
    line = lines[n]
    return _is_plain(line) and shouts(line.text) and _opens_something(lines, n, numbers)


def _is_bold_heading(lines: list[Line], n: int, numbers: set[int]) -> bool:
    line = lines[n]
    if len(line.text) > _SHORT or not _is_plain(line) or shouts(line.text):
        return False
    if not (whole(line) == "bold" or "bold" in line.look) or not _opens_something(lines, n, numbers):
        return False
    # Among numbered paragraphs, a bold line before text without number stands in a quotation.
    return not numbers or lines[n + 1].kind == "heading" or n + 1 in numbers


def _chapter_level(text: str, marked: list[Line]) -> int | None:
    """The level of a heading in capitals: that of its like among the marked ones, else above them all."""
    form = form_of(text)
    like = [line.level for line in marked if shouts(line.text) and form_of(line.text) == form]
    if like:
        return min(like)
    return min(line.level for line in marked) - 1 if not form else None
