"""The timeline: what is known to the day stands on its day, what is known roughly is never a point."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.workbench.holding import ROOT, Browsers, more_of, queries, read
from tests.workbench.views.standing import Stood

from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.views.timeline import Counts, Dated, Group
from sourcebook.dossier.views.window import window_of
from sourcebook.workbench.pages.timeline.drawn import WIDTH, Drawing, bars, marks
from sourcebook.workbench.pages.timeline.strip import strip_of

_MARK = re.compile(r'<rect class="mark (?P<sort>[^"]*)" x="(?P<x>[\d.]+)"[^>]*width="(?P<width>[\d.]+)"')


@pytest.mark.parametrize(
    ("at", "first", "last", "wider", "before", "after"),
    [
        ("203X", "2030-01-01", "2039-12-31", None, "202X", "204X"),
        ("2032", "2032-01-01", "2032-12-31", "203X", "2031", "2033"),
        ("2032-02", "2032-02-01", "2032-02-29", "2032", "2032-01", "2032-03"),
        ("2031-12-31", "2031-12-31", "2031-12-31", "2031-12", "2031-12-30", "2032-01-01"),
        ("000X", "0001-01-01", "0009-12-31", None, None, "001X"),
        ("9999-12", "9999-12-01", "9999-12-31", "9999", "9999-11", None),
    ],
)
def test_a_window_knows_what_is_around_it(
    at: str, first: str, last: str, wider: str | None, before: str | None, after: str | None
) -> None:
    window = window_of(at)
    assert (str(window.first), str(window.last)) == (first, last)
    told = [one.at if one else None for one in (window.wider(), window.before(), window.after())]
    assert told == [wider, before, after]


@pytest.mark.parametrize("at", ["", "spring", "2031-13", "20X", "2031-02-30", "0000", "2031-3", "99999"])
def test_what_is_no_window_is_refused(at: str) -> None:
    with pytest.raises(ValueError):
        window_of(at)


def test_a_day_is_drawn_on_its_day_and_a_rough_date_over_all_its_days() -> None:
    drawing = Drawing(window_of("2031-03"))
    rough = ("2031-03-10", "2031-03-19")
    records = [
        Dated(name, "event", name, "draft", 1, date.fromisoformat(low), date.fromisoformat(high), low, ("event",))
        for name, (low, high) in {"day": ("2031-03-02", "2031-03-02"), "rough": rough}.items()
    ]  # fmt: skip
    marks(drawing, records, ["event"], str, str)
    day, span = drawing.lanes[0].shapes
    assert (float(day.x), float(day.width)) == pytest.approx((WIDTH / 31, WIDTH / 31), abs=0.2)
    assert day.sort == "event day" and span.sort == "event unsure"
    assert float(span.width) == pytest.approx(10 * WIDTH / 31, abs=0.2)


def test_what_is_known_less_exactly_is_in_no_bar() -> None:
    drawing = Drawing(window_of("2031"))
    counts = Counts(9, (Group("event", "2031-03", "2031-03", 6), Group("event", "0001-01", "2031-06", 3)))
    bars(drawing, counts, ["event"], str, str)
    bar, span = drawing.lanes[0].shapes
    assert (bar.label, bar.sort) == ("6", "bar event") and (span.label, span.sort) == ("3", "span event")
    assert span.words == "… – 2031-06: 3" and span.x == "0"
    # It leads to where its records stand one by one.
    assert (bar.href, span.href) == ("2031-03", "2031-01")


def test_the_strip_shows_years_or_decades() -> None:
    years = strip_of({"2029": 3, "2031": 6, "": 2}, window_of("2031"), str)
    assert [(one.at, one.number, one.here) for one in years] == [
        ("2029", 3, False), ("2030", 0, False), ("2031", 6, True),
    ]  # fmt: skip
    decades = strip_of({"1931": 1, "2031": 6}, window_of("2031-03"), str)
    assert decades[0].at == "193X" and decades[-1].at == "203X" and decades[-1].here and len(decades) == 11


def test_the_fullest_year_opens_and_what_has_no_date_is_linked(stood: Stood, as_: Browsers) -> None:
    page = read(as_("keeper"), "/timeline/")
    assert '<strong aria-current="true">2031</strong>' in page
    assert "2 have no date" in page
    link = re.search(r'href="(/d/ardovia/records/\?undated=1[^"]*)"', page)
    assert link and "threatened once" in read(as_("keeper"), link[1].removeprefix(ROOT).replace("&amp;", "&"))


def test_each_record_stands_in_the_list_below_with_its_date_as_it_is_known(
    stood: Stood, as_: Browsers
) -> None:
    page = read(as_("keeper"), "/timeline/?at=2031-03")
    assert re.search(r"2031-03-18</td>.*?held at the bridge", page, re.S)
    assert re.search(r"\.\./2031-06-14</td>.*?released by then", page, re.S)
    assert "beaten in the mill" not in page and "threatened once" not in page
    day = read(as_("keeper"), "/timeline/?at=2031-03-18")
    assert "held at the bridge" in day and "moved at night" not in day
    # Where something stood within a day would say nothing.
    assert '<svg class="timeline"' not in day and "Kelmet Gazette" in day


def test_no_number_stands_without_what_was_watched(stood: Stood, as_: Browsers) -> None:
    watched = read(as_("reader"), "/timeline/?at=2031-02")
    assert "Kelmet Gazette" in watched and "Nothing is recorded as watched" not in watched
    assert "Nothing is recorded as watched" in read(as_("reader"), "/timeline/?at=2031-05")


def test_what_somebody_may_not_see_is_not_counted(stood: Stood, as_: Browsers) -> None:
    def number(who: str) -> str:
        found = re.search(r"(\d+) records? in 2031-03", read(as_(who), "/timeline/?at=2031-03&kind=event"))
        return found[1] if found else ""

    assert (number("keeper"), number("reader")) == ("5", "4")
    assert "a guard spoke" not in read(as_("reader"), "/timeline/?at=2031-03")


def test_rows_by_theme_and_by_actor(stood: Stood, as_: Browsers) -> None:
    themes = read(as_("keeper"), "/timeline/?at=2031-03&by=theme")
    assert '<text class="lane" x="2" y="42">othering</text>' in themes and "without a theme</text>" in themes
    actors = read(as_("keeper"), "/timeline/?at=2031-03&by=actor")
    assert ">Oren Dask</text>" in actors and ">Mira Quell</text>" in actors
    assert "Tal Ruve" not in read(as_("reader"), "/timeline/?at=2031-03&by=actor")


def test_many_records_are_counted_and_the_page_stays_small(
    stood: Stood, as_: Browsers, dossier: Dossier, people: dict[str, Account]
) -> None:
    more_of(dossier, people["keeper"], 500)
    browser = as_("keeper")
    for address in (
        "/timeline/?at=202X",
        "/timeline/?at=2025-02",
        "/timeline/?at=202X&by=theme",
        "/timeline/?at=203X&by=actor",
    ):
        assert queries(browser, address) <= 15, address
        assert len(read(browser, address)) < 150_000, address
    page = read(browser, "/timeline/?at=202X")
    sorts = [found["sort"] for found in _MARK.finditer(page)]
    assert sorts.count("bar event") == 10
    assert '<td class="number">28</td>' in page


def test_where_nothing_is_recorded_the_pages_say_what_would_stand_there(as_: Browsers) -> None:
    time = read(as_("keeper"), "/timeline/")
    assert "No record like this has a date yet." in time and "Nothing is recorded as watched" not in time
    assert "No place has a location yet." in read(as_("keeper"), "/map/")
    assert "No measure or recommendation is recorded yet." in read(as_("keeper"), "/board/")
    assert "No measure or recommendation is like this." in read(as_("keeper"), "/board/?form=measure")


def test_a_filter_that_is_wrong_says_so(stood: Stood, as_: Browsers) -> None:
    page = read(as_("reader"), "/timeline/?since=spring")
    assert "is no date" in page and "<svg" not in page
