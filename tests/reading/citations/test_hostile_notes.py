"""Whatever stands in a note, reading ends soon, and no URL is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.citations.test_sources import cite
from tests.reading.timing import times_as_long

PIECES = [
    *(
        "Varnia Post",
        ", ",
        "; ",
        ". ",
        "The River",
        "3 May 2023",
        "(accessed on 4 May 2023)",
        "Ibid.",
        "“",
        "”",
    ),
    *(
        "<https://a.example/1>",
        "https://b.example/x(1)",
        "www.c.example/y",
        "(",
        ")",
        "pp. 3-4",
        "A/HRC/1/2",
        "v.",
    ),
    *("*", "\\_", "2014", "[GC]", "no. 1/02", "supra note 3", "é", "заявил", "[t](https://d.example/z)"),
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), min_size=1, max_size=4))
def test_spans_lie_within_the_note_and_urls_are_kept(notes: list[str]) -> None:
    for note, citation in zip(notes, cite(*notes), strict=True):
        urls = " ".join(url for source in citation.sources for url in source.urls)
        for source in citation.sources:
            assert 0 <= source.span.start <= source.span.end <= len(note)
        if "<https://a.example/1>" in note and citation.kind != "empty":
            assert "https://a.example/1" in urls


@pytest.mark.parametrize(
    "unit",
    [
        ";",
        "(",
        "“",
        "a, ",
        "3 May 2023, ",
        "https://",
        "x; 3 May 2023; ",
        "A/",
        "v. ",
        "et, ",
        "§ 1 ",
        "see ",
        "A, B and C v. ",
        "A/HRC/1/2, ",
        "May–June 2023, ",
        "op. cit. ",
    ],
)
def test_a_hostile_note_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        cite(unit * count)
        return time.process_time() - began

    seconds(50)
    assert times_as_long(seconds, 800, 8_000, 0.01) < 30
