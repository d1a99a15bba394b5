"""Offices and events of somebody on one line of time; nothing that is known roughly is drawn as a point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sourcebook.dossier.views.person import Part, Tie
from sourcebook.workbench.axis import axis_of
from sourcebook.workbench.drawing import num, short
from sourcebook.workbench.forms.words import choice_words

WIDTH = 1000
_TOP, _ROW, _LETTER = 26, 24, 6.4
_OPEN = (date.min, date.max)


@dataclass(frozen=True, slots=True)
class Bar:
    """A span with its words beside or in it."""

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
    end: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """All spans, the years along the top, and how high it is."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[str, str], ...]
    height: int


def drawn(ties: Sequence[Tie], parts: Sequence[Part], href: Callable[[str], str]) -> Drawing | None:
    """Offices first, then events; None where nothing has a date."""
    spans = [
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
    bars = []
    for number, (record, first, last, when, label, sort) in enumerate(dated):
        low, high = (None if day in _OPEN else day for day in (first, last))
        x, width = axis.across(low, high)
        y = _TOP + 8 + number * _ROW
        after = x + width < WIDTH * 0.62 or x < WIDTH * 0.3
        inside = after and WIDTH - x - width < 160
        place = x + 6 if inside else x + width + 6 if after else x - 6
        room = width if inside else WIDTH - x - width if after else x
        sort += "" if low and high else " open"
        if "part" in sort.split() and low != high:
            sort += " unsure"
        told = short(label, max(int(room / _LETTER) - 2, 8))
        words = f"{when} · {label}"
        at = (num(x), num(y), num(width), sort, href(record), record, words, told)
        bars.append(Bar(*at, num(place), num(y + 12), not after))
    return Drawing(tuple(bars), tuple(axis.ticks()), _TOP + 12 + len(dated) * _ROW)
