"""Quotation marks: which belong together, what lies within what, and what to do where one is missing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.reading.analysis import find_quotations

OUTER = [
    ("He said “yes” and “no”.", ["yes", "no"]),
    ('He said "yes" and "no".', ["yes", "no"]),
    ('He said “yes".', ["yes"]),
    ('He said "yes”.', ["yes"]),
    ("He said «yes».", ["yes"]),
    ("He said « yes ».", [" yes "]),
    ("He said »yes«.", ["yes"]),
    ("Er sagte „ja“ und „nein“.", ["ja", "nein"]),
    ("Er sagte „ja” und „nein”.", ["ja", "nein"]),
    ("He said ``yes''.", ["yes"]),
    ("He said ‘yes, and don’t ask’.", ["yes, and don’t ask"]),
    ("He said 'yes, and don't ask'.", ["yes, and don't ask"]),
    ("The farmers’ leaders and the workers’ own.", []),
    ("In the '90s he said “yes”.", ["yes"]),
    ("’Tis true; he said “yes”.", ["yes"]),
    ("He said “they call it ‘peace’ here”.", ["they call it ‘peace’ here"]),
    ("He said “they call it “peace” here”.", ["they call it “peace” here"]),
    ('He said "they call it "peace" here".', ['they call it "peace" here']),
    ("He said “one oar.””", ["one oar."]),
    ("He said “like “one oar.””", ["like “one oar.”"]),
    ("He said: “They dread the long “winter.”", ["They dread the long “winter.”"]),
    ("He said: “No. He also said: “Yes.”", ["No.", "Yes."]),
    ("He threatened: The harbour will burn before noon.”", ["The harbour will burn before noon."]),
    ("Nothing was said of it.”", []),
    ('He said: "...our well is dry." And "...so on."', ["...our well is dry.", "...so on."]),
    ("“First part of it.\n“Second part of it.”", ["First part of it.", "Second part of it."]),
    ("a 5″ nail and a 6″ nail", []),
    ("“”", [""]),
    ("", []),
]


@pytest.mark.parametrize(("text", "wanted"), OUTER)
def test_outermost_quotations(text: str, wanted: list[str]) -> None:
    found = [q for q in find_quotations(text) if q.depth == 0]
    assert [text[q.inner_start : q.inner_end] for q in found] == wanted


def test_a_missing_closing_mark_is_told() -> None:
    assert [q.closed for q in find_quotations("He said: “No. He also said: “Yes.”")] == [False, True]


marks = st.text(alphabet="ab .:!\n“”\"'‘’«»„`", max_size=200)


@given(marks)
def test_quotations_nest(text: str) -> None:
    found = list(find_quotations(text))
    for quoted in found:
        assert 0 <= quoted.start <= quoted.inner_start <= quoted.inner_end <= quoted.end <= len(text)
    outer: list[int] = []
    for quoted in found:
        while outer and outer[-1] <= quoted.start:
            outer.pop()
        assert len(outer) == quoted.depth
        assert not outer or quoted.end <= outer[-1]
        outer.append(quoted.end)


@pytest.mark.parametrize(
    "piece", ['"', "“", "”", "'", "‘a ", "“a” ", ": ”", ". x: “y” ", "“a\n", "``", "«", "»a"]
)
def test_a_million_marks_are_read_in_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begun = time.process_time()
        sum(1 for _ in find_quotations(text))
        return time.process_time() - begun

    # Four times the text; the best of three, since other work on the machine counts too.
    assert min(seconds(400_000) for _ in range(3)) < 8 * max(min(seconds(100_000) for _ in range(3)), 0.02)
