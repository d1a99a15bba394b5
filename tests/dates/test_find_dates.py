"""Dates in the sentences of reports: the text left, what it means right."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.dates import bounds, find_dates

CASES = [
    ("On 8 February, the minister said", ["2023-02-08"]),
    ("On February 8, the minister said", ["2023-02-08"]),
    ("on 8 February 2021 in the capital", ["2021-02-08"]),
    ("the 8th of February 2021", ["2021-02-08"]),
    ("On June 3, 1907, a treaty", ["1907-06-03"]),
    ("the night of August 4-5, 1987", ["1987-08-04/1987-08-05"]),
    ("On 13-14 November, a fair", ["2023-11-13/2023-11-14"]),
    ("On 2, 3 and 5 May the school was hit", ["2023-05-02", "2023-05-03", "2023-05-05"]),
    ("between 19 July 2021 and 6 March 2022", ["2021-07-19/2022-03-06"]),
    ("between 8 July and 30 August 2022", ["2022-07-08/2022-08-30"]),
    ("from 28 December to 5 January 2022", ["2021-12-28/2022-01-05"]),
    ("in early November 2023", ["2023-11-01~/2023-11-10~"]),
    ("in mid-June", ["2023-06-11~/2023-06-20~"]),
    ("late February 2024", ["2024-02-21~/2024-02-29~"]),
    ("in early 2022", ["2022-01~/2022-04~"]),
    ("in November 2023", ["2023-11"]),
    ("in August", ["2023-08"]),
    ("in the autumn of 2022", ["2022-09~/2022-11~"]),
    ("in autumn 2022", ["2022-09~/2022-11~"]),
    ("the war of 1806-1812", ["1806/1812"]),
    ("in 1911–13", ["1911/1913"]),
    ("since the 1990s", ["199X"]),
    ("signed on 2023-02-08", ["2023-02-08"]),
    ("signed on 08.02.2023", ["2023-02-08"]),
    ("he may go in March", ["2023-03"]),
    ("Ms May and Mr March said", []),
    ("they march on", []),
    ("Resolution 2023/12 and 1,992 people", []),
    ("https://news.example/2023/02/08/a", []),
    ("31 February 2023", []),
    ("at 7 p.m. on 6 October", ["2023-10-06"]),
    # Stretches of months and across months.
    ("interviews, May–November 2022", ["2022-05/2022-11"]),
    ("interviews, May –July 2022", ["2022-05/2022-07"]),
    ("visits in June and September 2022", ["2022-06", "2022-09"]),
    ("between June and September 2022", ["2022-06/2022-09"]),
    ("from May to November 2022", ["2022-05/2022-11"]),
    ("October 2022 to February 2023", ["2022-10/2023-02"]),
    ("3 May 2022 – 5 June 2022", ["2022-05-03/2022-06-05"]),
    ("10 May–3 June 2022", ["2022-05-10/2022-06-03"]),
    ("May 3rd, 2022", ["2022-05-03"]),
    ("they may and March 2022 was dry", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_date_is_read_as_written(text: str, expected: list[str]) -> None:
    assert [mention.edtf for mention in find_dates(text, "en", 2023)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "el 8 de febrero de 2021", ["2021-02-08"]),
        ("es", "entre el 3 y el 5 de mayo", ["2023-05-03/2023-05-05"]),
        ("fr", "le 1er août 2022", ["2022-08-01"]),
        ("ru", "8 февраля 2021 года", ["2021-02-08"]),
        ("ru", "в начале мая", ["2023-05-01~/2023-05-10~"]),
    ],
)
def test_date_in_other_languages(language: str, text: str, expected: list[str]) -> None:
    assert [mention.edtf for mention in find_dates(text, language, 2023)] == expected


def test_a_year_that_the_text_does_not_give_is_said_to_be_added() -> None:
    added, stated = find_dates("On 8 February and on 9 March 2022", "en", 2023)
    assert (added.edtf, added.year_stated) == ("2023-02-08", False)
    assert (stated.edtf, stated.year_stated) == ("2022-03-09", True)


def test_without_a_scope_year_a_bare_day_is_not_guessed() -> None:
    assert find_dates("On 8 February", "en") == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("until 14 June at the latest", "../2023-06-14"), ("since 4 March 2022", "2022-03-04/..")],
)
def test_open_ended_dates(text: str, edtf: str) -> None:
    assert find_dates(text, "en", 2023)[0].open_end() == edtf


@given(st.text(alphabet="0123456789 -–/.,MayJune andof", max_size=80))
def test_every_mention_is_a_valid_date_at_its_place(text: str) -> None:
    last = 0
    for mention in find_dates(text, "en", 2023):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end
        low, high = bounds(mention.edtf)
        assert low <= high


@pytest.mark.parametrize("unit", ["1, ", "1 and ", "May ", "2023-", "early ", "9 - ", "between 1 May and "])
def test_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        find_dates(unit * count, "en", 2023)
        return time.process_time() - began

    seconds(100)
    assert seconds(40_000) < 25 * max(seconds(4_000), 0.02)
