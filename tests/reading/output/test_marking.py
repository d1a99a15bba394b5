"""The marked text says neither more nor less than the text."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st
from tests.reading.timing import times_as_long

from sourcebook.reading.output.marking import Found, segments


def test_overlapping_finds_are_cut_apart_and_the_narrowest_leads() -> None:
    text = "At least 14 people were killed, he said."
    found = [Found(0, 30, "event", "event-0"), Found(9, 11, "figure", "figure-0")]
    cut = segments(text, found, [(30, "3")])
    assert [(s.text, s.kinds) for s in cut] == [
        ("At least ", "event"),
        ("14", "figure event"),
        (" people were killed", "event"),
        (", he said.", ""),
    ]
    assert cut[1].anchor == "figure-0"
    assert [s.notes for s in cut] == [(), (), ("3",), ()]


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
    st.lists(st.integers(0, 40), max_size=4),
)
def test_no_character_and_no_mark_is_lost(text: str, spans: list[tuple[int, int]], marks: list[int]) -> None:
    found = [Found(a, min(b, len(text)), "event", f"event-{n}") for n, (a, b) in enumerate(spans)]
    cut = segments(text, found, [(at, "1") for at in marks])
    assert "".join(s.text for s in cut) == text
    assert sum(len(s.notes) for s in cut) == len(marks)


def test_ten_thousand_finds_in_one_paragraph_take_no_long_time() -> None:
    def seconds(count: int) -> float:
        text = "x " * count
        began = time.process_time()
        segments(text, [Found(2 * n, 2 * n + 1, "figure", f"f-{n}") for n in range(count)])
        return time.process_time() - began

    seconds(100)
    assert times_as_long(seconds, 2_000, 20_000, 0.02) < 30
