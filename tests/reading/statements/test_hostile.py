"""Sentences without end are read in time that grows with their length, not with its square."""

from __future__ import annotations

import time

import pytest
from tests.reading.reports import context_of

from sourcebook.reading.statements import find_statements


def seconds(text: str) -> float:
    begun = time.process_time()
    find_statements(context_of(text))
    return time.process_time() - begun


@pytest.mark.parametrize(
    "unit",
    [
        "He said of the “one two three” and ",
        "“one two three four” that which said the, ",
        "according to the mayor, a judge, now held in Orvel, ",
        "“strongly” condemned which she called ",
        '"one two" and ',
        "the envoy of the lakes, who said of ",
    ],
)
def test_a_sentence_without_end_is_read_in_linear_time(unit: str) -> None:
    short, long = seconds(unit * 150), seconds(unit * 600)
    assert long < 12 * short + 0.5
