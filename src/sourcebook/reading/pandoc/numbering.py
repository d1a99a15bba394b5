"""Which printed numbers label paragraphs and which are items: told from the order of all numbers.

A judgment counts from 1 to its end, and each separate opinion anew; within a paragraph a list may count
from 1, too, and after it the paragraphs go on where they were. The last is what tells a list from a restart.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal, NamedTuple

from sourcebook.reading.pandoc.labels import Printed
from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.parts import opens_operative_part

Part = Literal["paragraph", "item", "text"]

# A paragraph's number may leap by this much (numbers left out in an edition), not more: "2023." is a year.
_LEAP = 20
_FIRST = 1500
# Numbers with nothing but a space after them are labels where so many go on by one.
_MANY = 4
# A quotation has at most so many lines.
_QUOTED = 40
# A dotted number before fewer characters than this, without a stop at the end, is a heading's.
_SHORT = 60
_POINT_ENDS = re.compile(r"(?:[;,]|[;,]\s*(?:and|or|y|e|o|et|ou|и|или|und|oder))$")


class Numbered(NamedTuple):
    """A line with its label, and what the label makes of it."""

    line: Line
    printed: Printed | None
    part: Part


def tell_numbers(lines: list[Line], labels: list[Printed | None]) -> list[Numbered]:
    """What each line's label makes of it."""
    told: list[Numbered] = []
    main = _main_shape(lines, labels)
    base = _base_depth(lines, labels, main)
    last, highest, since_heading, dotted = 0, 0, True, ""
    items_until, quoted_until = -1, 0
    for index, (line, printed) in enumerate(zip(lines, labels, strict=True)):
        if line.kind == "heading":
            since_heading = True
            dotted = printed.label if printed and printed.kind in ("dotted", "number") else dotted
        part: Part = "text"
        if (
            printed is None
            or line.kind != "text"
            or line.role == "aside"
            or (line.quoted and not printed.structural)
            or index < quoted_until
        ):
            pass
        elif (
            printed.kind in ("letter", "bullet")
            or index <= items_until
            or (base is not None and line.depth > base and printed.structural)
        ):
            part = "item"
        elif printed.kind == "dotted":
            if _follows(dotted, printed.label) and (len(line.text) > _SHORT or line.text.endswith(".")):
                part, dotted = "paragraph", printed.label
        elif printed.shape != main:
            part = "item" if printed.shape in ("(N)", "N)") or printed.structural else "text"
        else:
            run = _run(lines, labels, index)
            quoted_until = _end_of_quotation(lines, labels, index, last)
            if quoted_until:
                pass
            elif _is_list(lines, labels, run, last, since_heading):
                part, items_until = "item", run[-1]
            elif _opens_paragraph(printed, last, highest, len(run)):
                highest = max(highest, printed.number) if printed.number > 1 else 1
                part, last, since_heading = "paragraph", printed.number, False
        told.append(Numbered(line, printed if part != "text" else None, part))
    return told


def _main_shape(lines: list[Line], labels: list[Printed | None]) -> str:
    """The shape of label ("N.", "(N)") that counts the paragraphs: the one with most steps by one."""
    steps: Counter[str] = Counter()
    last: dict[str, int] = {}
    for line, printed in zip(lines, labels, strict=True):
        if printed and printed.kind == "number" and line.kind == "text" and not line.quoted:
            step = printed.number - last.get(printed.shape, 0)
            steps[printed.shape] += 1 if step == 1 else 0
            last[printed.shape] = printed.number
    if steps["N "] < _MANY:
        del steps["N "]
    return max(steps, key=lambda shape: (steps[shape], shape == "N."), default="N.")


def _base_depth(lines: list[Line], labels: list[Printed | None], main: str) -> int | None:
    """How deep in lists the numbers of paragraphs stand: the depth of the most; None where none does."""
    depths = Counter(
        line.depth
        for line, printed in zip(lines, labels, strict=True)
        if printed and printed.structural and printed.shape == main and printed.kind == "number"
        if line.kind == "text"
    )
    dotted = any(printed and printed.kind == "dotted" and printed.structural for printed in labels)
    return max(depths, key=lambda depth: (depths[depth], -depth), default=None if dotted else 1)


