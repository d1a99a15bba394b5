"""Events told twice: with their own day, and by a count of days ("the day after the shelling").

Two tellings are of one event where the second names the place of the first and shares its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sourcebook.checks.clock import day_of
from sourcebook.checks.report import Report
from sourcebook.checks.rules.dates.openings import own_dates
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.numbers import find_numbers
from sourcebook.reading.candidates import Event
from sourcebook.reading.lexicon import alternation
from sourcebook.text.folding import skeleton

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_CLAUSE = 160
# So many words, besides the place, must be the same; and so far apart may the two days lie at most.
_SHARED = 2
_NEAR = 10
# More tellings than these of one place and day tell nothing new.
_MANY = 20


@dataclass(frozen=True, slots=True)
class Retold:
    """An event dated by a count of days, and its telling with another day."""

    view: ParagraphView
    at: int
    day: date
    event: Event
    told: date


def retold(report: Report) -> Iterator[Retold]:
    """Retellings whose day fits none of the tellings of the event."""
    told_at: dict[tuple[str, date], list[tuple[Event, frozenset[str]]]] = {}
    for event in report.reading.events:
        day = day_of(event.date)
        if day and event.place and event.date_role == "event":
            words = _stems(_sentence(report, event))
            here = told_at.setdefault((_stem(event.place), day), [])
            if len(here) < _MANY:
                here.append((event, words))
    for view, at, day, clause in _counted(report):
        stems = _stems(clause)
        tellings = [
            (event, told)
            for told in (day + timedelta(days=off) for off in range(-_NEAR, _NEAR + 1))
            for stem in stems
            for event, words in told_at.get((stem, told), ())
            if event.paragraph != view.paragraph.index and len((stems & words) - {stem}) >= _SHARED
        ]
        if tellings and all(told != day for _, told in tellings):
            event, told = min(tellings, key=lambda pair: abs(pair[1] - day))
            yield Retold(view, at, day, event, told)


def _counted(report: Report) -> Iterator[tuple[ParagraphView, int, date, str]]:
    """Paragraph, offset, day and words of what a sentence dates by a count of days from its only day."""
    data = report.words("dates")
    fixed = {phrase: int(days) for days, phrases in data["counted from"].items() for phrase in phrases}
    signs = {**dict.fromkeys(data["days after"], 1), **dict.fromkeys(data["days before"], -1)}
    pattern = re.compile(rf"(?<!\w)(?P<phrase>{alternation([*fixed, *signs])})\s", re.IGNORECASE)
    for view in report.views:
        own = report.own(view)
        for match in pattern.finditer(own):
            sentence = view.sentence_at(match.start())
            low, high = match.start() - 2 * _CLAUSE, match.end() + 2 * _CLAUSE
            days = own_dates(report, view, max(low, sentence.start), min(high, sentence.end))
            day = day_of(days[0].edtf) if len(days) == 1 else None
            phrase = " ".join(match["phrase"].casefold().split())
            count = fixed.get(phrase)
            if count is None:
                count = _number_before(own, match.start(), report.language, signs[phrase])
            if day and count:
                clause = own[match.end() : min(sentence.end, match.end() + _CLAUSE)]
                yield view, match.start(), day - timedelta(days=count), clause


def _number_before(text: str, at: int, language: str, sign: int) -> int | None:
    numbers = find_numbers(text, language, max(0, at - 24), at)
    last = numbers[-1] if numbers else None
    return int(last.value) * sign if last and last.value and text[last.end : at].isspace() else None


def _sentence(report: Report, event: Event) -> str:
    view = report.reading.context.views[event.paragraph]
    start, end = view.sentence_at(event.span.start)
    return report.own(view)[start:end]


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text))


def _stem(word: str) -> str:
    return skeleton(word)[:_STEM]
