"""Paragraphs that a file sets with line breaks alone: "1. ...<br><br>2. ...", notes one below the other.

A blank line parts two paragraphs; a single break does where labels in order, or a raised number, follow it.
The other way about, numbers that stand on lines of their own go with the paragraphs below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from sourcebook.reading.pandoc.labels import printed_label
from sourcebook.reading.pandoc.line import Line
from sourcebook.text import Span

_BREAK = re.compile(r"\n")
_KINDS = ("number", "dotted", "letter")
_LABEL_ENDS = 40
_ALONE = re.compile(r"\d{1,4}\.?")
# So many steps by one make it sure that lines of a number alone are labels.
_STEPS = 2


def split_breaks(lines: list[Line]) -> list[Line]:
    """The lines, those set with breaks parted into the paragraphs that they show."""
    return [part for line in lines for part in (_parts(line) if _is_broken(line) else [line])]


def with_numbers(lines: list[Line]) -> list[Line]:
    """The lines with numbers that stand alone put before the paragraph below, where some go on by one."""
    alone = [n for n in range(len(lines) - 1) if _is_number_alone(lines[n], lines[n + 1])]
    numbers = [int(lines[n].text.strip(".")) for n in alone]
    if sum(b == a + 1 for a, b in pairwise(numbers)) < _STEPS:
        return lines
    below = {n + 1 for n in alone}
    return [
        _numbered(lines[n - 1], line) if n in below else line
        for n, line in enumerate(lines)
        if n + 1 not in below
    ]


def _numbered(number: Line, line: Line) -> Line:
    """A paragraph with the number above it as its label."""
    label = number.text.strip(".")
    anchors = (*(a._replace(at=0) for a in number.anchors), *line.anchors)
    return replace(line, label=label, printed=number.text, depth=max(1, line.depth), anchors=anchors)


def _is_number_alone(line: Line, below: Line) -> bool:
    plain = line.kind == below.kind == "text" and line.label is None and not line.raised
    return plain and _ALONE.fullmatch(line.text) is not None and _ALONE.fullmatch(below.text) is None


def _is_broken(line: Line) -> bool:
    return "\n" in line.text and line.kind == "text" and not line.quoted


def _parts(line: Line) -> Iterator[Line]:
    text = line.text
    edges = [0, *(m.end() for m in _BREAK.finditer(text)), len(text) + 1]
    segments = [(a, b - 1) for a, b in pairwise(edges)]
    raised = {span.start for span in line.raised}
    labelled = sum(_is_labelled(text, segment) for segment in segments)
    begun, blank = 0, False
    for start, end in segments:
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        if first >= end:
            blank = True
            continue
        parts = blank or first in raised or (labelled > 1 and _is_labelled(text, (first, end)))
        if start and parts and text[begun:start].strip():
            yield _part(line, begun, start)
            begun = start
        blank = False
    yield _part(line, begun, len(text)) if begun else line


def _is_labelled(text: str, segment: tuple[int, int]) -> bool:
    label = printed_label(text[segment[0] : min(segment[1], segment[0] + _LABEL_ENDS)].lstrip())
    return label is not None and label.kind in _KINDS


def _part(line: Line, start: int, end: int) -> Line:
    """What stands between two places of a line, white space around it left out, as a line of its own."""
    inner = line.text[start:end]
    start += len(inner) - len(inner.lstrip())
    end = start + len(inner.strip())
    size = end - start
    return replace(
        line,
        passage=line.passage.slice(start, end),
        label=line.label if not line.text[:start].strip() else None,
        printed=line.printed if not line.text[:start].strip() else "",
        anchors=tuple(
            a._replace(at=max(0, a.at - start)) for a in line.anchors if start <= a.at < max(end, start + 1)
        ),
        references=tuple(
            r._replace(start=r.start - start, end=min(r.end - start, size))
            for r in line.references
            if start <= r.start < end
        ),
        raised=tuple(
            Span(s.start - start, min(s.end - start, size)) for s in line.raised if start <= s.start < end
        ),
    )
