"""All years in one narrow strip, with the window in it: where one is, and where else something is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sourcebook.dossier.views.window import Window
from sourcebook.workbench.drawing import num

WIDTH, HEIGHT = 1000, 34
_FOOT = 12
# Of more years, decades are drawn.
_MOST = 60


@dataclass(frozen=True, slots=True)
class Year:
    """A year or decade of the strip: its bar, its name where there is room, and whether it is looked at."""

    at: str
    number: int
    x: str
    width: str
    y: str
    height: str
    href: str
    here: bool
    label: str
    end: bool


def strip_of(by_year: dict[str, int], window: Window, address: Callable[[str], str]) -> list[Year]:
    """The years from the first with a record to the last; none where there is but one."""
    known = {int(year): number for year, number in by_year.items() if year not in ("", "0001")}
    if not known:
        return []
    ends = [*known, window.first.year]
    low, high = min(ends), max(ends)
    decades = high - low >= _MOST
    if decades:
        summed: dict[int, int] = {}
        for year, number in known.items():
            summed[year // 10] = summed.get(year // 10, 0) + number
        known, low, high = summed, low // 10, high // 10
    if low == high:
        return []
    step, most = WIDTH / (high - low + 1), max(known.values())
    room, every = HEIGHT - _FOOT - 2, max(1, round(44 / step + 0.5))
    told = []
    for place, one in enumerate(range(low, high + 1)):
        at = f"{one:03}X" if decades else f"{one:04}"
        number = known.get(one, 0)
        tall = max(2.0, room * number / most) if number else 0.0
        label = (f"{one}0s" if decades else at) if place % every == 0 else ""
        told.append(
            Year(at, number, num(place * step), num(max(step - 1, 1)), num(HEIGHT - _FOOT - tall), num(tall),
                 address(at), _here(at, window), label, place * step > WIDTH - 40)
        )  # fmt: skip
    return told


def _here(at: str, window: Window) -> bool:
    return window.at.startswith(at.rstrip("X")) or at.startswith(window.at.rstrip("X"))