def _run(lines: list[Line], labels: list[Printed | None], index: int) -> list[int]:
    """The lines from `index` that count on by one in the same shape, with no heading between them."""
    first = labels[index]
    run: list[int] = []
    expected = first.number if first else 0
    for at in range(index, len(lines)):
        printed = labels[at]
        if lines[at].kind == "heading":
            break
        if first and printed and printed.kind == "number" and printed.shape == first.shape:
            if printed.number != expected or lines[at].depth != lines[index].depth:
                break
            run.append(at)
            expected += 1
            if first.number != 1 or len(run) > 60:
                break
    return run


def _is_list(
    lines: list[Line], labels: list[Printed | None], run: list[int], last: int, since_heading: bool
) -> bool:
    """Whether a run from 1 is a list: paragraphs go on after it, or its points are one sentence."""
    first = labels[run[0]] if run else None
    if first is None or first.number != 1:
        return False
    texts = [lines[at].text.rstrip() for at in run]
    if len(texts) > 1 and all(_POINT_ENDS.search(text) for text in texts[:-1]):
        return True
    after = next(
        (
            p
            for at in range(run[-1] + 1, len(lines))
            if (p := labels[at])
            and p.kind == "number"
            and p.shape == first.shape
            and lines[at].kind == "text"
        ),
        None,
    )
    resumes = last > 0 and after is not None and after.number == last + 1
    if resumes and not since_heading:
        return True
    above = next((lines[at] for at in range(run[0] - 1, -1, -1) if lines[at].text), None)
    if above is not None and opens_operative_part(above.text):
        return True
    announced = above is not None and above.kind == "text" and above.text.rstrip().endswith(":")
    return announced and (after is None or resumes) and run[-1] - run[0] < len(run)


def _end_of_quotation(lines: list[Line], labels: list[Printed | None], index: int, last: int) -> int:
    """Where the paragraphs go on after numbered ones that are quoted from another text; 0 where none are.

    "93. The Court has held: “40. ... 41. ...”", then 94.
    """
    first = labels[index]
    if first is None or not last or first.number in (1, last + 1):
        return 0
    begun = next(
        (n for n in range(index - 1, max(-1, index - _QUOTED), -1) if _is_number(labels[n], last)), -1
    )
    if begun < 0:
        return 0
    said = "\n".join(line.text for line in lines[begun:index])
    if not _open_quotation(said) and not said.rstrip().endswith(":"):
        return 0
    for at in range(index + 1, min(len(lines), index + _QUOTED)):
        if lines[at].kind == "heading":
            return 0
        if _is_number(labels[at], last + 1) and lines[at].kind == "text":
            return at
    return 0


def _is_number(printed: Printed | None, number: int) -> bool:
    return printed is not None and printed.kind == "number" and printed.number == number


def _open_quotation(text: str) -> bool:
    directed = any(text.count(opening) > text.count(closing) for opening, closing in ("“”", "«»"))
    return directed or text.count('"') % 2 == 1


def _opens_paragraph(printed: Printed, last: int, highest: int, length: int) -> bool:
    """Whether a number labels a paragraph: it comes after the last, goes back, or begins the count."""
    number = printed.number
    if printed.shape in ("N", "N "):
        return number == last + 1 and (last > 0 or length > 1)
    # An excerpt may begin at any number, but not at a year.
    return number <= highest + _LEAP or (not highest and number < _FIRST)


def _follows(before: str, label: str) -> bool:
    """Whether a dotted number comes after another: "2.4" after "2.3", "2" or "1.9"."""
    parts = [int(part) for part in label.split(".")]
    known = [int(part) for part in re.findall(r"\d+", before)]
    if not known:
        return parts[-1] == 1
    if len(known) < len(parts):
        return parts[: len(known)] == known and parts[-1] == 1
    return parts > known[: len(parts)] and parts[0] - known[0] <= 1
