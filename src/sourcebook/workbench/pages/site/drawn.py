"""The condition of a site along time: an observer a row, an image a mark, a change the span between two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sourcebook.dossier.views.site import Assessment, Change, Happened
from sourcebook.workbench.axis import Axis, axis_of
from sourcebook.workbench.drawing import num, short

WIDTH = 1000
_TOP, _LEFT, _ROW, _LINE, _LETTER = 26, 210, 32, 13, 6.4
_OPEN = (date.min, date.max)


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle on the line: an image, a change, an event."""

    x: str
    y: str
    width: str
    height: str
    sort: str
    href: str
    words: str
    record: str = ""
    label: str = ""
    label_x: str = ""
    label_y: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All rows with their names, and how high it is."""

    rows: tuple[tuple[str, str], ...]
    shapes: tuple[Shape, ...]
    ticks: tuple[tuple[str, str], ...]
    height: int
    left: int = _LEFT


def drawn(
    seen: Sequence[Assessment], changed: Sequence[Change], happened: Sequence[Happened], others: str,
    href: Callable[[str], str],
) -> Drawing | None:  # fmt: skip
    """Observers in the order of their first image, then the events; None where nothing has a date."""
    days = [day for one in seen for day in (one.first, one.last)]
    days += [day for one in happened for day in (one.first, one.last)]
    axis = axis_of(days, _LEFT, WIDTH - _LEFT)
    if axis is None:
        return None
    rows: list[tuple[float, str]] = []
    shapes: list[Shape] = []
    height = float(_TOP)
    for who in dict.fromkeys(one.who for one in seen if one.first is not None):
        mine = [one for one in seen if one.who == who and one.first is not None and one.last is not None]
        labels, lines = _labels(axis, mine)
        ground = height + 6 + lines * _LINE
        shapes += [_change(axis, one, ground) for one in changed if one.observer == who]
        for one, (x, width, words, beside, line) in zip(mine, labels, strict=True):
            sort = "image" if one.first == one.last else "image unsure"
            told = f"{one.when} · {one.observer_label}: {one.says}"
            shapes.append(
                Shape(num(x), num(ground), num(width), "14", sort, href(one.record), told, one.record,
                      words, num(beside), num(ground - 5 - line * _LINE))
            )  # fmt: skip
        rows.append((ground + 11, mine[0].observer_label or "…"))
        height = ground + _ROW - _LINE
    dated = [one for one in happened if one.first is not None or one.last is not None]
    if dated:
        height += 10
        rows.append((height + 14, others))
        shapes += [_event(axis, event, height + number * 20, href) for number, event in enumerate(dated)]
        height += 20 * len(dated)
    names = tuple((num(top), short(name, 27)) for top, name in rows)
    return Drawing(names, tuple(shapes), tuple(axis.ticks()), round(height + 8))


def _labels(axis: Axis, mine: Sequence[Assessment]) -> tuple[list[tuple[float, float, str, float, int]], int]:
    """Of each image where it is, what is said, and on which line above: no condition is left unsaid because
    the next image is near. And how many lines there are."""
    ends, told = list[float](), []
    for one in mine:
        x, width = axis.across(one.first, one.last)
        words = short(one.says, 24)
        wide = len(words) * _LETTER + 8
        beside = min(x, WIDTH - wide)
        line = next((number for number, end in enumerate(ends) if end <= beside), len(ends))
        ends[line : line + 1] = [beside + wide]
        told.append((x, width, words, beside, line))
    return told, max(1, len(ends))


def _change(axis: Axis, change: Change, top: float) -> Shape:
    x, width = axis.across(change.before.last, change.after.first)
    words = f"{change.before.when} – {change.after.when}: {change.before.term} → {change.after.term}"
    return Shape(num(x), num(top + 3), num(width), "8", "change", "", words)


def _event(axis: Axis, event: Happened, top: float, href: Callable[[str], str]) -> Shape:
    low, high = (None if day in _OPEN else day for day in (event.first, event.last))
    x, width = axis.across(low, high)
    sort = "event" if low is not None and low == high else "event unsure"
    label = short(event.label, 80)
    wide = len(label) * _LETTER
    if x + width + 6 + wide <= WIDTH:
        beside, place = x + width + 6, ""
    elif x - 6 - wide >= _LEFT:
        beside, place = x - 6, "end"
    else:
        beside, place, label = x + 6, "over", short(event.label, max(int((WIDTH - x) / _LETTER) - 2, 8))
    words = f"{event.when} · {event.label}"
    return Shape(num(x), num(top + 4), num(width), "12", sort, href(event.record), words, event.record,
                 label, num(beside), num(top + 14), place)  # fmt: skip
