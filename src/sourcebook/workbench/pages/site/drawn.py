"""The condition of a site along time: an observer a row, an image a mark, a change the span between two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sourcebook.dossier.views.site import Assessment, Change, Happened
from sourcebook.workbench.axis import Axis, axis_of
from sourcebook.workbench.drawing import num, short

WIDTH = 1000
_TOP, _LEFT, _ROW, _LETTER = 26, 210, 44, 6.4
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
    end: bool = False


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
    rows: dict[str, tuple[float, str]] = {}
    shapes: list[Shape] = []
    for one in seen:
        if one.first is not None and one.who not in rows:
            rows[one.who] = (_TOP + 6 + len(rows) * _ROW, one.observer_label or "…")
    shapes += [_change(axis, change, rows[change.observer][0]) for change in changed]
    ends: dict[str, float] = {}
    for one in seen:
        if one.first is None or one.last is None:
            continue
        top = rows[one.who][0]
        x, width = axis.across(one.first, one.last)
        room = x >= ends.get(one.who, 0)
        label = short(one.says, 16) if room else ""
        if room:
            ends[one.who] = x + len(label) * _LETTER + 8
        near = x + len(label) * _LETTER > WIDTH
        words = f"{one.when} · {one.observer_label}: {one.says}"
        shapes.append(
            Shape(num(x), num(top + 16), num(width), "14", "image", href(one.record), words, one.record,
                  label, num(WIDTH - 2 if near else x), num(top + 11), near)
        )  # fmt: skip
    height = _TOP + 6 + len(rows) * _ROW
    if happened:
        rows[""] = (height - 2, others)
        height += 14
        for number, event in enumerate(
            one for one in happened if one.first is not None or one.last is not None
        ):
            shapes.append(_event(axis, event, height + number * 20, href))
        height += 20 * sum(one.first is not None or one.last is not None for one in happened)
    names = tuple((num(top + 27 if who else top + 22), short(name, 32)) for who, (top, name) in rows.items())
    return Drawing(names, tuple(shapes), tuple(axis.ticks()), round(height + 8))


def _change(axis: Axis, change: Change, top: float) -> Shape:
    x, width = axis.across(change.before.last, change.after.first)
    words = f"{change.before.when} – {change.after.when}: {change.before.term} → {change.after.term}"
    return Shape(num(x), num(top + 19), num(width), "8", "change", "", words)


def _event(axis: Axis, event: Happened, top: float, href: Callable[[str], str]) -> Shape:
    low, high = (None if day in _OPEN else day for day in (event.first, event.last))
    x, width = axis.across(low, high)
    after = x < WIDTH * 0.62
    room = int((WIDTH - x - width if after else x - _LEFT) / _LETTER) - 2
    sort = "event" if low is not None and low == high else "event unsure"
    label = short(event.label, max(room, 6))
    beside = num(x + width + 6 if after else x - 6)
    words = f"{event.when} · {event.label}"
    return Shape(num(x), num(top + 4), num(width), "12", sort, href(event.record), words, event.record,
                 label, beside, num(top + 14), not after)  # fmt: skip
