"""Which places can be shown, by which names, and how exactly they are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sourcebook.checks.known.policy import Policy
from sourcebook.publish.material import Material, Plain

# Radius of the circle within which a place lies, in kilometres: coordinates for the public are rounded to two
# decimals of a degree for exact places and settlements (up to 0.8 km off), to one for districts (up to 8 km).
RADIUS = {"exact": 1.0, "settlement": 2.0, "district": 10.0}
DECIMALS = {"exact": 2, "settlement": 2, "district": 1}


@dataclass(frozen=True)
class Spot:
    """A place on the map: where (degrees), by what names, and how exactly."""

    id: str
    names: tuple[str, ...]
    longitude: float
    latitude: float
    precision: str

    @property
    def label(self) -> str:
        """All names that are in use, "Sel / Selvar"."""
        return " / ".join(self.names)

    @property
    def radius(self) -> float:
        """Within how many kilometres of the point the place lies."""
        return RADIUS[self.precision]


def chosen(material: Material) -> tuple[tuple[Spot, ...], Counter[str]]:
    """The places that can be shown, ordered by their names, and how many are left out for which reason."""
    policy = Policy.of(material.policy)
    found: list[Spot] = []
    left_out: Counter[str] = Counter()
    for place in material.of_kind.get("place", ()):
        precision = str(place["fields"].get("precision") or "")
        middle = _middle(place["fields"].get("geometry"))
        if middle is None:
            left_out["no_geometry"] += 1
        elif precision not in RADIUS:
            left_out["too_coarse"] += 1
        else:
            longitude, latitude = (round(value, DECIMALS[precision]) + 0.0 for value in middle)
            found.append(Spot(place["id"], names_of(place, policy), longitude, latitude, precision))
    return tuple(sorted(found, key=lambda spot: (spot.label, spot.id))), left_out


def names_of(place: Plain, policy: Policy) -> tuple[str, ...]:
    """The main names of a place, in the order of the policy, else by alphabet; all where none is main.

    Names that are no longer in use are left out where others are.
    """
    rows = [row for row in place["parts"].get("names") or () if str(row.get("value") or "").strip()]
    rows = [row for row in rows if not row.get("until")] or rows
    rows = [row for row in rows if row.get("main")] or rows
    ordered = sorted(rows, key=lambda row: (*_rank(row, policy), str(row["value"])))
    names = tuple(dict.fromkeys(" ".join(str(row["value"]).split()) for row in ordered))
    return names or (str(place.get("label") or place["id"][:8]),)


def _rank(row: Mapping[str, Any], policy: Policy) -> tuple[int, ...]:
    """Where a name stands by the policy; every name is printed whatever its rank."""
    order = [criterion for criterion in policy.order if criterion != "main"] or ["used_by", "language"]
    wanted = {"used_by": policy.used_by, "language": policy.languages}
    return tuple(
        wanted[criterion].index(row[criterion])
        if row.get(criterion) in wanted[criterion]
        else len(wanted[criterion])
        for criterion in order
    )


def _middle(geometry: Any) -> tuple[float, float] | None:  # noqa: ANN401
    """The middle of the box of a GeoJSON geometry; the outline itself is never drawn."""
    points = list(_points(geometry.get("coordinates"))) if isinstance(geometry, Mapping) else []
    if not points:
        return None
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2


def _points(coordinates: object) -> Iterator[tuple[float, float]]:
    if not isinstance(coordinates, list | tuple) or not coordinates:
        return
    if isinstance(coordinates[0], int | float):
        if len(coordinates) > 1:
            yield float(coordinates[0]), float(coordinates[1])
        return
    for one in coordinates:
        yield from _points(one)
