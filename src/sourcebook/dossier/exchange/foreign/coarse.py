"""Geometry made coarse for the public, and wound as RFC 7946 asks."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

Geometry = dict[str, Any]


def coarsened(geometry: Geometry | None, decimals: int | None) -> Geometry | None:
    """A GeoJSON geometry rounded to so many decimals of a degree; None where there are none.

    Lines and polygons that become too small for their type are the point in the middle of what they were.
    Only longitude and latitude are kept: heights and other members of the geometry are not for the public.
    """
    if geometry is None or decimals is None:
        return None
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    points = list(_points(coordinates))
    if not points:
        return None
    if kind == "Point":
        shape: Any = _rounded(points[0], decimals)
    elif kind == "MultiPoint":
        shape = _distinct(points, decimals)
    elif kind == "LineString":
        shape = _line(points, decimals, 2)
    elif kind == "Polygon":
        shape = _polygon(coordinates, decimals)
    elif kind == "MultiPolygon":
        shape = [polygon for one in coordinates or () if (polygon := _polygon(one, decimals))]
    else:
        return None
    if not shape:
        middle = [(min(axis) + max(axis)) / 2 for axis in zip(*points, strict=True)]
        return {"type": "Point", "coordinates": _rounded(middle, decimals)}
    return {"type": kind, "coordinates": shape}


def wound(geometry: Geometry | None) -> Geometry | None:
    """The geometry with outer rings counterclockwise and inner ones clockwise (RFC 7946, 3.1.6)."""
    if geometry is None or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return geometry
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        return {**geometry, "coordinates": _wound(coordinates)}
    return {**geometry, "coordinates": [_wound(polygon) for polygon in coordinates]}


def _points(coordinates: Any) -> Any:
    if isinstance(coordinates, list) and coordinates and not isinstance(coordinates[0], list):
        yield coordinates[:2]
        return
    for one in coordinates if isinstance(coordinates, list) else ():
        yield from _points(one)


def _rounded(point: Any, decimals: int) -> list[float]:
    # 0 decimals leave an integer, and -0.0 would be odd to read.
    return [round(float(value), decimals) + 0.0 for value in point[:2]]


def _distinct(points: Any, decimals: int) -> list[list[float]]:
    kept: list[list[float]] = []
    for point in points:
        rounded = _rounded(point, decimals)
        if not kept or kept[-1] != rounded:
            kept.append(rounded)
    return kept


def _line(points: Any, decimals: int, least: int) -> list[list[float]]:
    kept = _distinct(points, decimals)
    return kept if len(kept) >= least else []


def _polygon(rings: Any, decimals: int) -> list[list[list[float]]]:
    outer, *inner = ([_line(ring, decimals, 4) for ring in rings or ()]) or [[]]
    return [outer, *(ring for ring in inner if ring)] if outer else []


def _wound(rings: Any) -> list[Any]:
    turned = []
    for number, ring in enumerate(rings):
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
        turned.append(list(ring) if (area > 0) == (number == 0) or area == 0 else ring[::-1])
    return turned
