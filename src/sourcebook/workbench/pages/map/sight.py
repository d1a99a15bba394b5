"""What part of the earth is looked at, and where on the drawing a place is (Web Mercator, EPSG:3857).

One unit of the drawing is one pixel of a tile of that zoom, so that tiles fit under it where somebody
wants them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, HEIGHT = 800, 540
CLOSEST = 16
_TILE = 256
_AROUND = 40_075_016.686
# Nearer to the poles the projection has no place.
_EDGE = 85.05
_SCALES = [step * 10**power for power in range(1, 7) for step in (1, 2, 5)]
_DEGREES = (90, 60, 30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005)


@dataclass(frozen=True, slots=True)
class Sight:
    """The middle, in degrees, and the zoom: at 0 the earth is 256 units wide, at each step twice as much."""

    longitude: float
    latitude: float
    zoom: int

    @property
    def world(self) -> float:
        """How wide the earth is, in units."""
        return float(_TILE * 2**self.zoom)

    @property
    def metres(self) -> float:
        """How long a unit is in the middle of the drawing."""
        return _AROUND * math.cos(math.radians(self.latitude)) / self.world

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where on the drawing a place is."""
        x, y = self._flat(longitude, latitude)
        left, top = self._corner()
        return x - left, y - top

    def of(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a point of the drawing."""
        left, top = self._corner()
        longitude = (x + left) / self.world * 360 - 180
        latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (y + top) / self.world))))
        return longitude, latitude

    def moved(self, across: float, down: float) -> Sight:
        """The same, so many drawings to the right and down."""
        longitude, latitude = self.of(WIDTH * (0.5 + across), HEIGHT * (0.5 + down))
        return Sight((longitude + 180) % 360 - 180, max(-_EDGE, min(_EDGE, latitude)), self.zoom)

    def units(self, metres: float, latitude: float) -> float:
        """How many units a length has at a latitude."""
        return metres * self.world / (_AROUND * math.cos(math.radians(min(abs(latitude), _EDGE))))

    def scale(self) -> tuple[int, float]:
        """A round length in metres that fits into a corner, and its units."""
        fitting = [one for one in _SCALES if one / self.metres <= 140]
        metres = fitting[-1] if fitting else _SCALES[0]
        return metres, metres / self.metres

    def tiles(self) -> list[tuple[int, int, float, float]]:
        """(x, y) of the tiles that the drawing touches, and where each stands."""
        left, top = self._corner()
        number = 2**self.zoom
        return [
            (x % number, y, x * _TILE - left, y * _TILE - top)
            for x in range(math.floor(left / _TILE), math.floor((left + WIDTH) / _TILE) + 1)
            for y in range(math.floor(top / _TILE), math.floor((top + HEIGHT) / _TILE) + 1)
            if 0 <= y < number
        ]

    def net(self) -> tuple[list[tuple[float, str]], list[tuple[float, str]]]:
        """Meridians (where across, how called) and parallels (where down)."""
        west, north = self.of(0, 0)
        east, south = self.of(WIDTH, HEIGHT)
        step = next((one for one in reversed(_DEGREES) if WIDTH * one / (east - west) >= 120), 90)
        meridians = [
            (self.at(one, self.latitude)[0], _degrees(one, "E", "W")) for one in _round(west, east, step)
        ]
        parallels = [
            (self.at(self.longitude, one)[1], _degrees(one, "N", "S")) for one in _round(south, north, step)
        ]
        return meridians, parallels

    def _flat(self, longitude: float, latitude: float) -> tuple[float, float]:
        held = math.radians(max(-_EDGE, min(_EDGE, latitude)))
        return (longitude + 180) / 360 * self.world, (
            1 - math.asinh(math.tan(held)) / math.pi
        ) / 2 * self.world

    def _corner(self) -> tuple[float, float]:
        x, y = self._flat(self.longitude, self.latitude)
        return x - WIDTH / 2, y - HEIGHT / 2


def _round(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(number * step, 6) for number in range(first, last + 1)]


def _degrees(value: float, plus: str, minus: str) -> str:
    held = (value + 180) % 360 - 180 if plus == "E" else value
    return f"{abs(held):.6g}°{f' {plus if held > 0 else minus}' if held else ''}"


def fitting(points: Iterable[tuple[float, float]]) -> Sight:
    """The closest sight in which all points are, with room around; of no point, the whole earth."""
    known = list(points)
    if not known:
        return Sight(0.0, 20.0, 1)
    west, east = (end(one[0] for one in known) for end in (min, max))
    south, north = (end(one[1] for one in known) for end in (min, max))
    for zoom in range(12, 0, -1):
        sight = Sight((west + east) / 2, (south + north) / 2, zoom)
        (left, top), (right, bottom) = sight.at(west, north), sight.at(east, south)
        if left >= 40 and top >= 40 and right <= WIDTH - 60 and bottom <= HEIGHT - 40:
            return sight
    return Sight((west + east) / 2, (south + north) / 2, 1)


def sight_of(centre: str, zoom: str) -> Sight | None:
    """What an address asks for ("44.4,-28.1" and "9"); None where that is nothing."""
    try:
        latitude, longitude = (float(one) for one in centre.split(","))
        closeness = int(zoom)
    except ValueError:
        return None
    if not (abs(latitude) <= _EDGE and abs(longitude) <= 180 and 0 <= closeness <= CLOSEST):
        return None
    return Sight(longitude, latitude, closeness)
