"""The map: nothing is drawn more exactly than it is known, every name stands, nothing comes from a network."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from django.test import override_settings
from tests.workbench.holding import ROOT, Browsers, queries, read, viewer_of
from tests.workbench.views.standing import Stood

from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import viewing
from sourcebook.dossier.views.places import Called, Placed
from sourcebook.dossier.write.levels import withhold
from sourcebook.workbench.pages.map.drawn import Mark, marks, spots
from sourcebook.workbench.pages.map.sight import CLOSEST, HEIGHT, WIDTH, Sight, fitting, sight_of


@pytest.mark.parametrize("zoom", [2, 8, 14])
@pytest.mark.parametrize(("longitude", "latitude"), [(0.0, 0.0), (-28.2, 44.5), (151.2, -33.9)])
def test_a_place_is_found_again_where_it_was_drawn(zoom: int, longitude: float, latitude: float) -> None:
    sight = Sight(longitude + 0.01, latitude - 0.01, zoom)
    assert sight.of(*sight.at(longitude, latitude)) == pytest.approx((longitude, latitude), abs=1e-9)
    assert Sight(longitude, latitude, zoom).at(longitude, latitude) == pytest.approx((WIDTH / 2, HEIGHT / 2))


def test_a_kilometre_is_as_long_as_the_earth_says() -> None:
    # A degree of latitude is about 111.3 km on this sphere.
    sight = Sight(10, 60, 9)
    down = sight.at(10, 60)[1] - sight.at(10, 60.01)[1]
    assert sight.units(1113.2, 60) == pytest.approx(down, rel=0.001)


def test_all_places_fit_in_the_first_sight() -> None:
    points = [(-28.4, 44.2), (-27.9, 44.6), (-28.0, 44.0)]
    sight = fitting(points)
    for point in points:
        x, y = sight.at(*point)
        assert 0 < x < WIDTH and 0 < y < HEIGHT
    assert fitting([]).zoom == 1


@pytest.mark.parametrize(
    ("centre", "zoom"), [("44", "3"), ("a,b", "3"), ("99,0", "3"), ("0,181", "3"), ("1,1", "99"), ("nan,1", "3"), ("1,1", "")]
)  # fmt: skip
def test_what_is_no_sight_is_none(centre: str, zoom: str) -> None:
    assert sight_of(centre, zoom) is None


def test_a_town_is_an_area_and_only_what_is_exact_a_dot(stood: Stood, as_: Browsers) -> None:
    page = read(as_("keeper"), "/map/?c=44.35,-28.2&z=10")
    town = re.search(r'<circle class="place settlement" cx="[\d.]+" cy="[\d.]+" r="([\d.]+)"', page)
    exact = re.search(r'<circle class="place exact" cx="[\d.]+" cy="[\d.]+" r="([\d.]+)"', page)
    # 1,500 m at this latitude and zoom are not quite 14 units.
    assert town and float(town[1]) == pytest.approx(13.75, abs=0.2)
    assert exact and float(exact[1]) == 4
    assert "known to the town" in page


def _places(*points: tuple[float, float], precision: str = "exact") -> list[Placed]:
    return [
        Placed(f"{number}", f"house {number}", "", "", precision, {"type": "Point", "coordinates": [*at]}, 1, False, *at)
        for number, at in enumerate(points)
    ]  # fmt: skip


def _drawn(
    places: Sequence[Placed], sight: Sight, names: Mapping[str, list[Called]] | None = None
) -> list[Mark]:
    return marks(spots(places, sight), sight, {}, names or {}, lambda to: f"z={to.zoom}", str)


def test_no_two_circles_and_no_name_lie_on_each_other() -> None:
    points = [(-28 + across * 0.013, 44 + down * 0.011) for across in range(12) for down in range(8)]
    found = _drawn(_places(*points), Sight(-27.93, 44.04, 11))
    circles = [(float(one.x), float(one.y), float(one.radius)) for one in found]
    for (x, y, radius), (other, below, its) in combinations(circles, 2):
        assert math.hypot(x - other, y - below) >= radius + its
    assert sum(int(one.number.rstrip("×") or 1) for one in found) == len(points)
    for one in found:
        left, right = float(one.label_x), float(one.label_x) + 6 * len(one.label)
        for x, y, radius in circles if one.label else ():
            near = max(left - x, x - right, 0.0), max(float(one.label_y) - 9 - y, y - float(one.label_y), 0.0)
            assert math.hypot(*near) > radius - 1


def test_places_that_are_one_point_lead_to_the_list_and_others_to_where_they_part() -> None:
    [one] = _drawn(_places(*[(-28.1, 44.4)] * 40), Sight(-28.1, 44.4, 9))
    assert (one.number, one.href) == ("40×", f"z={CLOSEST}#in-sight")
    points = [(-28.1, 44.4), (-28.102, 44.4)]
    [both] = _drawn(_places(*points), Sight(*points[0], 9))
    parted = Sight(*points[0], int(both.href.removeprefix("z=")))
    assert both.number == "2×" and len(_drawn(_places(*points), parted)) == 2


def test_a_region_is_not_hidden_among_the_houses_in_its_middle() -> None:
    houses = _places(*[(-28.1, 44.4)] * 3)
    [region] = _places((-28.1, 44.4), precision="region")
    below, above = _drawn([*houses, replace(region, record="r")], Sight(-28.1, 44.4, 9))
    assert (below.sort, above.number) == ("region", "3×") and float(below.radius) > 100


def test_two_names_stand_once_where_the_record_is_called_by_both() -> None:
    names = {"0": [Called("Verrin/Oshtal", "", ""), Called("Verrin", "a", ""), Called("Oshtal", "b", "")]}
    [one] = _drawn(_places((-28.1, 44.4)), Sight(-28.1, 44.4, 9), names)
    assert one.label == "Verrin / Oshtal"


def test_the_records_behind_a_number_are_those_that_were_counted(stood: Stood, as_: Browsers) -> None:
    page = read(as_("reader"), "/map/?since=2031-03-18&until=2031-03-18")
    link = re.search(r'href="([^"]*kind=event&amp;place=[^"]*)">2 events', page)
    assert link and "since=2031-03-18" in link[1] and "until=2031-03-18" in link[1]
    found = read(as_("reader"), link[1].removeprefix(ROOT).replace("&amp;", "&"))
    assert "held at the bridge" in found and "stones carried off" not in found


def test_the_drawing_says_where_north_is_and_how_long_a_kilometre(stood: Stood, as_: Browsers) -> None:
    page = read(as_("reader"), "/map/")
    assert re.search(r'class="scale north">.*?>N</text>', page) and re.search(r">\d+ k?m</text>", page)


def test_both_names_stand_with_the_numbers_and_lead_to_the_records(stood: Stood, as_: Browsers) -> None:
    page = read(as_("reader"), "/map/")
    assert ">Dormet / Дормет</text>" in page
    link = re.search(r'href="(/d/ardovia/records/\?kind=event&amp;place=[^"]*)">3 events', page)
    assert link and "held at the bridge" in read(
        as_("reader"), link[1].removeprefix(ROOT).replace("&amp;", "&")
    )
    assert f'href="{ROOT}/site/{stood["grave"]}/"' in page


def test_what_has_no_location_stands_beside(stood: Stood, as_: Browsers) -> None:
    page = read(as_("reader"), "/map/")
    assert re.search(r'id="without".*?the mill</bdi>.*?1 record<', page, re.S)


def test_the_period_narrows_the_numbers(stood: Stood, as_: Browsers) -> None:
    page = read(as_("reader"), "/map/?kind=event&since=2031-03-18&until=2031-03-18")
    assert "2 events" in page and "3 events" not in page


def test_a_protected_place_is_on_nobody_elses_map(
    stood: Stood, as_: Browsers, dossier: Dossier, people: dict[str, Account]
) -> None:
    assert "Safe house" not in read(as_("reader"), "/map/")
    keepers = read(as_("keeper"), "/map/")
    assert "Safe house" in keepers and "exact withheld" in keepers
    # Its event has the link kept apart, and is counted for those who may see it.
    assert re.search(r"Safe house</bdi>.*?1 event", keepers, re.S)
    with viewing(viewer_of(dossier, people["keeper"])):
        withhold(stood["town"], "geometry", "restricted", "people live there")
    page = read(as_("reader"), "/map/")
    assert "1 place in sight" in page and "3 places in sight" in read(as_("keeper"), "/map/")


def test_no_tile_is_fetched_unless_the_server_names_one_and_somebody_asks(
    stood: Stood, as_: Browsers
) -> None:
    browser = as_("reader")
    assert "Fetch a map" not in read(browser, "/map/") and "<image" not in read(browser, "/map/?tiles=1")
    with override_settings(TILES="https://tiles.example/{z}/{x}/{y}.png", TILES_BY="© Tilers"):
        off = browser.get(f"{ROOT}/map/")
        assert "<image" not in off.content.decode() and "tiles.example" not in off["Content-Security-Policy"]
        assert "learns which region is looked at" in off.content.decode()
        on = browser.get(f"{ROOT}/map/?tiles=1&c=44.3,-28.2&z=9")
        assert re.search(r'<image href="https://tiles.example/9/\d+/\d+.png"', on.content.decode())
        assert "© Tilers" in on.content.decode()
        policy = on["Content-Security-Policy"]
        assert re.search(r"img-src[^;]*https://tiles\.example(;|\s|$)", policy)
        assert policy.count("tiles.example") == 1
        assert "tiles.example" not in browser.get(f"{ROOT}/timeline/")["Content-Security-Policy"]


def test_the_map_takes_few_queries(stood: Stood, as_: Browsers) -> None:
    assert queries(as_("reviewer"), "/map/") <= 15
