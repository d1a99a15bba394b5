"""What a paragraph says of how many were hurt in an incident: people by day, place and noun."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from sourcebook.checks.report import Report
from sourcebook.checks.rules.figures.numbers import by_paragraph
from sourcebook.dates import bounds
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.candidates import Figure
from sourcebook.reading.names.words import words_of
from sourcebook.text.folding import skeleton

_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)(?<!\w)[^\W\d_]{3,}(?:-[^\W\d_]+)*")
_NOUN = re.compile(r"[^\W\d_]{4,}")
_DAYS = 2
_NOUNS = 2


@dataclass(frozen=True, slots=True)
class Counted:
    """People counted in an incident. `values` are all numbers of people in the paragraph, and their sums."""

    view: ParagraphView
    figure: Figure
    day: date
    names: frozenset[str]
    nouns: frozenset[str]
    values: frozenset[float]


def conflicts(report: Report, people_units: frozenset[str]) -> Iterator[tuple[Counted, Counted]]:
    """Pairs of paragraphs on one incident of which the first has a number of people that the second lacks.

    One incident: the same day, name and noun; or the same name and two nouns within two days.
    """
    blocks: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for one in _counted(report, people_units):
        for name in one.names:
            for noun in one.nouns:
                blocks[name, noun].append(one)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        block.sort(key=lambda one: one.day)
        for a, b in pairwise(block):
            pair = (a.view.paragraph.index, b.view.paragraph.index)
            if pair[0] != pair[1] and pair not in seen and _one_incident(a, b) and _differ(a, b):
                seen |= {pair, pair[::-1]}
                yield (a, b) if pair[0] < pair[1] else (b, a)


def _counted(report: Report, people_units: frozenset[str]) -> Iterator[Counted]:
    for index, figures in by_paragraph(report).items():
        view = report.reading.context.views[index]
        if view.paragraph.kind == "item":
            continue
        people = [f for f in figures if f.unit in people_units and f.value is not None]
        values = frozenset(f.value or 0 for f in people)
        whole = {f.value or 0 for f in people if f.parent is None}
        sums = frozenset(a + b for a, b in combinations(whole, 2)) if len(whole) < 12 else frozenset()
        for figure in people:
            day = _day(view, figure)
            if day is None or figure.qualifier or figure.parent is not None or (figure.value or 0) < 2:
                continue
            sentence = view.sentence_at(figure.span.start)
            own = report.own(view)[sentence.start : sentence.end]
            names = frozenset(skeleton(m[0]) for m in _NAME.finditer(own) if m[0][0].isupper())
            names -= words_of(report.language).no_names
            nouns = frozenset(skeleton(m[0]) for m in _NOUN.finditer(figure.text) if m[0].islower())
            yield Counted(view, figure, day, names, nouns, values | sums)


def _day(view: ParagraphView, figure: Figure) -> date | None:
    """The day stated in the figure's sentence."""
    sentence = view.sentence_at(figure.span.start)
    days = [d for d in view.dates_within(*sentence) if d.precision == "day"]
    return bounds(days[0].edtf)[0] if days else None


def _one_incident(a: Counted, b: Counted) -> bool:
    apart = abs((a.day - b.day).days)
    shared = a.nouns & b.nouns
    return (apart == 0 and bool(shared)) or (apart <= _DAYS and len(shared) >= _NOUNS)


def _differ(a: Counted, b: Counted) -> bool:
    """Whether each has a number that the other lacks, or one has a single number and the other lacks it."""
    if len({a.figure.attributed_to, b.figure.attributed_to} - {None}) == 2:
        return False
    a_lacks, b_lacks = b.figure.value not in a.values, a.figure.value not in b.values
    return (a_lacks and b_lacks) or (a_lacks and len(b.values) == 1) or (b_lacks and len(a.values) == 1)
