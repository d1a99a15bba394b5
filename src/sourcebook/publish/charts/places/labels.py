"""Where the names of places stand on the map: beside their points, never over another name or point.

Greedy, in the order given (Imhof's preferences: right, left, above, below, then the corners, then farther
away with a line that leads to the point). A name that fits nowhere gets a number, which is explained
beside the map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.publish.charts.fonts import width

SIZE = 11.0
Box = tuple[float, float, float, float]
_NEAR = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
_FAR = (14.0, 26.0, 40.0)


@dataclass(frozen=True)
class Label:
    """A name with its box, and whether a line leads to its point. `number` is for one that fits nowhere."""

    text: str
    box: Box
    led: bool = False
    number: int = 0


def placed(points: Sequence[tuple[float, float, str]], area: Box, dots: Sequence[float]) -> list[Label]:
    """A label for each (x, y, name), in their order. `dots` are the radii to keep clear."""
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for (x, y, _), r in zip(points, dots, strict=True)]
    found: list[Label] = []
    numbers = 0
    for (x, y, text), dot in zip(points, dots, strict=True):
        label = _free(x, y, text, area, taken, dot)
        if label is None:
            numbers += 1
            short = _free(x, y, str(numbers), area, taken, dot) or _beside(x, y, str(numbers), dot)
            label = Label(text, short.box, short.led, numbers)
        taken.append(label.box)
        found.append(label)
    return found


def _free(x: float, y: float, text: str, area: Box, taken: Sequence[Box], dot: float) -> Label | None:
    for away in (0.0, *_FAR):
        for right, down in _NEAR:
            box = _box(x, y, text, dot + 3 + away, right, down)
            inside = box[0] >= area[0] and box[1] >= area[1] and box[2] <= area[2] and box[3] <= area[3]
            if inside and not any(_overlap(box, other) for other in taken):
                return Label(text, box, away > 0)
    return None


def _box(x: float, y: float, text: str, away: float, right: int, down: int) -> Box:
    wide, high = width(text, SIZE), SIZE * 1.2
    left = x + away if right > 0 else x - away - wide if right < 0 else x - wide / 2
    top = y + away if down > 0 else y - away - high if down < 0 else y - high / 2
    if right and down:
        # A corner: nearer in each direction, for the two together are as far.
        left, top = left - right * away * 0.3, top - down * away * 0.3
    return left, top, left + wide, top + high


def _beside(x: float, y: float, text: str, dot: float) -> Label:
    return Label(text, _box(x, y, text, dot + 3, 1, 0))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
