"""Headings: those the file marks as such, and where it marks none, those that their look and form tell.

Court documents on the web set headings as plain paragraphs. What tells them: they are short, end without a
stop, stand in capitals, bold or italic, or are kept with the next line; and their numbering by level, which
all courts share: capitals without a number, "I.", "A.", "1.", "(a)", "(i)".
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from sourcebook.reading.pandoc.heading_forms import LONGEST, form_of, looks_like_heading, shouts, whole
from sourcebook.reading.pandoc.labels import Printed, label_of
from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.parts import part_of
from sourcebook.reading.pandoc.unmarked import with_unmarked
from sourcebook.text.passage import join

_NUMERAL = re.compile(r"[IVXLC]{1,7}\.?|[A-Z]\.?")
_FIRST = re.compile(r"(?:I|A|1)[.)–—-][\s\u00a0]")
_NUMBERED = 2
_CAPITALS, _BOLD, _ITALIC = 1, 3, 6
# One heading the file marks among this many lines is enough to believe that it marks all.
_SPARSE = 60


def with_headings(lines: list[Line]) -> list[Line]:
    """The lines with headings told and their levels made dense: 1, 2, 3 as used."""
    lines = _with_numerals([_on_one_line(line) for line in lines])
    known = [line for line in lines if line.kind == "heading"]
    texts = sum(1 for line in lines if line.kind == "text")
    sentences = _sentence_levels(known)
    checked = _nested([_checked(line, sentences) for line in lines])
    sparse = len(known) * _SPARSE < texts or not known
    return _dense(_without_quoted(_told(checked) if sparse else with_unmarked(checked)))


def _on_one_line(line: Line) -> Line:
    """A heading broken by hand into two or three lines, on one."""
    text = line.text
    broken = line.kind == "heading" or (shouts(text) and len(text) <= LONGEST and text.count("\n") < 3)
    if "\n" not in text or not broken or line.note is not None:
        return line
    cuts = [-1, *(m.start() for m in re.finditer("\n", text)), len(text)]
    return replace(line, passage=join(line.passage.slice(a + 1, b) for a, b in pairwise(cuts)))


def _with_numerals(lines: list[Line]) -> list[Line]:
    """Headings whose number stands on a line of its own ("I", then "INTRODUCTION") made one."""
    out: list[Line] = []
    for line in lines:
        above = out[-1] if out else None
        if above is not None and _NUMERAL.fullmatch(above.text) and looks_like_heading(line):
            passage = join([above.passage, line.passage], " ")
            first = above if above.kind == "heading" else line
            out[-1] = replace(
                line, kind=first.kind, level=first.level, passage=passage, look=above.look | line.look
            )
        else:
            out.append(line)
    return out


def _sentence_levels(headings: list[Line]) -> set[int]:
    """Levels that number paragraphs: most of their "headings" are long and end with a stop."""
    by_level: dict[int, list[bool]] = {}
    for line in headings:
        ends = len(line.text) > 70 and line.text.rstrip().endswith((".", ";", ":"))
        by_level.setdefault(line.level, []).append(ends)
    return {level for level, ends in by_level.items() if len(ends) > 2 and sum(ends) * 2 > len(ends)}


def _checked(line: Line, sentences: set[int]) -> Line:
    """A heading that is all in brackets, empty or a paragraph's length is none."""
    text = line.text.strip()
    if line.kind != "heading":
        return line
    bracketed = text.startswith("(") and text.endswith(")") and text.count("(") == 1
    long = len(text) > 250 and text.endswith((".", ":", ";"))
    none = bracketed or long or not text or line.level in sentences
    return replace(line, kind="text", level=0, label=None) if none else line


