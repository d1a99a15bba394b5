"""The frame of a map: from degrees to points of the drawing, the graticule, and the scale bar.

Equirectangular: a degree of longitude is drawn cos(middle latitude) as long as one of latitude, so that
distances near the middle are right in both directions. At the size of a country the error at the edges is
a few percent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.publish.charts.places.chosen import Spot

# Length of a degree of latitude on the sphere of radius 6371 km.
KM_PER_DEGREE = 111.19
_STEPS = (0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 45, 90)
_BARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
WIDTH, TOP, SIDE, BOTTOM = 520.0, 26.0, 66.0, 44.0
RIGHT = 14.0
_LEAST_KM = 24.0
_MOST_HEIGHT, _LEAST_HEIGHT = 560.0, 260.0


@dataclass(frozen=True)
class Frame:
    """West, east, south and north of the map in degrees, and the scale in points for a degree of latitude."""

    west: float
    east: float
    south: float
    north: float
    scale: float

    @property
    def latitude(self) -> float:
        """The latitude at which the map is true to scale."""
        return (self.south + self.north) / 2

    @property
    def width(self) -> float:
        """Width of the map within its frame, in points."""
        return (self.east - self.west) * self.scale * _shrunk(self.latitude)

    @property
    def height(self) -> float:
        """Height of the map within its frame, in points."""
        return (self.north - self.south) * self.scale

    @property
    def km(self) -> float:
        """Points for a kilometre."""
        return self.scale / KM_PER_DEGREE

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The point of the drawing for a place."""
        x = SIDE + (longitude - self.west) * self.scale * _shrunk(self.latitude)
        return x, TOP + (self.north - latitude) * self.scale

    def lines(self) -> tuple[list[float], list[float]]:
        """The meridians and parallels of the graticule: three to six of each."""
        step = next((one for one in _STEPS if (self.east - self.west) / one <= 6), _STEPS[-1])
        return _multiples(self.west, self.east, step), _multiples(self.south, self.north, step)

    def bar(self) -> int:
        """The length of the scale bar in kilometres: the longest round one that takes up to a quarter."""
        return max((one for one in _BARS if one * self.km <= self.width / 4), default=_BARS[0])


def frame_of(spots: Sequence[Spot]) -> Frame:
    """A frame around places with room for their circles and names."""
    middle = (min(s.latitude for s in spots) + max(s.latitude for s in spots)) / 2
    shrunk = _shrunk(middle)
    west = min(s.longitude - s.radius / KM_PER_DEGREE / shrunk for s in spots)
    east = max(s.longitude + s.radius / KM_PER_DEGREE / shrunk for s in spots)
    south = min(s.latitude - s.radius / KM_PER_DEGREE for s in spots)
    north = max(s.latitude + s.radius / KM_PER_DEGREE for s in spots)
    west, east = _wider(west, east, _LEAST_KM / KM_PER_DEGREE / shrunk, 0.22)
    south, north = _wider(south, north, _LEAST_KM / KM_PER_DEGREE, 0.12)
    inner = WIDTH - SIDE - RIGHT
    scale = inner / ((east - west) * shrunk)
    if (north - south) * scale > _MOST_HEIGHT:
        scale = _MOST_HEIGHT / (north - south)
        west, east = _to(west, east, inner / scale / shrunk)
    elif (north - south) * scale < _LEAST_HEIGHT:
        south, north = _to(south, north, _LEAST_HEIGHT / scale)
    return Frame(west, east, max(south, -90.0), min(north, 90.0), scale)


def _shrunk(latitude: float) -> float:
    return max(math.cos(math.radians(latitude)), 0.05)


def _wider(low: float, high: float, least: float, margin: float) -> tuple[float, float]:
    return _to(low, high, max((high - low) * (1 + 2 * margin), least))


def _to(low: float, high: float, length: float) -> tuple[float, float]:
    middle = (low + high) / 2
    return middle - length / 2, middle + length / 2


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(number * step, 2) + 0.0 for number in range(first, last + 1)]
