"""Lines of such a file, each with what it is by its own form alone, and lines gathered into blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sourcebook.text.folding import skeleton

Kind = Literal["text", "label", "item", "heading", "note", "rule", "contents", "table", "header"]

_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("rule", re.compile(r"\s*(?:-{3,}|_{3,}|\*{3,}|\f)\s*$")),
    ("heading", re.compile(r"(?P<level>\#{1,6})\s+(?P<body>\S[^\n]*)")),
    ("contents", re.compile(r"(?P<body>\S[^\n]{0,300}?)[ \t]*(?:\.[ ]?){4,}[ \t]*(?P<page>\d{1,4})\s*$")),
    (
        "note",
        re.compile(r"\s{0,3}<sup>\s*\[?(?P<label>\d{1,4}|\*{1,3}|[a-z])\]?\s*</sup>\s*(?P<body>[^\n]*)"),
    ),
    ("table", re.compile(r"\s{0,3}\|(?P<body>[^\n]*)")),
    ("table", re.compile(r"(?P<body>[^\s\d][^\t\n]{0,60}\t+\S[^\n]*)")),
    ("item", re.compile(r"\s{0,8}[-*•–]\s+\(?(?P<label>[a-z]{1,2}|[ivx]{1,5}|[A-Z])[.)]\s+(?P<body>[^\n]*)")),
    ("item", re.compile(r"\s{0,8}(?P<label>)[-*•–]\s+(?P<body>\S[^\n]*)")),
    ("item", re.compile(r"\s{0,8}\(?(?P<label>[a-z]|[ivx]{2,5})[.)]\s+(?P<body>[^\n]*)")),
    ("label", re.compile(r"\s{0,3}\**(?P<label>\d{1,4})\\?\.\**\s+(?P<body>\S[^\n]*)")),
)
_CAN_GO_ON = ("text", "label", "item", "note")
_TEXT = re.compile(r"\s*(?P<body>[^\n]*)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a block of lines: its kind, its label or heading marks, and where its body stands."""

    kind: Kind
    start: int
    end: int
    label: str = ""
    after_gap: bool = False


def blocks(source: str) -> Iterator[Line]:
    """The blocks of the file in order: lines with nothing between them joined, empty lines dropped.

    `after_gap` tells that two or more empty lines stood before, as conversions leave where a page ended.
    """
    current: Line | None = None
    empty = 0
    for line in _lines(source):
        if line is None:
            empty += 1
            continue
        if current and not empty and line.kind == "text" and current.kind in _CAN_GO_ON:
            current = replace(current, end=line.end)
            continue
        if current:
            yield current
        current = replace(line, after_gap=empty > 1)
        empty = 0
    if current:
        yield current


def _lines(source: str) -> Iterator[Line | None]:
    """Each line by its form; None for an empty one."""
    for match in re.finditer(r"[^\n]*\n|[^\n]+$", source):
        if not match[0].strip(" \t\r\n"):
            yield None
            continue
        yield _formed(source, match.start(), match.end())


def _formed(source: str, start: int, end: int) -> Line:
    for kind, pattern in _FORMS:
        found = pattern.match(source, start, end)
        if found is None:
            continue
        if kind == "rule":
            return Line("rule", start, end)
        label = found["level"] if kind == "heading" else found.groupdict().get("label") or ""
        if kind == "contents":
            label = found["page"]
        return Line(kind, found.start("body"), found.end("body"), label)
    found = _TEXT.match(source, start, end)
    assert found is not None
    return Line("text", found.start("body"), found.end("body"))


def running_headers(source: str, found: list[Line]) -> frozenset[str]:
    """What stands as a heading again and again: the page's header, folded.

    That is a heading that comes three times or more, and not much more seldom than the commonest: several
    reports in one file repeat their chapters, too, but their header far more often.
    """
    counts = Counter(
        folded(source, line) for line in found if line.kind == "heading" and line.end - line.start < 200
    )
    most = max(counts.values(), default=0)
    return frozenset(text for text, count in counts.items() if count >= 3 and count > 0.3 * most)


def folded(source: str, line: Line) -> str:
    """A line's words without marks, case and emphasis, for comparing it with others."""
    return skeleton(re.sub(r"[*_#\\]", "", source[line.start : line.end]))
