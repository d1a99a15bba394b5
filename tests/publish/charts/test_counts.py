"""The numbers of the charts are those that a person counts in the records, and what is left out is said."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.charts.ardovian import STATEMENTS, THEMES, basis, material, record

from sourcebook.languages import languages_with, words
from sourcebook.publish.charts import NoData, NoSuchChart, chart_names, draw
from sourcebook.publish.charts.counting import months_between, touches, within
from sourcebook.publish.charts.interval import poisson_interval
from sourcebook.publish.charts.statements import by_month
from sourcebook.publish.charts.words import FOLDER
from sourcebook.publish.material import Material
from sourcebook.publish.printed import reading


def below(name: str, given: Material | None = None, **how: str) -> str:
    return reading(draw(name, given or material(), **how).below)


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


def test_themes_by_hand() -> None:
    picture = draw("statements-by-theme", material())
    by_hand = Counter(theme for _, _, themes, _ in STATEMENTS for theme in themes)
    assert dict(by_hand) == {"threat-of-force": 6, "dehumanisation": 3, "denial": 3, "territorial-claim": 2}
    for code, count in by_hand.items():
        assert f"{THEMES[code]}: {count}" in picture.alt
    assert Counter(texts(picture.svg)) >= Counter(["6", "3", "3", "2", *THEMES.values()])


def test_below_themes() -> None:
    assert below("statements-by-theme") == (
        "n = 11 statements from 5 sources; 1 dated by publication; left out: 1 without a theme; codebook "
        "state-rhetoric 1.0. A statement may have several themes. Thin lines: exact 95% Poisson intervals of the "
        "counts (Garwood). Counted is what was documented, not all that was said."
    )


def test_months_by_hand() -> None:
    picture = draw("statements-by-month", material(), period="2031")
    assert picture.alt == (
        "Bar chart. Documented statements by month, 2031: January 2031: 2; March 2031: 4; April 2031: 2; "
        "June 2031: 1; none in February 2031, May 2031 and July 2031 to December 2031."
    )
    assert reading(picture.below).startswith(
        "n = 9 statements from 5 sources; period 2031; 1 dated by publication; left out: 1 without a date, 1 not dated to a "
        "month, 1 outside the period."
    )
    assert Counter(texts(picture.svg))["Dec"] == 1


def test_theme_and_month_by_hand() -> None:
    picture = draw("statements-by-theme-and-month", material(), period="2031")
    assert "Threat of force: 5 (January 2031: 2, March 2031: 2 and April 2031: 1)" in picture.alt
    assert "Territorial claim: 2 (January 2031: 1 and June 2031: 1)" in picture.alt
    cells = [text for text in texts(picture.svg) if text.isdigit() and len(text) == 1]
    assert Counter(cells) == {"1": 5, "2": 3}


def test_reactions_of_bodies_are_no_statements_here() -> None:
    only = material(records={"x": record("statement", "x", form="reaction", when="2031-03-03")})
    with pytest.raises(NoData):
        draw("statements-by-month", only)


def test_sources_are_those_cited_and_those_quoted_and_never_our_own_report() -> None:
    records = {
        "a": record("statement", "a", form="remark", when="2031-01-02", evidence=basis("s-tv")),
        "b": record("statement", "b", form="remark", when="2031-01-02", evidence=[
            {"layer": "l-1", "basis": None, "stance": "supports"},
            {"layer": None, "basis": "s-other", "stance": "contradicts"},
            {"layer": None, "basis": "s-own", "stance": "supports"},
        ]),
        "c": record("capture", "c", source="s-quoted", layers=[{"id": "l-1"}]),
    }  # fmt: skip
    given = material(records=records, own=frozenset({"s-own"}))
    assert below("statements-by-month", given).startswith("n = 2 statements from 2 sources; none left out.")


def test_what_was_watched_is_said_where_records_say_it() -> None:
    watch = record("watch", "w-1", outlet="Ardovia Public Television", period="2031")
    given = material(records={**material().records, "w-1": watch})
    assert below("statements-by-month", given).endswith("Watched: Ardovia Public Television (2031).")


def test_timeline() -> None:
    picture = draw("events-timeline", material())
    assert picture.alt == (
        "Timeline. Documented events in time: 3 February 2031: Chapel of Brenn painted over; 10–14 February 2031: "
        "Bridge at Sel closed; May 2031: A teacher held in Kelmet; by 20 May 2031: Stones of the old cemetery "
        "removed, as seen on an image of that day; 1 September 2031: Festival of the Upper Bank, «Праздник», تجمع."
    )
    assert reading(picture.below).startswith("n = 5 events from 1 source; left out: 1 without a date.")
    assert "Speech at the dam" not in picture.svg


def test_timeline_of_many_events_has_a_row_for_each_type() -> None:
    records = {
        f"e-{day:02d}": record("event", f"e-{day:02d}", f"Event {day}", type="detention" if day % 3 else "trial",
                               when=f"2031-05-{day:02d}")
        for day in range(1, 28)
    }  # fmt: skip
    picture = draw("events-timeline", material(records=records))
    assert {"detention (18)", "trial (9)"} <= set(texts(picture.svg))
    assert picture.alt.endswith(
        "detention 18 (1 May 2031 to 26 May 2031); trial 9 (3 May 2031 to 27 May 2031)."
    )


def test_rival_figures_stand_side_by_side_without_an_average() -> None:
    picture = draw("figures", material())
    assert "icons removed: Government of Ardovia at most 3; Sellan Council 7" in picture.alt
    assert "OSCE Monitoring Mission, as of 20 February 2031, 410 (350 to 520)" in picture.alt
    assert "Government of Ardovia more than 1,200" in picture.alt
    assert reading(picture.below).startswith(
        "n = 5 claims (3 claimants) from 1 source; left out: 1 without a figure, 1 with one claimant only."
    )
    assert {"at most 3", "about 400", "410 (350 to 520)", "more than 1,200"} <= set(texts(picture.svg))


def test_figures_are_drawn_in_the_order_in_which_they_are_read() -> None:
    """From the smallest up, whatever marks they have."""
    heights = heights_of(draw("figures", material()).svg)
    assert heights["410 (350 to 520)"] < heights["about 400"] < heights["more than 1,200"]


def heights_of(svg: str) -> dict[str, float]:
    """How far down each text stands in its panel."""
    found = re.findall(r'<text[^>]*transform="translate\([-\d.]+,([-\d.]+)\)"[^>]*>([^<]+)</text>', svg)
    return {text: float(y) for y, text in found}


def test_one_claimant_twice_is_no_rival() -> None:
    claims = {
        id: record("claim", id, about="ev-1", property="p", unit="", low=None, best=float(best), high=None, rule="",
                   claimant="", claimant_words="Council", as_of="")
        for id, best in (("c1", 4), ("c2", 9))
    }  # fmt: skip
    with pytest.raises(NoData, match="figures: no figure has two claimants"):
        draw("figures", material(records=claims))


@pytest.mark.parametrize("name", chart_names())
def test_nothing_to_draw_is_one_clear_line(name: str) -> None:
    with pytest.raises(NoData) as caught:
        draw(name, material(records={}))
    assert str(caught.value).startswith(f"{name}: no ")
    assert "; take the " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_period_without_statements() -> None:
    with pytest.raises(NoData, match="no documented statement in the period 1999"):
        draw("statements-by-month", material(), period="1999")


def test_a_chart_that_is_not_there() -> None:
    with pytest.raises(NoSuchChart, match="there is no chart 'pie'; there are statements-by-theme, "):
        draw("pie", material())


# The exact 95% interval as printed in tables of it (Ulm 1990), to two decimals.
@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.69), (1, 0.03, 5.57), (2, 0.24, 7.22), (5, 1.62, 11.67), (10, 4.80, 18.39), (34, 23.55, 47.51),
     (100, 81.36, 121.63)],
)  # fmt: skip
def test_exact_intervals(count: int, low: float, high: float) -> None:
    assert poisson_interval(count) == pytest.approx((low, high), abs=0.006)


@settings(deadline=None)
@given(st.integers(0, 400))
def test_the_limits_are_those_of_the_definition(count: int) -> None:
    """At the upper limit so few, and at the lower so many, come about once in forty times."""
    low, high = poisson_interval(count)
    assert float(_at_most(count, high)) == pytest.approx(0.025, abs=1e-7)
    if count:
        assert float(1 - _at_most(count - 1, low)) == pytest.approx(0.025, abs=1e-7)


def _at_most(count: int, rate: float) -> Decimal:
    term = total = (-Decimal(rate)).exp()
    for number in range(1, count + 1):
        term = term * Decimal(rate) / number
        total += term
    return total


def test_no_interval_for_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="no interval for a count of -1"):
        poisson_interval(-1)


@pytest.mark.parametrize(
    ("when", "period", "lies", "may"),
    [("2031-05", "2031", True, True), ("2031", "2031-05", False, True), ("2030-12-31", "2031", False, False),
     ("../2031-05-20", "2031", False, True), ("../2033-05-20", "2031", False, False), ("1999/2031", "2031", False, True),
     ("2031-05", "", True, True)],
)  # fmt: skip
def test_periods(when: str, period: str, lies: bool, may: bool) -> None:
    assert (within(when, period), touches(when, period)) == (lies, may)


DATES = st.sampled_from(
    ["", "2031", "2031-01", "2031-01-05", "2031-02-28", "2031-11-30", "2032-02-01", "../2031-04-01"]
)
ROWS = st.lists(
    st.tuples(DATES, st.lists(st.sampled_from(list(THEMES)), max_size=3, unique=True)), max_size=12
)


@settings(deadline=None)
@given(ROWS)
def test_every_statement_is_counted_or_left_out(rows: list[tuple[str, list[str]]]) -> None:
    records: dict[str, Any] = {}
    themes = {}
    for number, (when, codes) in enumerate(rows):
        records[f"s-{number}"] = record("statement", f"s-{number}", form="remark", when=when, published="")
        themes[f"s-{number}"] = tuple(codes)
    try:
        sketch = by_month("statements-by-month", material(records=records, themes=themes), "en", "")
    except NoData:
        assert not any(len(when) > 4 and "/" not in when for when, _ in rows)
        return
    said = reading(sketch.below)
    counted = int(re.findall(r"n = (\d+)", said)[0])
    left_out = re.findall(r"(\d+) (?:without a date|not dated)", said)
    assert counted + sum(map(int, left_out)) == len(rows)
    assert sum(map(int, re.findall(r"\d{4}: (\d+)", sketch.alt))) == counted


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(2000, 2003), st.integers(1, 12)), min_size=1))
def test_no_month_is_skipped(months: list[tuple[int, int]]) -> None:
    span = list(months_between(months))
    assert set(months) <= set(span)
    assert span == sorted(set(span))
    first, last = min(months), max(months)
    assert len(span) == (last[0] - first[0]) * 12 + last[1] - first[1] + 1


@pytest.mark.parametrize("language", ["fr", "ru"])
@pytest.mark.parametrize("name", chart_names())
def test_other_languages_leave_nothing_unfilled_and_count_the_same(name: str, language: str) -> None:
    english, other = draw(name, material()), draw(name, material(), language=language)
    assert "{" not in other.alt + reading(other.below) + reading(other.caption)
    assert re.findall(r"\d+", reading(other.below))[0] == re.findall(r"\d+", reading(english.below))[0]
    assert reading(other.caption) != reading(english.caption)
    assert ".." not in other.alt + reading(other.below)


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert "au plus 3" in draw("figures", material(), language="fr").alt
    assert "1\u00a0200" in texts(draw("figures", material(), language="ru").svg)
    assert "more than 1\u00a0200" in texts(draw("figures", material(), language="fr").svg)
    assert "1,200" in texts(draw("figures", material()).svg)
    assert "41.4° N" in reading(draw("places", material()).below)


def test_a_language_without_words_is_printed_in_english() -> None:
    assert below("places", None, language="xx") == below("places")


@pytest.mark.parametrize("language", languages_with("charts", FOLDER))
def test_words_of_every_language_have_the_blanks_of_the_english_ones(language: str) -> None:
    english, other = words("charts", "en", FOLDER), words("charts", language, FOLDER)
    assert set(other) <= set(english)
    for entry, text in other.items():
        if isinstance(text, str) and isinstance(english[entry], str):
            assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", english[entry])), entry
        elif isinstance(text, str):
            assert "{count}" in text, entry
        else:
            assert type(text) is type(english[entry]), entry
    assert len(other["months"]) == 12
