"""The order of paragraphs in time, and how dates are written."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_of


def chronicle(*days: str) -> list[str]:
    """Paragraphs that open with these days."""
    return [f"On {day}, the road was closed again." for day in days]


REST = ("12 May", "15 May", "20 May", "2 June", "9 June")
ORDERS = [
    (chronicle("3 May", "9 April", *REST), [("1", "2")], "warning"),
    (chronicle("3 May", *REST, "1 May"), [("6", "7")], "warning"),
    # A section that starts anew; one too short to tell.
    (chronicle("3 May", "12 June", "3 April", "5 April", "9 April", "12 April"), [("2", "3")], "info"),
    (chronicle("3 May", "9 April"), [("1", "2")], "info"),
    # In order; on one day; a month that holds the day before; the turn of the year; no order at all.
    (chronicle("3 May", "9 May", *REST), [], None),
    (chronicle("3 May", "3 May", *REST), [], None),
    ([*chronicle("3 May"), "In May, the road was closed again.", *chronicle(*REST)], [], None),
    (chronicle("3 October 2031", "20 November 2031", "20 December", "5 January", "9 January"), [], None),
    (chronicle("3 May", "9 April", "2 June", "1 March", "5 July", "2 February"), [], None),
    # A date that only bounds a time, one in a quotation, one far from the beginning.
    ([*chronicle("3 May"), "Since 9 April, the road has been closed.", *chronicle(*REST)], [], None),
    ([*chronicle("3 May"), "“On 9 April, we closed it”, he said.", *chronicle(*REST)], [], None),
    ([*chronicle("3 May"), "The road was closed. It had been open on 9 April.", *chronicle(*REST)], [], None),
]


@pytest.mark.parametrize(("paragraphs", "wanted", "severity"), ORDERS)
def test_paragraphs_out_of_order(
    paragraphs: list[str], wanted: list[tuple[str, str]], severity: str | None
) -> None:
    findings = found("date-order", reading_of(*paragraphs))
    assert [f.paragraphs for f in findings] == wanted
    assert [f.severity for f in findings] == [severity] * len(wanted)


FORMS = [
    ("On 3 May it rained. On 4 June it snowed. On July 5 it was dry.", ["July 5"]),
    ("On 3 May it rained, on 4 June, too. On 05.07.2031 it was dry.", ["05.07.2031"]),
    ("On 3 May it rained. On June 4 it snowed. On July 5 it was dry.", ["3 May"]),
    ("On 03 May it rained.", ["03 May"]),
    ("On 3 May it rained. On 4 June it snowed.", []),
    ("On 3 May it rained. In June 2031 it snowed.", []),
    ("On 3 May it rained. He said: “On June 4 it snowed, and on 05 July, too.”", []),
]


@pytest.mark.parametrize(("text", "wanted"), FORMS)
def test_forms_of_dates(text: str, wanted: list[str]) -> None:
    findings = found("date-format", reading_of(text))
    assert [f.sides[-1].words for f in findings] == wanted


def test_a_padded_day_is_offered_without_its_zero() -> None:
    note = (
        "Kelmet Post, *Diary of 04 June*, 05 June 2031, <https://post.example/1> (accessed on 4 July 2031)."
    )
    edits = [f.edit for f in found("date-format", reading_of("It rained.[^1]", notes=(note,)))]
    assert [(edit.old, edit.new) for edit in edits if edit] == [("05 June 2031", "5 June 2031")]
