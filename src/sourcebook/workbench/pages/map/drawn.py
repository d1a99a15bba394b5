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
from sourcebook.workbench.pages.map.room import LETTER, Room
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
_LEAST, _DOT, _LARGE, _RING, _APART = 9.0, 4.0, 40.0, 15.0, 32
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
    """The shapes, those with most last and so on top; labels where they do not lie on each other.

    What is so rough that it is an area of its own lies below all others and is never taken together."""
    ranked = sorted(found, key=lambda spot: (-_sum([spot], known), spot.place.label, spot.place.record))
    wide = [spot for spot in ranked if _reach(spot, sight) > _LARGE]
    cells = _cells(spot for spot in ranked if _reach(spot, sight) <= _LARGE)
    told, room = [], Room()
    for cell in cells:
        half = _RING if len(cell) > 1 else max(_LEAST, _reach(cell[0], sight))
        room.take(cell[0].x - half, cell[0].y - half, 2 * half, 2 * half)
    for number, cell in enumerate(cells):
        if len(cell) > 1:
            told.append(_together(cell, sight, known, closer, room))
        else:
            told.append(_alone(cell[0], sight, known, names, href, room if number < _MOST_LABELS else None))
    told += [
        _alone(one, sight, known, names, href, room if number < _MOST_LABELS else None)
        for number, one in enumerate(wide)
    ]
    return list(reversed(told))


def _cells(ranked: Iterable[Spot]) -> list[list[Spot]]:
    """Each place with those after it that are so near that their marks would lie on each other. Whoever
    comes first is the middle, so that no two middles are nearer than that."""
    cells: list[list[Spot]] = []
    around: dict[tuple[int, int], list[list[Spot]]] = defaultdict(list)
    for spot in ranked:
        column, row = int(spot.x // _APART), int(spot.y // _APART)
        near = (
            cell
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for cell in around.get((x, y), ())
            if math.hypot(cell[0].x - spot.x, cell[0].y - spot.y) < _APART
        )
        cell = next(near, None)
        if cell is None:
            cells.append([spot])
            around[column, row].append(cells[-1])
        else:
            cell.append(spot)
    return cells


def _sum(cell: Iterable[Spot], known: Mapping[str, There]) -> int:
    return sum(known[spot.place.record].all for spot in cell if spot.place.record in known)


def _reach(spot: Spot, sight: Sight) -> float:
    """How many units the place may be off; of what has an outline, how far that reaches."""
    if spot.place.geometry.get("type") == "Point":
        return sight.units(FAR.get(spot.place.precision, FAR["unknown"]), spot.place.latitude)
    across, down = zip(
        *(sight.at(*one) for ring in _rings(spot.place.geometry.get("coordinates")) for one in ring),
        strict=True,
    )
    return float(max(max(across) - min(across), max(down) - min(down)) / 2)


def _together(
    cell: Sequence[Spot],
    sight: Sight,
    known: Mapping[str, There],
    closer: Callable[[Sight], str],
    room: Room,
) -> Mark:
    x, y = cell[0].x, cell[0].y
    words = "; ".join(spot.place.label for spot in cell[:6]) + ("; …" if len(cell) > 6 else "")
    label = short(", ".join(spot.place.label for spot in cell[:3]), 32)
    beside, below, label = room.beside(x, y, _RING + 5, label)
    told = (f"{words}: {_sum(cell, known)}", _opened(cell, sight, closer), f"{len(cell)}×")
    return Mark(num(x), num(y), num(_RING), "", "several", *told, label, num(beside), num(below))


def _opened(cell: Sequence[Spot], sight: Sight, closer: Callable[[Sight], str]) -> str:
    """Where they part; what never does, since it is one point, is read in the list beside."""
    across, down = zip(*((spot.x, spot.y) for spot in cell), strict=True)
    extent = max(max(across) - min(across), max(down) - min(down))
    steps = max(1, math.ceil(math.log2(6 * _APART / extent))) if extent > 0.001 else CLOSEST
    zoom = min(sight.zoom + steps, CLOSEST)
    middle = sight.of((min(across) + max(across)) / 2, (min(down) + max(down)) / 2)
    never = extent * 2 ** (CLOSEST - sight.zoom) < _APART
    return closer(Sight(*middle, zoom)) + ("#in-sight" if never else "")


def _alone(
    spot: Spot, sight: Sight, known: Mapping[str, There], names: Mapping[str, list[Called]],
    href: Callable[[str], str], room: Room | None,
) -> Mark:  # fmt: skip
    place = spot.place
    number = known[place.record].all if place.record in known else 0
    outline = "" if place.geometry.get("type") == "Point" else _outline(place.geometry, sight)
    reach = _reach(spot, sight)
    radius = _DOT if place.precision == "exact" else max(_LEAST, reach)
    sort = f"{place.precision}{' withheld' if place.withheld or place.level > 1 else ''}"
    called = _called(names.get(place.record, ())) or place.label
    told, inside = short(called, 42), str(number) if number and place.precision != "exact" else ""
    if reach > _LARGE:
        # An area is written over in its middle: a line for name and number.
        told, inside = f"{told} {number}" if number else told, ""
    middle = -len(told) * LETTER / 2 if reach > _LARGE else radius + 5
    beside, below, label = (room or Room()).beside(spot.x, spot.y, middle, told if room else "")
    place_of = (num(spot.x), num(spot.y), num(min(radius, 1500)), outline, sort, f"{called}: {number}")
    return Mark(*place_of, href(place.record), inside, label, num(beside), num(below))


def _called(names: Iterable[Called]) -> str:
    """The names beside each other; one that is only the others with a stroke between them is left out."""
    values = list(dict.fromkeys(one.value for one in names))
    told = [one for one in values if "/" not in one or not {*one.split("/")} <= {*values}]
    return " / ".join(told[:3])


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