def _nested(lines: list[Line]) -> list[Line]:
    """The lines with sections below their chapters where a file gives both one level.

    "THE FACTS", "I. ...", "II. ...", "THE LAW", "I. ...": numbers that begin anew below headings without a
    number count within these.
    """
    begun: Counter[int] = Counter()
    above: dict[int, bool] = {}
    for line in lines:
        if line.kind == "heading":
            begun[line.level] += above.get(line.level, False) and _FIRST.match(line.text) is not None
            above[line.level] = not form_of(line.text)
    return [
        replace(line, level=2 * line.level + (begun[line.level] > 1 and form_of(line.text) > 0))
        if line.kind == "heading"
        else line
        for line in lines
    ]


def _without_quoted(lines: list[Line]) -> list[Line]:
    """Headings inside a quotation ("Article 12" before the article's words) are part of it."""
    out = list(lines)
    for n, line in enumerate(lines):
        if line.kind != "heading" or not 0 < n < len(lines) - 1:
            continue
        before, after = out[n - 1], lines[n + 1]
        straight = line.text[:1] == '"' and line.text.count('"') == 1
        opened = straight or (line.text[:1] in "“„«" and line.text.count("”") < line.text.count("“"))
        announced = before.kind == "text" and (before.text.endswith(":") or before.quoted)
        if opened or (announced and after.quoted) or line.quoted:
            out[n] = replace(line, kind="text", level=0, quoted=True)
    return out


def _told(lines: list[Line]) -> list[Line]:
    """Headings told by look and form where the file marks none."""
    labels = [label_of(line) if line.kind == "text" else None for line in lines]
    first = _first_number(lines, labels)
    start = first if first is not None else 0
    while start and looks_like_heading(lines[start - 1]):
        start -= 1
    out = list(lines)
    previous, labelled = "", False
    numbered = any(looks_like_heading(line) and form_of(line.text) == _NUMBERED for line in lines)
    for n, line in enumerate(lines[:-1]):
        if looks_like_heading(line) and (n >= start or _opens_text(lines[n + 1])):
            level = _level(line, previous, labelled or not numbered)
            if level == _CAPITALS and n and out[n - 1].kind == "heading" and out[n - 1].level == _CAPITALS:
                level += 1
            out[n] = replace(line, kind="heading", level=level)
            previous = line.text
            labelled = labelled or form_of(line.text) > 0
    return out


def _opens_text(line: Line) -> bool:
    """Whether a line is running text: before the first number, only such a line has a heading above it.

    The lines of a title page stand one below the other, set apart like headings.
    """
    return line.kind == "text" and len(line.text) > 60 and line.text.rstrip()[-1:] in ".:;"


def _first_number(lines: list[Line], labels: list[Printed | None]) -> int | None:
    """The first numbered paragraph: "1." before a text that is no heading; None where there is no second."""
    for n, printed in enumerate(labels):
        if printed and printed.kind == "number" and printed.number == 1 and not looks_like_heading(lines[n]):
            later = labels[n + 1 : n + 60]
            if any(p and p.kind == "number" and p.shape == printed.shape and p.number == 2 for p in later):
                return n
    return None


def _level(line: Line, previous: str, labelled: bool) -> int:
    """The level of a heading that is told; `labelled` says whether one with a number stood before it."""
    text = line.text.strip()
    form = form_of(text)
    if form == 2 and re.match(r"[CDLMVX][.)]", text):
        # "C." comes after "B.", "V." after "IV.".
        before = chr(ord(text[0]) - 1)
        form = 3 if re.match(rf"{before}[.)]", previous) else 2
    if form == 5 and re.match(r"\(?i\)", text) and not re.match(r"\(?h\)", previous):
        form = 6
    if form:
        return form
    if shouts(text):
        return _CAPITALS
    if not labelled or part_of(text) == "annex":
        # "Summary" before "I. Introduction", and annexes after the last: beside the numbered ones.
        return _NUMBERED
    return _ITALIC if whole(line) == "italic" else _BOLD


def _dense(lines: list[Line]) -> list[Line]:
    used = sorted({line.level for line in lines if line.kind == "heading"})
    ranks = {level: rank for rank, level in enumerate(used, 1)}
    return [replace(line, level=ranks[line.level]) if line.kind == "heading" else line for line in lines]
