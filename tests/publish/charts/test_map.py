"""The map shows all names of a place in the same way, no more exactly than it is known, and draws no border."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.publish.charts.ardovian import PLACES, material, place

from sourcebook.publish.charts import NoData, draw
from sourcebook.publish.charts.fonts import width
from sourcebook.publish.charts.places.chosen import Spot, chosen
from sourcebook.publish.charts.places.frame import KM_PER_DEGREE, frame_of
from sourcebook.publish.charts.places.labels import placed
from sourcebook.publish.printed import reading


def labels(svg: str) -> set[str]:
    return set(re.findall(r"<text[^>]*>([^<]+)</text>", svg))


def test_both_names_of_each_place() -> None:
    picture = draw("map", material())
    assert {
        "Sel / Selvar",
        "Kelm / Kelmet",
        "Brenn / Бренн",
        "Վերին Սել / ზემო სელი",
        "سيل العليا",
    } <= labels(picture.svg)
    assert "Sel / Selvar at 41.37° N, 44.12° E, within about 2 km" in picture.alt


def test_the_policy_orders_the_names_of_all_places_alike_and_drops_none() -> None:
    for first, expected in [
        ("a-council", {"Sel / Selvar", "Kelm / Kelmet", "Վերին Սել / ზემო სელი"}),
        ("a-ardovia", {"Selvar / Sel", "Kelmet / Kelm", "ზემო სელი / Վերին Սել"}),
    ]:
        picture = draw("places", material(policy={"names": {"used_by": [first]}}))
        assert expected <= labels(picture.svg)


def test_what_is_left_out_and_the_projection_are_said() -> None:
    assert reading(draw("places", material()).below) == (
        "n = 6 places; left out: 1 without coordinates, 1 known only by region or country. Each place has the names "
        "that are in use, in the same order for all. Coordinates are rounded; a circle shows how exactly a place is "
        "known. Equirectangular projection, true to scale at latitude 41.4° N. No borders are drawn."
    )


def test_no_more_than_two_decimals_and_of_a_district_one() -> None:
    records = {
        "p-1": place("p-1", [("Sel", "", "")], (44.123456, 41.987654), "exact"),
        "p-2": place("p-2", [("Upper Sel", "", "")], (44.123456, 41.987654), "district"),
    }
    picture = draw("places", material(records=records))
    assert "Sel at 41.99° N, 44.12° E, within about 1 km" in picture.alt
    assert "Upper Sel at 42° N, 44.1° E, within about 10 km" in picture.alt
    assert not re.search(r"44\.12\d|41\.98", picture.svg + picture.alt)


def test_an_outline_is_never_drawn() -> None:
    ring = [[44.0, 41.0], [44.2, 41.0], [44.2, 41.2], [44.0, 41.2], [44.0, 41.0]]
    area = place("p-1", [("Sel", "", "")], None, "district")
    area["fields"]["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    picture = draw("places", material(records={"p-1": area}))
    assert "<path" not in picture.svg and "<poly" not in picture.svg
    assert "44.1° E" in picture.alt and "41.1° N" in picture.alt


def test_names_that_are_no_longer_in_use_are_not_printed() -> None:
    one = place("p-1", [("Selgrad", "", ""), ("Sel", "", ""), ("Selvar", "", "")], (44.0, 41.0), "exact")
    one["parts"]["names"][0]["until"] = "1992"
    assert "Sel / Selvar" in labels(draw("places", material(records={"p-1": one})).svg)


def test_no_place_with_coordinates() -> None:
    only = {"p-1": place("p-1", [("Upper Bank", "", "")], (44.0, 41.0), "country")}
    with pytest.raises(NoData, match="places: no place has coordinates that may be shown"):
        draw("places", material(records=only))


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    spots, _ = chosen(material())
    frame = frame_of(spots)
    x1, y1 = frame.at(44.0, frame.latitude)
    x2, y2 = frame.at(44.0, frame.latitude + 50 / KM_PER_DEGREE)
    assert (x1 - x2, y1 - y2) == pytest.approx((0, 50 * frame.km))
    # A kilometre to the east is as long as one to the north, at the middle latitude.
    import math

    east = 50 / KM_PER_DEGREE / math.cos(math.radians(frame.latitude))
    assert frame.at(44.0 + east, frame.latitude)[0] - x1 == pytest.approx(50 * frame.km)


POINTS = st.lists(
    st.tuples(st.floats(0, 400), st.floats(0, 300), st.sampled_from(["Sel", "Վերին Սել / ზემო სელი", "سيل"])),
    max_size=40,
)


@settings(deadline=None)
@given(POINTS)
def test_names_never_lie_over_each_other(points: list[tuple[float, float, str]]) -> None:
    found = [one for one in placed(points, (0, 0, 400, 300), [4.0] * len(points)) if not one.number]
    for place_, one in enumerate(found):
        for other in found[place_ + 1 :]:
            apart = one.box[2] <= other.box[0] or other.box[2] <= one.box[0]
            assert apart or one.box[3] <= other.box[1] or other.box[3] <= one.box[1]


COORDINATES = st.tuples(st.floats(-179, 179), st.floats(-85, 85))


@settings(deadline=None)
@given(st.lists(COORDINATES, min_size=1, max_size=8))
def test_any_places_make_a_map_with_all_of_them(points: list[tuple[float, float]]) -> None:
    records: dict[str, Any] = {
        f"p-{number}": place(f"p-{number}", [(f"Place {number}", "", "")], point, "settlement")
        for number, point in enumerate(points)
    }
    spots: tuple[Spot, ...] = chosen(material(records=records))[0]
    frame = frame_of(spots)
    for spot in spots:
        x, y = frame.at(spot.longitude, spot.latitude)
        assert frame.at(frame.west, frame.north)[0] <= x <= frame.at(frame.east, frame.north)[0]
        assert frame.at(frame.west, frame.north)[1] <= y <= frame.at(frame.west, frame.south)[1]
    assert len(spots) == len(points)


def test_every_place_of_a_crowd_is_named_beside_or_below() -> None:
    records = {
        f"p-{number}": place(f"p-{number}", [(f"Village of the valley {number}", "", "")], (44 + number % 5 / 100, 41.0),
                             "settlement")
        for number in range(30)
    }  # fmt: skip
    shown = " ".join(labels(draw("places", material(records=records)).svg))
    assert all(f"Village of the valley {number}" in shown for number in range(30))
    assert len(PLACES) == 8


@pytest.mark.parametrize("language", ["en", "fr", "ru"])
def test_no_word_leaves_the_drawing(language: str) -> None:
    root = etree.fromstring(draw("places", material(), language=language).svg.encode())
    wide = float(root.get("width") or 0)
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        x, long = float(text.get("x")), width(text.text, float(text.get("font-size")))
        left = x - {"end": long, "middle": long / 2}.get(text.get("text-anchor"), 0)
        assert left >= 0 and left + long <= wide, text.text
