"""GeoJSON: what a map shows, with both names, and no closer than the public may see."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dossier.exchange.foreign.ardovia import id_of, written

from sourcebook.dossier.exchange.foreign import write_geojson
from sourcebook.dossier.exchange.foreign.coarse import Geometry, coarsened, wound
from sourcebook.dossier.kinds import Plain


def features(plains: list[Plain], audience: str) -> dict[str, dict[str, Any]]:
    collection = json.loads(written(write_geojson, plains, audience))
    assert collection["type"] == "FeatureCollection"
    assert all(set(feature) == {"type", "id", "geometry", "properties"} for feature in collection["features"])
    return {feature["id"]: feature for feature in collection["features"]}


def test_place_has_every_name_and_who_uses_it(plains: list[Plain]) -> None:
    properties = features(plains, "team")[id_of("vareth")]["properties"]
    names = {name["value"]: (name["used_by"], name["language"]) for name in properties["names"]}
    assert names == {
        "Vareth": ("Ministry of Roads", "en"),
        "Varetsk": ("Council of Elders", "ru"),
        "Վարեթ": ("", "hy"),
    }
    wholes = {(part["whole"], part["according_to"], part["when"]) for part in properties["part_of"]}
    assert wholes == {("North Region", "Ministry of Roads", "2020"), ("Selmark", "Council of Elders", "2021")}
    assert properties["precision"] == "settlement"


def test_event_stands_where_its_place_is(plains: list[Plain]) -> None:
    found = features(plains, "team")
    event = found[id_of("arrest")]
    assert event["geometry"] == found[id_of("vareth")]["geometry"]
    properties = event["properties"]
    assert (properties["earliest"], properties["latest"]) == ("2031-04-18", "2031-04-20")
    assert properties["place"] == "Vareth"
    assert len(properties["place_names"]) == 3
    assert properties["involved"][0] == {
        "part": "perpetrator", "actor": "Tavo Brenik", "attributed_to": "Ministry of Roads",
    }  # fmt: skip


def test_public_sees_no_more_than_the_precision_says(plains: list[Plain]) -> None:
    team, public = features(plains, "team"), features(plains, "public")
    assert team[id_of("vareth")]["geometry"]["coordinates"] == [45.123456, 40.654321, 912.5]
    assert public[id_of("vareth")]["geometry"]["coordinates"] == [45.12, 40.65]
    assert public[id_of("arrest")]["geometry"]["coordinates"] == [45.12, 40.65]
    # Its precision is not known.
    assert team[id_of("house")]["geometry"] is not None
    assert public[id_of("house")]["geometry"] is None


def test_outer_ring_is_wound_counterclockwise(plains: list[Plain]) -> None:
    (ring,) = features(plains, "team")[id_of("north")]["geometry"]["coordinates"]
    assert ring == [[45.0, 40.0], [46.0, 40.0], [46.0, 41.0], [45.0, 41.0], [45.0, 40.0]]


_RING = [[1.234, 2.345], [1.236, 2.345], [1.236, 2.347], [1.234, 2.345]]


@pytest.mark.parametrize(
    ("geometry", "decimals", "coarse"),
    [
        (None, 2, None),
        (
            {"type": "Point", "coordinates": [1.2345, -2.3456]},
            2,
            {"type": "Point", "coordinates": [1.23, -2.35]},
        ),
        ({"type": "Point", "coordinates": [-0.04, 0.04]}, 1, {"type": "Point", "coordinates": [0.0, 0.0]}),
        ({"type": "Point", "coordinates": [1, 2]}, None, None),
        ({"type": "Polygon", "coordinates": [_RING]}, 1, {"type": "Point", "coordinates": [1.2, 2.3]}),
        ({"type": "MultiPolygon", "coordinates": [[_RING]]}, 0, {"type": "Point", "coordinates": [1.0, 2.0]}),
        (
            {"type": "LineString", "coordinates": [[0, 0], [0.001, 0], [1, 1]]},
            2,
            {"type": "LineString", "coordinates": [[0.0, 0.0], [1.0, 1.0]]},
        ),
        (
            {"type": "LineString", "coordinates": [[0, 0], [0.001, 0]]},
            2,
            {"type": "Point", "coordinates": [0, 0]},
        ),
        (
            {"type": "MultiPoint", "coordinates": [[0, 0], [0.001, 0], [1, 1]], "bbox": [0, 0, 1, 1]},
            2,
            {"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]},
        ),
        ({"type": "Polygon", "coordinates": []}, 2, None),
        ({"type": "GeometryCollection", "geometries": []}, 2, None),
    ],
)
def test_coarse(geometry: Geometry | None, decimals: int | None, coarse: Geometry | None) -> None:
    assert coarsened(geometry, decimals) == coarse


@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=3, max_size=12), st.integers(0, 2)
)
def test_any_ring_stays_closed_and_rounded(points: list[tuple[float, float]], decimals: int) -> None:
    ring = [list(point) for point in [*points, points[0]]]
    shape = wound(coarsened({"type": "Polygon", "coordinates": [ring]}, decimals))
    assert shape is not None
    if shape["type"] == "Polygon":
        (outer,) = shape["coordinates"]
        assert outer[0] == outer[-1] and len(outer) >= 4
        assert all(value == round(value, decimals) for point in outer for value in point)
