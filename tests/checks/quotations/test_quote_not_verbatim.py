"""Quotations beside the preserved copies of what they cite."""

from __future__ import annotations

import pytest
from tests.checks.making import reading_of

from sourcebook.checks import Finding, Report, Settings, check
from sourcebook.checks.rules.quotations.quote_not_verbatim import QuoteNotVerbatim

NOTE = "The Orsk Herald, “The speech at the harbour”, 4 May 2031, https://www.orsk-herald.example/speech (accessed 6 May 2031)"
OTHER = "Radio Ketta, “Morning talk”, 5 May 2031, https://radio-ketta.example/talk (accessed 6 May 2031)"
ADDRESS, SECOND = "orsk-herald.example/speech", "radio-ketta.example/talk"
TEXT = (
    "We will never attack the valley. The valley is ours, and our fathers built its mills.\n\n"
    "We will open the road for all farmers, except those who carried weapons. Long live Ardovia!"
)
RUSSIAN = (
    "Мы никогда не нападём на долину. Долина наша, и наши отцы построили её мельницы. Да здравствует страна!"
)


def found(sentence: str, preserved: dict[str, str], *notes: str) -> list[Finding]:
    reading = reading_of(sentence, notes=notes or (NOTE,))
    return list(QuoteNotVerbatim().find(Report(reading, preserved)))


def test_a_check_of_a_report_takes_preserved_texts() -> None:
    reading, settings = (
        reading_of(said("We will ... attack the valley."), notes=(NOTE,)),
        Settings(only=frozenset({"quote-not-verbatim"})),
    )
    assert not check(reading, settings).findings
    (finding,) = check(reading, settings, preserved={ADDRESS: TEXT}).findings
    assert "never" in finding.message


def said(words: str, marks: str = "[^1]") -> str:
    return f"On 4 May 2031, President Orlan Tesk said: “{words}”{marks}"


@pytest.mark.parametrize(
    "words",
    [
        "We will never attack the valley.",
        "The valley is ours ... our fathers built its mills.",
        "The valley [of Lumen] is ours, and our fathers built its mills.",
        "[T]he valley is ours, and our fathers built its mills.",
    ],
)
def test_a_faithful_quotation_is_silent(words: str) -> None:
    assert not found(said(words), {ADDRESS: TEXT})


@pytest.mark.parametrize(
    ("words", "severity", "told"),
    [
        ("We will ... attack the valley.", "error", "never"),
        ("We will open the road for all farmers.", "error", "except"),
        ("The valley is ours, and our fathers burnt its mills.", "error", "built"),
        ("The valley is [theirs], and our fathers built its mills.", "error", "[theirs]"),
        ("The harvest will be poor for the third year running.", "error", "not in the source"),
        ("The valley is ours and our fathers built its mills.", "warning", "ours, and"),
    ],
)
def test_a_quotation_that_is_not_in_its_source_is_found(words: str, severity: str, told: str) -> None:
    (one,) = found(said(words), {ADDRESS: TEXT})
    assert one.severity == severity
    assert told in one.message
    assert one.paragraphs == ("1",)
    assert one.notes == (1,)
    assert len(one.sides) == 2


def test_nothing_preserved_nothing_said() -> None:
    assert not found(said("The harvest will be poor."), {})
    assert not found(said("The harvest will be poor."), {"elsewhere.example/page": TEXT})


def test_one_source_of_two_is_enough() -> None:
    words = said("We will never attack the valley.", "[^1][^2]")
    assert not found(words, {ADDRESS: "Nothing of the kind.", SECOND: TEXT}, NOTE, OTHER)


def test_a_source_that_was_not_preserved_may_have_it() -> None:
    (one,) = found(said("The harvest will be poor for years.", "[^1][^2]"), {ADDRESS: TEXT}, NOTE, OTHER)
    assert one.uncertain


def test_a_translation_cannot_be_compared() -> None:
    (one,) = found(said("We will never attack the valley."), {ADDRESS: RUSSIAN})
    assert one.severity == "info"
    assert "another script" in one.message


def test_a_denial_in_the_reports_own_words_counts() -> None:
    sentence = "On 4 May 2031, President Orlan Tesk said that he would never “attack the valley”.[^1]"
    assert not found(sentence, {ADDRESS: TEXT})


def test_the_interviewers_words_are_not_the_ministers() -> None:
    talk = "Q: Did your soldiers burn the mill?\nA: They guarded the mill.\n\nQ: Who burned the mill, then?\nA: Ask the rebels."
    (one,) = found(said("Who burned the mill, then?"), {ADDRESS: talk})
    assert "Q" in one.message
    assert not found(said("They guarded the mill."), {ADDRESS: talk})
