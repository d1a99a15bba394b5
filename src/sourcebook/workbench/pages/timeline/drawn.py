"""The timeline as shapes: where each bar, span and mark stands, to be drawn as SVG without own styles.

A bar is records whose dates lie wholly in that part of the window. A span is drawn over all the days that a
date allows. One day is as wide as a day is, or as can still be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import ngettext

from sourcebook.dossier.views.timeline import Counts, Dated, Group, Watched
from sourcebook.dossier.views.window import Window
from sourcebook.workbench.drawing import num, short

WIDTH = 1000
_TOP, _LANE, _SPAN, _ROW, _BAND, _HEAD = 26, 74, 12, 20, 16, 22
# So many marks have their label beside them; more stand close together.
_LABELLED = 48
_LETTER = 6.3
_SPANS = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle and what it stands for: its words, where it leads, its class, a label beside it."""

    x: str
    y: str
    width: str
    height: str
    words: str
    href: str
    sort: str = ""
    label: str = ""
    label_x: str = ""
    label_y: str = ""
    place: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: its name, where it begins, and what is in it."""

    name: str
    y: str
    ground: str
    shapes: tuple[Shape, ...]
    further: int = 0


@dataclass
class Drawing:
    """All of it, as it grows downwards."""

    window: Window
    lanes: list[Lane] = field(default_factory=list)
    watches: list[Shape] = field(default_factory=list)
    height: float = _TOP
    watched_at: str = ""

    def x(self, day: date) -> float:
        """Where a day begins."""
        return WIDTH * (day - self.window.first).days / self.window.days()

    def across(self, first: date, last: date) -> tuple[float, float]:
        """Where days begin, and how wide they are; what is outside of the window is cut off."""
        low, high = max(first, self.window.first), min(last, self.window.last)
        return self.x(low), max(WIDTH * ((high - low).days + 1) / self.window.days(), 3)

    def ticks(self, address: Callable[[str], str]) -> list[Shape]:
        """The parts of the window along the top."""
        parts = self.window.parts()
        every = 1 if len(parts) <= 12 else 5
        told = []
        for number, part in enumerate(parts):
            x, width = self.across(part.first, part.last)
            shown = number % every == 0 and (number < len(parts) - 2 or every == 1)
            name = part.at if part.zoom in ("year", "day") and len(parts) < 12 else part.at[-2:]
            label = (part.at if part.zoom != "day" else name) if shown else ""
            place = (num(x), "0", num(width), str(_TOP))
            told.append(
                Shape(*place, part.at, address(part.at), label=label, label_x=num(x + 3), label_y="17")
            )
        return told


Words = Callable[[str], str]


def bars(
    drawing: Drawing, counts: Counts, lanes: Iterable[str], name: Words, address: Callable[[str], str]
) -> None:
    """Draws the counts, a lane below the other, all by one scale; a lane is as high as its highest bar."""
    known = {part.at: part for part in drawing.window.parts()}
    inside = [one for one in counts.rows if one.first == one.last and one.first in known]
    most = max((one.number for one in inside), default=1)
    for lane in lanes:
        mine = [row for row in inside if row.lane == lane]
        full = max((row.number for row in mine), default=0)
        head = drawing.height + _HEAD
        ground = head + 16 + (_LANE - 16) * full / most
        shapes = []
        for one in mine:
            x, width = drawing.across(known[one.first].first, known[one.first].last)
            tall = max(2.0, (_LANE - 16) * one.number / most)
            place = (num(x + 1), num(ground - tall), num(width - 2), num(tall))
            told = (f"{one.first}: {one.number}", address(one.first), f"bar {lane}", str(one.number))
            shapes.append(Shape(*place, *told, num(x + width / 2), num(ground - tall - 3), "middle"))
        spans = [row for row in counts.rows if row.lane == lane and not (row.first == row.last in known)]
        spans.sort(key=lambda row: (-row.number, row.first, row.last))
        shapes += [
            _span(drawing, one, ground + 4 + at * _SPAN, address) for at, one in enumerate(spans[:_SPANS])
        ]
        drawing.height = ground + 4 + min(len(spans), _SPANS) * _SPAN + 6
        further = sum(row.number for row in spans[_SPANS:])
        drawing.lanes.append(Lane(name(lane), num(head - 6), num(ground), tuple(shapes), further))


def _span(drawing: Drawing, one: Group, y: float, address: Words) -> Shape:
    """Records of a lane that begin in one part and end in another, with their number at the end. They lead to
    the first part that they may be in, where they stand one by one."""
    parts = [part.at for part in drawing.window.parts()]
    x, width = drawing.across(*_days(one.first, one.last, drawing.window))
    words = f"{_end(one.first)} – {_end(one.last)}: {one.number}"
    beyond = x + width + 30 > WIDTH
    beside, place = (WIDTH - 4, "end over") if beyond else (x + width + 4, "")
    shape = (
        num(x),
        num(y),
        num(width),
        "7",
        words,
        address(max(one.first, parts[0])),
        f"span {one.lane}",
        str(one.number),
    )
    return Shape(*shape, num(beside), num(y + 8), place)


def _end(part: str) -> str:
    return "…" if part[:4] in ("0001", "9999") else part


def _days(first: str, last: str, window: Window) -> tuple[date, date]:
    """The days from one part to another; what is outside of the window begins or ends with it."""
    low, high = str(window.first), str(window.last)
    one = f"{first}-01-01"[:10] if len(first) == 4 else f"{first}-01"[:10]
    parts = {part.at: part.last for part in window.parts()}
    return date.fromisoformat(max(one, low)), parts.get(last, window.last) if last <= high else window.last


def marks(drawing: Drawing, records: Sequence[Dated], lanes: Iterable[str], name: Words, href: Words) -> None:
    """Draws records one by one, with their labels where there is room. Those of which each may be of any day
    of the window are one line: where they stand says nothing more."""
    window = drawing.window
    through = {one.record for one in records if one.first <= window.first and one.last >= window.last}
    labelled = len(records) - len(through) <= _LABELLED
    for lane in lanes:
        mine = [one for one in records if lane in one.lanes]
        if not mine:
            continue
        head, ends = drawing.height + _HEAD, list[float]()
        shapes = []
        step = _ROW if labelled else 10
        longer = [one for one in mine if one.record in through]
        if longer:
            ends.append(WIDTH)
            shapes.append(_through(longer, head, step))
        for one in mine:
            if one.record in through:
                continue
            x, width = drawing.across(one.first, one.last)
            row = next((number for number, end in enumerate(ends) if end <= x), len(ends))
            ends[row : row + 1] = [WIDTH if labelled else x + width + 2]
            shapes.append(_mark(one, x, width, head + row * step, labelled, href))
        drawing.height = head + len(ends) * step + 4
        drawing.lanes.append(Lane(name(lane), num(head - 6), num(drawing.height - 2), tuple(shapes)))


def _mark(one: Dated, x: float, width: float, y: float, labelled: bool, href: Words) -> Shape:
    after = x < WIDTH * 0.6
    inside = after and WIDTH - x - width < 150
    room = width if inside else WIDTH - x - width if after else x
    label = short(one.label, max(6, min(int(room / _LETTER) - 2, 90))) if labelled else ""
    sort = f"{one.kind} {'day' if one.first == one.last else 'unsure'}"
    beside = x + 6 if inside else x + width + 6 if after else x - 6
    place = (num(x), num(y), num(width), "12" if labelled else "7")
    told = (f"{one.when or _told(one)} · {one.label}", href(one.record), sort, label)
    return Shape(*place, *told, num(beside), num(y + 10), "" if after else "end", one.record)


def _through(longer: Sequence[Dated], y: float, step: int) -> Shape:
    kinds = {one.kind for one in longer}
    sort = f"{kinds.pop() if len(kinds) == 1 else ''} unsure"
    told = ngettext("%(n)s over a longer time", "%(n)s, each over a longer time", len(longer)) % {
        "n": len(longer)
    }
    place = ("0", num(y), str(WIDTH), "12" if step > 10 else "7")
    return Shape(*place, told, "", sort, told if step > 10 else "", "6", num(y + 10))


def _told(one: Dated) -> str:
    return str(one.first) if one.first == one.last else f"{one.first}/{one.last}"


def bands(drawing: Drawing, watches: Sequence[Watched], href: Words) -> None:
    """Draws what was watched, below all lanes."""
    if not watches:
        return
    head = drawing.height + _HEAD
    drawing.watched_at = num(head - 6)
    for number, one in enumerate(watches):
        x, width = drawing.across(one.first or drawing.window.first, one.last or drawing.window.last)
        y = head + number * _BAND
        label = short(one.outlet, int(width / _LETTER) - 1) if width > 60 else ""
        words = f"{one.outlet}: {one.first or '…'} – {one.last or '…'}"
        drawing.watches.append(
            Shape(
                num(x),
                num(y),
                num(width),
                "13",
                words,
                href(one.record),
                "watch",
                label,
                num(x + 5),
                num(y + 10),
            )
        )
    drawing.height = head + len(watches) * _BAND + 4
