"""The day in the text against the days of its sources."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_of

SAID = "President Vaškel said: “We are a patient people, and our patience is at its end.”[^1]"
PRESIDENT = "President of Ardovia, “Address”, {}, <https://president.example/1> (accessed on 4 July 2031)."
POST = "Kelmet Post, “Patience ends”, {}, <https://kelmet-post.example/1> (accessed on 4 July 2031)."
MODEST = (
    "In 2031, President of Ardovia Ömir Vaškel, the President of Ardovia, said: “I am modest, and I am well.”"
)

CASES = [
    # Older than what they prove: whoever published them.
    ("On 16 May, " + SAID, (PRESIDENT.format("6 May 2031"),), ["1"]),
    ("On 16 May, " + SAID, (POST.format("6 May 2031"),), ["1"]),
    ("On 16 May 2031, " + SAID, (POST.format("6 May 2031"),), ["1"]),
    # The speaker's own office, much later.
    ("On 6 May, " + SAID, (PRESIDENT.format("18 May 2031"),), ["1"]),
    # One witness agrees; midnight; newspapers lag; a month tells nothing; the year was filled in.
    ("On 6 May, " + SAID, (PRESIDENT.format("6 May 2031"),), []),
    ("On 6 May, " + SAID, (PRESIDENT.format("7 May 2031"),), []),
    ("On 6 May, " + SAID, (POST.format("18 May 2031"),), []),
    (
        "On 16 May, " + SAID,
        (PRESIDENT.format("16 May 2031").replace(").", "); ") + POST.format("1 May 2031"),),
        [],
    ),
    ("On 6 May, " + SAID, (PRESIDENT.format("May 2031"),), []),
    ("On 6 May, " + SAID, (PRESIDENT.format("6 May 2030"),), []),
    # The year is mistyped; the law under which it was said is older, and no proof.
    ("On 6 May 2031, " + SAID, (POST.format("6 May 2030"),), ["1"]),
    ("On 6 May 2031, " + SAID, (POST.format("14 February 2029"),), []),
    # The note proves the other day that the paragraph names.
    ("On 16 May, after the attack of 6 May, " + SAID, (POST.format("6 May 2031"),), []),
]


@pytest.mark.parametrize(("text", "notes", "wanted"), CASES)
def test_speeches(text: str, notes: tuple[str, ...], wanted: list[str]) -> None:
    findings = found("date-text-note", reading_of(text, MODEST, notes=notes))
    assert [label for f in findings for label in f.paragraphs] == wanted


HOSTS = [
    (
        "Interviewed by Channel Aurora on 6 May, Ömir Vaškel said: “We are patient, and we wait.”[^1]",
        "warning",
    ),
    ("On 6 May, Ömir Vaškel said: “We are patient, and we wait.”[^1]", None),
]


@pytest.mark.parametrize(("text", "severity"), HOSTS)
def test_the_station_that_did_the_interview(text: str, severity: str | None) -> None:
    note = "Channel Aurora, “Studio 6”, 20 May 2031, <https://aurora.example/6> (accessed on 4 July 2031)."
    findings = found("date-text-note", reading_of(text, notes=(note,)))
    assert [f.severity for f in findings] == ([severity] if severity else [])


def test_an_act_is_not_proved_by_an_older_source() -> None:
    text = "On 25 May, soldiers shelled the market of Brenn and killed two traders.[^1]"
    older, later = (POST.format(day) for day in ("18 May 2031", "30 May 2031"))
    assert [f.notes for f in found("date-text-note", reading_of(text, notes=(older,)))] == [(1,)]
    assert found("date-text-note", reading_of(text, notes=(later,))) == []


def test_a_body_may_publish_its_decision_late() -> None:
    text = "On 6 May, the Committee on Detention said: “The road must be opened, and it must stay open.”[^1]"
    note = "Committee on Detention, *Decision 4*, 20 May 2031, <https://body.example/4> (accessed on 4 July 2031)."
    assert [f.severity for f in found("date-text-note", reading_of(text, notes=(note,)))] == ["warning"]
