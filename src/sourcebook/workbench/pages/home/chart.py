"""The months of a dossier as a chart: bars with their places, to be drawn as SVG without own styles."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.dossier.coverage import Coverage, Month

WIDTH, HEIGHT = 720, 120
_FOOT = 18
_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A month in the chart; `year` where a new one begins. Places in the units of the drawing."""

    month: Month
    x: float
    y: float
    width: float
    height: float
    year: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars, and the most statements that a month has."""

    bars: tuple[Bar, ...]
    most: int
    width: int = WIDTH
    height: int = HEIGHT
    ground: int = HEIGHT - _FOOT

    @property
    def foot(self) -> int:
        """Where the years are written."""
        return self.height - 4


def chart_of(coverage: Coverage) -> Chart:
    """The chart of the months that are shown; a month with one statement is seen beside one with hundreds."""
    months = coverage.months
    most = max((one.statements for one in months), default=0)
    room, step = HEIGHT - _FOOT - 4, min(WIDTH / max(len(months), 1), 48)
    bars, year = [], ""
    for number, one in enumerate(months):
        tall = max(3.0, room * one.statements / most) if one.statements else 0.0
        new = one.month[:4] if one.month[:4] != year else ""
        year = one.month[:4]
        place = (round(number * step, 1), round(HEIGHT - _FOOT - tall, 1))
        bars.append(Bar(one, *place, round(step - _BETWEEN, 1), round(tall, 1), new))
    return Chart(tuple(bars), most)
