"""Offices and events of somebody on one line of time; nothing that is known roughly is drawn as a point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sourcebook.dossier.offices import sure_days
from sourcebook.dossier.views.person import Part, Tie
from sourcebook.workbench.axis import Axis, axis_of
from sourcebook.workbench.drawing import num, short
from sourcebook.workbench.forms.words import choice_words

WIDTH = 1000
_TOP, _ROW, _LETTER = 26, 24, 6.4
_OPEN = (date.min, date.max)
# The record, its first and last day, the date as it is known, its words, its class.
_Span = tuple[str, date | None, date | None, str, str, str]


@dataclass(frozen=True, slots=True)
class Bar:
    """A span with its words beside or over it, and the part of it that is certain where not all of it is."""

    x: str
    y: str
    width: str
    sort: str
    href: str
    record: str
    words: str
    label: str
    label_x: str
    label_y: str
    place: str
    sure: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """All spans, the years along the top, and how high it is."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[str, str], ...]
    height: int


def drawn(ties: Sequence[Tie], parts: Sequence[Part], href: Callable[[str], str]) -> Drawing | None:
    """Offices first, then events; None where nothing has a date."""
    spans: list[_Span] = [
        (one.record, one.first, one.last, one.when, one.title or one.other_label, f"office {one.type}")
        for one in ties
        if one.of
    ]
    spans += [
        (
            one.record,
            one.first,
            one.last,
            one.when,
            f"{choice_words(one.part)}: {one.label}",
            f"part {one.part}",
        )
        for one in parts
    ]
    dated = [one for one in spans if one[1] is not None or one[2] is not None]
    axis = axis_of((day for one in dated for day in one[1:3]), 0, WIDTH)
    if axis is None:
        return None
    bars = [_bar(axis, one, _TOP + 8 + number * _ROW, href(one[0])) for number, one in enumerate(dated)]
    return Drawing(tuple(bars), tuple(axis.ticks()), _TOP + 12 + len(dated) * _ROW)


def _bar(axis: Axis, span: _Span, y: int, href: str) -> Bar:
    record, first, last, when, label, sort = span
    low, high = (None if day in _OPEN else day for day in (first, last))
    x, width = axis.across(low, high)
    sure = None
    if sort.startswith("part"):
        sort += " unsure" if low is None or low != high else ""
    elif (days := sure_days(when)) != (low, high):
        sort += " rough"
        # Since when or until when somebody held an open one is not known: none of its days is drawn as if.
        if days is not None and low is not None and high is not None:
            begin, wide = axis.across(*days)
            sure = (num(begin), num(wide))
    told = short(label, 90)
    wide = len(told) * _LETTER
    if x + width + 6 + wide <= WIDTH:
        beside, place = x + width + 6, ""
    elif wide + 6 <= x:
        beside, place = x - 6, "end"
    else:
        beside, place, told = x + 6, "over", short(label, max(int((WIDTH - x) / _LETTER) - 2, 8))
    at = (num(x), num(y), num(width), sort, href, record, f"{when} · {label}", told, num(beside), num(y + 12))
    return Bar(*at, place, sure)
