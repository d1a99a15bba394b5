"""Dates as people type them: what they become, and which are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.dates import bounds
from sourcebook.dossier.ingest.dating import ORDERS, DateRefused, Order, written_date


@pytest.mark.parametrize(
    ("text", "order", "edtf"),
    [
        ("2031", None, "2031"),
        ("2031-04", None, "2031-04"),
        ("2031-04-18", None, "2031-04-18"),
        ("2031-04-18/2031-05-01", None, "2031-04-18/2031-05-01"),
        ("../2031-04-18", None, "../2031-04-18"),
        ("2031~", None, "2031~"),
        ("2031/4/8", None, "2031-04-08"),
        ("2031.04.18", None, "2031-04-18"),
        ("20310418", None, "2031-04-18"),
        ("2031-04-18T10:22:00Z", None, "2031-04-18"),
        ("2031-04-18 10:22", None, "2031-04-18"),
        ("25/04/2031", None, "2031-04-25"),
        ("04/25/2031", None, "2031-04-25"),
        ("04/04/2031", None, "2031-04-04"),
        ("03/04/2031", "day-first", "2031-04-03"),
        ("03.04.2031", "day-first", "2031-04-03"),
        ("03/04/2031", "month-first", "2031-03-04"),
        ("18 April 2031", None, "2031-04-18"),
        ("April 2031", None, "2031-04"),
        ("about 18 April 2031", None, "2031-04-18~"),
        ("c. 18 April 2031", None, "2031-04-18~"),
        ("ca. April 2031", None, "2031-04~"),
        ("18 April 2031, 22:30", None, "2031-04-18"),
        ("18 April 2031 at 9:05", None, "2031-04-18"),
        ("since 18 April 2031", None, "2031-04-18/.."),
        ("from 3 April to 5 June 2031", None, "2031-04-03/2031-06-05"),
    ],
)
def test_date_that_can_be_read(text: str, order: Order | None, edtf: str) -> None:
    assert written_date(text, "en", order) == edtf


@pytest.mark.parametrize(
    ("text", "order", "why"),
    [
        ("03/04/2031", None, "2031-04-03 or 2031-03-04"),
        ("03/04/2031", "iso", "year-month-day"),
        ("25/04/2031", "month-first", "no possible date"),
        ("31/06/2031", "day-first", "no possible date"),
        ("2031-06-31", None, "no possible date"),
        ("31 June 2031", None, "no date"),
        ("2031-13-01", None, "no possible date"),
        ("2031-05-01/2031-04-18", None, "ends before"),
        ("03/04/31", "day-first", "two digits"),
        ("18 April", None, "no date"),
        ("18 April 2031 or so they say", None, "more than a date"),
        ("soon", None, "no date"),
        ("", None, "no date"),
        ("[" * 80, None, "no date"),
    ],
)
def test_date_that_is_refused(text: str, order: Order | None, why: str) -> None:
    with pytest.raises(DateRefused, match=why):
        written_date(text, "en", order)


def test_words_of_another_language() -> None:
    assert written_date("18 апреля 2031", "ru") == "2031-04-18"


@given(
    st.one_of(st.text(max_size=90), st.text("0123456789-/.~?XuT:[]{}, ", max_size=30)),
    st.sampled_from([None, *ORDERS]),
)
def test_whatever_is_typed_gives_a_possible_date_or_is_refused(text: str, order: Order | None) -> None:
    try:
        edtf = written_date(text, "en", order)
    except DateRefused as refusal:
        assert str(refusal)
    else:
        bounds(edtf)
