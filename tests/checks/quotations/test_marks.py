"""Quotation marks: pairs, kinds, and emphasis within."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_from, reading_of

BALANCE = [
    # Never closed, and the report's own text follows as if it were the speaker's.
    ("He said: “The road is closed. The Minister denied it and said: “It is open.”", "error"),
    ("“There is no such people, said the Academician. He opened the congress “One Valley” in May.", "error"),
    ('He said: "The road is closed. The Minister denied it and said: "It is open."', "error"),
    # Only the last mark is missing.
    ("He said: “The road is closed.", "warning"),
    ("He said: “They will not give up the notion of “Greater Lune” before the next “lesson.”", "warning"),
    ("He said: «The road is closed.", "warning"),
    # Closed, but never opened.
    ("The closure touched health, schooling, and the right to move freely, among others.”", "error"),
    ('The closure touched health, schooling, and the right to move freely, etc."', "error"),
    ("He said: The road is closed and will be closed for ever.”", "error"),
    # In order: nested, in a row, with apostrophes, omissions, brackets; in other languages; measures.
    ("He said: “My father used to say: ‘Lock the barn.’ I am not ashamed of it.”", None),
    ("He called it “a lesson”, “a service” and “a joke”; it’s the boys’ own word.", None),
    ("He said: “... they ran [laughs] in slippers...” and left.", None),
    ('He said: "They ran." She said: "They didn\'t."', None),
    ("Er sagte: „Die Straße ist zu.“ Sie sagte: »Nein.«", None),
    ("Il a dit : « La route est fermée. »", None),
    ('The shell had a calibre of 6" and fell at 40°12\'30" north.', None),
    ("He quoted the notion of “Greater “Lune”” at length.", None),
]


@pytest.mark.parametrize(("text", "severity"), BALANCE)
def test_marks_without_partner(text: str, severity: str | None) -> None:
    findings = found("quote-unbalanced", reading_of(text))
    assert [f.severity for f in findings] == ([severity] if severity else [])
    assert all(f.paragraphs == ("1",) for f in findings)


def test_a_quotation_over_several_paragraphs_is_closed_once() -> None:
    long = ("He said: “We came in spring and found the road closed.", "“We went back in autumn.”")
    assert found("quote-unbalanced", reading_of(*long)) == []
    assert found("quote-unbalanced", reading_of(long[0], "We went back in autumn.”")) == []
    assert len(found("quote-unbalanced", reading_of(long[0], "We went back in autumn."))) == 1


MIXED = [
    ('He called it "a lesson in plumbing”.', ['"a lesson in plumbing”']),
    ('He called it “a lesson in plumbing".', ['“a lesson in plumbing"']),
    ('He called it “a lesson”, “a service” and "a joke".', ['"a joke"']),
    ("He called it “a lesson”, “a service” and «a joke».", ["«a joke»"]),
    ("He called it “a lesson” and “a service”.", []),
    ('He called it "a lesson" and "a service".', []),
    ('He said: “They called it "a lesson" and laughed.”', []),
    ("Er nannte es „eine Lehre“ und „einen Dienst“.", []),
]


@pytest.mark.parametrize(("text", "wanted"), MIXED)
def test_kinds_of_marks(text: str, wanted: list[str]) -> None:
    assert [f.sides[0].words for f in found("quote-mixed-marks", reading_of(text))] == wanted


EMPHASIS = [
    ("He replied: “It is *arithmetic*, not a threat.”", ["arithmetic"]),
    ("He replied: “It is **plain arithmetic**, not a threat.”", ["plain arithmetic"]),
    ("He replied: “We shall *never* leave the valley to them.”", ["never"]),
    # Said to be added, in a bracket or in the note; a name; another language; all of it; outside.
    ("He replied: “It is *arithmetic*, not a threat” (emphasis added).", []),
    ("He replied: “It is *arithmetic*, not a threat.”[^1]", []),
    ("He replied: “I told the *Kelmet Post* that it is arithmetic.”", []),
    ("He replied: “It is, *inter alia*, arithmetic.”", []),
    # As a PDF has it, whose lines end between two words.
    ("He replied: “It is *de* *facto* arithmetic.”", []),
    ("He replied: “*It is arithmetic, not a threat.*”", []),
    ("He *himself* replied: “It is arithmetic.”", []),
    ("The Court recalled “its judgment in *Marash v. Ardovia* of that year”.", []),
]


@pytest.mark.parametrize(("text", "wanted"), EMPHASIS)
def test_emphasis_in_quotations(text: str, wanted: list[str]) -> None:
    note = "Kelmet Post, “Sums”, 3 May 2031, <https://post.example/1>, emphasis in the original."
    assert [f.terms[0] for f in found("quote-emphasis", reading_of(text, notes=(note,)))] == wanted


def test_emphasis_is_explained_once_for_all() -> None:
    method = "# Method\n\n1. Emphasis in quotations is ours: *emphasis added* is not repeated.\n"
    quoted = "\n# Findings\n\n2. He replied: “It is *arithmetic*, not a threat.”\n"
    assert found("quote-emphasis", reading_from(method + quoted)) == []
    assert len(found("quote-emphasis", reading_from("# Method\n\n1. We read on.\n" + quoted))) == 1
