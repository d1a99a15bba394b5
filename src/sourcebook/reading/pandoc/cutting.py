"""Cutting printed note marks out of a passage and putting real ones in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from sourcebook.reading.pandoc.line import Line
from sourcebook.text import Mark, Passage, PassageBuilder

_BEFORE_STOP = re.compile(r"\s*(?:[.,;:!?)\]»”]|$)")


class Cut(NamedTuple):
    """Characters that are note marks: where, and each mark's label and note."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def with_marks(line: Line, cuts: Iterable[Cut]) -> Line:
    """A line with these characters read as note marks. References and superscripts are dropped with them."""
    ordered = sorted(cuts)
    if not ordered:
        return line
    builder = PassageBuilder()
    passage, at = line.passage, 0
    for cut in ordered:
        if cut.start < at:
            continue
        builder.append(passage, at, _without_space(passage, at, cut))
        for mark in cut.marks:
            builder.mark(mark.label, mark.note)
        at = cut.end
    builder.append(passage, at, len(passage.text))
    return replace(line, passage=builder.build(), references=(), raised=())


def _without_space(passage: Passage, at: int, cut: Cut) -> int:
    """Where the text before a mark ends: its space goes with the mark, unless a word comes after it."""
    text = passage.text
    end = at + len(text[at : cut.start].rstrip())
    if end < cut.start and (_BEFORE_STOP.match(text, cut.end) or text[cut.end : cut.end + 1].isspace()):
        return end
    return cut.start


def marked_anew(passage: Passage, notes: dict[int, int]) -> Passage:
    """A passage whose marks name notes by number in the document instead of the order they were met in."""
    if not passage.marks:
        return passage
    marks = (m if m.note is None else m._replace(note=notes.get(m.note)) for m in passage.marks)
    return replace(passage, marks=tuple(marks))
