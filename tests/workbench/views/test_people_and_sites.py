"""Somebody over time, a site over time: each thing said with who says it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from tests.workbench.holding import ROOT, Browsers, queries, read
from tests.workbench.views.standing import Stood

from sourcebook.dates import bounds
from sourcebook.dossier.views.person import Tie
from sourcebook.dossier.views.site import Assessment, between_observers, changes, rivals
from sourcebook.workbench.axis import axis_of
from sourcebook.workbench.pages.person.drawn import drawn as person_drawn
from sourcebook.workbench.pages.site.drawn import drawn as site_drawn


def _text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def _seen(term: str, when: str, who: str) -> Assessment:
    day = date.fromisoformat(when)
    return Assessment(when, term, "", when, day, day, who, who, "", "draft", 1)


def test_damage_lies_between_the_last_intact_and_the_first_changed_image() -> None:
    seen = [
        _seen("intact", "2031-01-01", "a"),
        _seen("intact", "2031-02-01", "a"),
        _seen("damaged", "2031-06-01", "a"),
    ]
    [change] = changes(seen)
    assert (str(change.first), str(change.last)) == ("2031-02-01", "2031-06-01")
    assert between_observers(seen) == [] and rivals(seen) == []


def test_another_observers_later_image_is_told_with_whose_the_one_before_is() -> None:
    seen = [_seen("intact", "2031-01-01", "a"), _seen("destroyed", "2031-06-01", "b")]
    [change] = between_observers(seen)
    assert (change.before.who, change.after.who) == ("a", "b") and changes(seen) == []


def test_who_says_that_it_stands_after_somebody_saw_it_fall_does_not_agree() -> None:
    seen = [
        _seen("intact", "2031-01-01", "a"),
        _seen("damaged", "2031-06-01", "a"),
        _seen("intact", "2031-06-20", "b"),
    ]
    [pair] = rivals(seen)
    assert [one.who for one in pair.sides] == ["a", "b"]


def test_two_who_say_the_same_against_each_other_again_are_told_once() -> None:
    seen = [
        _seen("intact", "2031-01-01", "a"),
        _seen("damaged", "2031-06-01", "a"),
        *(_seen("intact", f"2031-07-{day:02}", "b") for day in range(1, 29)),
    ]
    [pair] = rivals(seen)
    assert str(pair.other.first) == "2031-07-01"


def test_no_condition_is_left_unsaid_because_the_next_image_is_near() -> None:
    days = ["2021-02-11", "2031-05-02", "2031-05-09", "2031-05-20"]
    terms = ["intact", "cracked", "damaged", "destroyed"]
    seen = [_seen(term, day, "a") for term, day in zip(terms, days, strict=True)]
    drawing = site_drawn(seen, [], [], "events there", str)
    assert drawing is not None and [one.label for one in drawing.shapes] == terms
    boxes = [(float(one.label_x), float(one.label_y), len(one.label) * 6) for one in drawing.shapes]
    for (x, y, wide), (other, below, _) in combinations(boxes, 2):
        assert y != below or x + wide <= other
    assert all(float(one.label_y) < float(one.y) for one in drawing.shapes)


def test_an_image_of_which_only_the_year_is_known_is_drawn_as_a_year() -> None:
    year = replace(_seen("damaged", "2031-01-01", "a"), last=date(2031, 12, 31))
    drawing = site_drawn([_seen("intact", "2030-06-01", "a"), year], [], [], "events there", str)
    assert drawing is not None
    day, rough = drawing.shapes
    assert (day.sort, rough.sort) == ("image", "image unsure") and float(rough.width) > 10 * float(day.width)


def _office(when: str) -> Tie:
    return Tie("1", "holds-office", "Minister", "", "", when, *bounds(when), True)


def test_an_office_known_by_its_years_is_certain_only_between_them() -> None:
    drawing = person_drawn([_office("2029/2031")], [], str)
    assert drawing is not None and drawing.bars[0].sure is not None
    [bar] = drawing.bars
    begin, wide = (float(one) for one in bar.sure or ())
    year = float(bar.width) / 3
    assert begin == pytest.approx(float(bar.x) + year, rel=0.01) and wide == pytest.approx(year, rel=0.02)


@pytest.mark.parametrize("when", ["2030", "2030-03~", "../2031", "2031-05-01/.."])
def test_no_day_of_an_office_is_drawn_as_certain_where_none_is(when: str) -> None:
    drawing = person_drawn([_office(when)], [], str)
    assert drawing is not None and drawing.bars[0].sure is None and "rough" in drawing.bars[0].sort


def test_an_office_known_to_the_day_is_whole() -> None:
    drawing = person_drawn([_office("2030-01-02/2031-05-01")], [], str)
    assert drawing is not None and drawing.bars[0].sure is None and "rough" not in drawing.bars[0].sort


@pytest.mark.parametrize("days", [1, 6, 40, 200, 900, 2_000, 40_000])
def test_what_is_written_along_a_line_of_time_can_be_read(days: int) -> None:
    axis = axis_of([date(1921, 12, 30), date(1921, 12, 30) + timedelta(days=days)], 210, 790)
    assert axis is not None
    ticks = [(float(x), words) for x, words in axis.ticks()]
    assert len(ticks) > 1 or days < 3
    for (x, words), (beyond, _) in pairwise([*ticks, (1000.0, "")]):
        assert x >= 210 and x + 6 * len(words) < beyond


def test_a_site_tells_observers_image_dates_sources_and_the_span(stood: Stood, as_: Browsers) -> None:
    page = read(as_("reader"), f"/site/{stood['grave']}/")
    told = _text(page)
    assert "2031-02-11 – 2031-06-09 “intact”, then “damaged” according to Border Monitor" in told
    assert re.search(r"Observers who do not agree .{0,90} damaged 2031-06-09", told)
    assert "intact 2031-06-20" in told and "location exact" in told
    assert f'href="{ROOT}/map/?c=44.2000,-28.4000&amp;z=14">On the map' in page
    assert "Images of the cemetery" in told and "2031-02/2031-04" in told and "about 640 graves" in told
    assert page.count('class="mark change"') == 1


def test_somebodys_parts_never_stand_without_who_says_so(stood: Stood, as_: Browsers) -> None:
    told = _text(read(as_("reader"), f"/person/{stood['held']}/"))
    assert re.search(r"2031-03-18 detained held at the bridge .{0,40}Border Monitor", told)
    assert re.search(r"2031-04 victim beaten in the mill .{0,40}nobody is named who says so", told)
    assert "To be protected. A private person or body. Refused to be named." in told
    assert "The public reads no name." in told


def test_an_official_has_offices_in_time_and_statements(stood: Stood, as_: Browsers) -> None:
    page = read(as_("reader"), f"/person/{stood['official']}/")
    told = _text(page)
    assert "2029/2031-05-01 Minister of Roads" in told and "To be protected" not in told
    assert re.search(r"2031-03-18 Every hill will be ours\. othering draft", told)
    assert 'class="mark office holds-office rough"' in page and 'class="mark office sure"' in page


def test_of_a_protected_person_those_who_may_see_them_see_what_is_kept_apart(
    stood: Stood, as_: Browsers
) -> None:
    address = f"/person/{stood['hidden']}/"
    assert re.search(
        r"2031-03-19 victim moved at night .*?Border Monitor", _text(read(as_("keeper"), address))
    )
    assert as_("reader").get(f"{ROOT}{address}").status_code == 404
    secret = f"/site/{stood['secret']}/"
    assert "moved at night" in read(as_("keeper"), secret)
    assert as_("reader").get(f"{ROOT}{secret}").status_code == 404


@pytest.mark.parametrize(("page", "record"), [("person", "town"), ("site", "held"), ("person", "gazette")])
def test_what_is_no_person_or_no_place_leads_to_its_record(
    stood: Stood, as_: Browsers, page: str, record: str
) -> None:
    answer = as_("keeper").get(f"{ROOT}/{page}/{stood[record]}/")
    assert answer.status_code == 302 and answer["Location"] == f"{ROOT}/records/{stood[record]}/"


def test_records_lead_there(stood: Stood, as_: Browsers) -> None:
    assert f'href="{ROOT}/person/{stood["held"]}/"' in read(as_("reader"), f"/records/{stood['held']}/")
    assert f'href="{ROOT}/site/{stood["grave"]}/"' in read(as_("reader"), f"/records/{stood['grave']}/")


def test_both_take_few_queries(stood: Stood, as_: Browsers) -> None:
    browser = as_("keeper")
    for address in ("person/" + stood["hidden"], "person/" + stood["official"], "site/" + stood["grave"]):
        assert queries(browser, f"/{address}/") <= 15, address
