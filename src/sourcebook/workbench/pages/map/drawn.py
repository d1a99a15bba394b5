"""Places as shapes: an area as large as the place may be off, never a pin where nobody knows so exactly.

Places that would lie on each other are one shape with their number; closer, they part.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sourcebook.dossier.views.places import Called, Placed, There
from sourcebook.workbench.drawing import num, path, short
from sourcebook.workbench.pages.map.sight import CLOSEST, HEIGHT, WIDTH, Sight

# How far off a place may be of which is known only the town, the district, the region; in metres.
FAR = {
    "exact": 0,
    "settlement": 1_500,
    "district": 12_000,
    "region": 50_000,
    "country": 200_000,
    "unknown": 25_000,
}
_LEAST, _DOT, _LARGE, _CELL, _LETTER = 7.0, 4.0, 40.0, 34, 6.4
_MOST_LABELS, _MOST_POINTS = 60, 400


@dataclass(frozen=True, slots=True)
class Mark:
    """One place, or several, on the drawing: a circle (`radius`) or an outline (`outline`)."""

    x: str
    y: str
    radius: str
    outline: str
    sort: str
    words: str
    href: str
    number: str
    label: str = ""
    label_x: str = ""
    label_y: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, and where on the drawing its middle is."""

    place: Placed
    x: float
    y: float


def spots(places: Iterable[Placed], sight: Sight) -> list[Spot]:
    """The places whose middle is in sight."""
    west, north = sight.of(-20, -20)
    east, south = sight.of(WIDTH + 20, HEIGHT + 20)
    return [
        Spot(place, *sight.at(place.longitude, place.latitude))
        for place in places
        if west <= place.longitude <= east and south <= place.latitude <= north
    ]


def marks(
    found: Sequence[Spot], sight: Sight, known: Mapping[str, There], names: Mapping[str, list[Called]],
    closer: Callable[[Sight], str], href: Callable[[str], str],
) -> list[Mark]:  # fmt: skip
    """The shapes, those with most last and so on top; labels where they do not lie on each other."""
    cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot in found:
        single = sight.zoom >= CLOSEST - 1
        cells[(id(spot), 0) if single else (round(spot.x / _CELL), round(spot.y / _CELL))].append(spot)
    told, taken = [], _Room()
    ranked = sorted(cells.values(), key=lambda cell: (-_sum(cell, known), cell[0].place.label))
    for number, cell in enumerate(ranked):
        if len(cell) > 1:
            told.append(_together(cell, sight, known, closer, taken))
        else:
            told.append(_alone(cell[0], sight, known, names, href, taken if number < _MOST_LABELS else None))
    return list(reversed(told))


def _sum(cell: Iterable[Spot], known: Mapping[str, There]) -> int:
    return sum(known[spot.place.record].all for spot in cell if spot.place.record in known)


def _together(
    cell: Sequence[Spot],
    sight: Sight,
    known: Mapping[str, There],
    closer: Callable[[Sight], str],
    room: _Room,
) -> Mark:
    x, y = (sum(axis) / len(cell) for axis in zip(*((one.x, one.y) for one in cell), strict=True))
    longitude, latitude = sight.of(x, y)
    words = "; ".join(spot.place.label for spot in cell[:6]) + ("; …" if len(cell) > 6 else "")
    href = closer(Sight(longitude, latitude, min(sight.zoom + 2, CLOSEST)))
    number = _sum(cell, known)
    label = short(", ".join(spot.place.label for spot in cell[:3]), 40)
    if x + 20 + len(label) * _LETTER > WIDTH or not room.free(x + 19, y - 6, len(label) * _LETTER, 14):
        label = ""
    place = (num(x), num(y), "14", "", "several", f"{words}: {number}", href, f"{len(cell)}×")
    return Mark(*place, label, num(x + 19), num(y + 4))


def _alone(
    spot: Spot, sight: Sight, known: Mapping[str, There], names: Mapping[str, list[Called]],
    href: Callable[[str], str], room: _Room | None,
) -> Mark:  # fmt: skip
    place = spot.place
    number = known[place.record].all if place.record in known else 0
    radius = max(_LEAST, sight.units(FAR.get(place.precision, FAR["unknown"]), spot.place.latitude))
    outline = "" if place.geometry.get("type") == "Point" else _outline(place.geometry, sight)
    if place.precision == "exact":
        radius = _DOT
    sort = f"{place.precision}{' withheld' if place.withheld or place.level > 1 else ''}"
    called = " / ".join(dict.fromkeys(one.value for one in names.get(place.record, ())[:3])) or place.label
    told = short(called, 46)
    wide = len(told) * _LETTER
    if radius > _LARGE and not outline:
        # In the middle of an area its name stands below the number.
        beside, below = spot.x - wide / 2, spot.y + (17 if number else 4)
    else:
        reach = 8 if outline else radius
        beside, below = spot.x + reach + 5, spot.y + 4
        if beside + wide > WIDTH:
            beside = spot.x - reach - 5 - wide
    label = told if room is not None and room.free(beside, below - 10, wide, 14) else ""
    place_of = (num(spot.x), num(spot.y), num(min(radius, 1500)), outline, sort, f"{called}: {number}")
    told_number = str(number) if number and place.precision != "exact" else ""
    return Mark(*place_of, href(place.record), told_number, label, num(beside), num(below))


class _Room:
    """Where labels stand already."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float, float, float]] = []

    def free(self, x: float, y: float, width: float, height: float) -> bool:
        """Takes the room where nothing stands; says whether it did."""
        for left, top, wide, high in self._taken:
            if x < left + wide and left < x + width and y < top + high and top < y + height:
                return False
        self._taken.append((x, y, width, height))
        return True


def _outline(geometry: Mapping[str, Any], sight: Sight) -> str:
    """Lines and areas as a path; rings that are long are drawn with fewer points."""
    closed = geometry.get("type") in ("Polygon", "MultiPolygon")
    return " ".join(
        path((sight.at(*point) for point in ring), closed) for ring in _rings(geometry.get("coordinates"))
    )


def _rings(coordinates: Any) -> Iterator[list[tuple[float, float]]]:
    if not isinstance(coordinates, list) or not coordinates:
        return
    if isinstance(coordinates[0], list) and coordinates[0] and not isinstance(coordinates[0][0], list):
        step = math.ceil(len(coordinates) / _MOST_POINTS)
        yield [(one[0], one[1]) for one in coordinates[::step]]
        return
    for inner in coordinates:
        yield from _rings(inner)
