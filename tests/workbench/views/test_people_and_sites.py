"""Somebody over time, a site over time: each thing said with who says it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.workbench.holding import ROOT, Browsers, queries, read
from tests.workbench.views.standing import Stood

from sourcebook.dossier.views.site import Assessment, between_observers, changes, rivals


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


def test_a_site_tells_observers_image_dates_sources_and_the_span(stood: Stood, as_: Browsers) -> None:
    page = read(as_("reader"), f"/site/{stood['grave']}/")
    told = _text(page)
    assert "2031-02-11 – 2031-06-09 “intact”, then “damaged” according to Border Monitor" in told
    assert "Observers who do not agree damaged 2031-06-09" in told and "intact 2031-06-20" in told
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
    assert 'class="mark office holds-office"' in page


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
