"""The invented report under check: of its flawed copy all that is planted is told and nothing else, of the clean
report nothing that an editor would have to mend."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from examples.making.flaws import Flaw, NearMiss, Place, flaws, near_misses

from sourcebook.checks import Finding, check
from sourcebook.checks.settings import load_settings
from sourcebook.reading import read

FORMATS = ("md", "docx", "html", "pdf")
# Rules that a format cannot show. At the foot of a PDF's page a number with nothing behind it is no note to the
# reader, which names it among its problems.
LEFT_OUT = {"pdf": frozenset({"note-empty"})}

Findings = Callable[[str], tuple[Finding, ...]]


@pytest.fixture(scope="module")
def planted(flawed: Path) -> Findings:
    return cache(lambda ending: _findings(flawed / f"flawed.{ending}"))


@pytest.fixture(scope="module")
def clean(ardovia: Path) -> Findings:
    return cache(lambda ending: _findings(ardovia / f"report.{ending}"))


def _findings(path: Path) -> tuple[Finding, ...]:
    checked = check(read(path), load_settings(path.parent / "sourcebook.toml"))
    assert not checked.failures
    return checked.findings


def holds(finding: Finding, words: str) -> bool:
    """Whether a finding shows some words to whoever reads it."""
    return any(words in told for told in (finding.message, *finding.terms, *(s.words for s in finding.sides)))


def tells(finding: Finding, flaw: Flaw) -> bool:
    """Whether a finding tells of a planted error: its rule, every place it must name, the words it must show."""
    place = flaw.place
    return (
        finding.rule == flaw.rule
        and {*place.paragraphs} <= {*finding.paragraphs}
        and {*place.notes} <= {*finding.notes}
        and (place.term is None or place.term in finding.terms)
        and holds(finding, flaw.shows)
    )


def touches(finding: Finding, place: Place) -> bool:
    """Whether a finding names a place, or any of several."""
    if place.term is not None:
        return holds(finding, place.term)
    return not (
        {*place.paragraphs}.isdisjoint(finding.paragraphs) and {*place.notes}.isdisjoint(finding.notes)
    )


def subject(finding: Finding) -> tuple[str, str]:
    """What a finding is about, wherever it stands."""
    return finding.rule, " ".join(finding.terms) or finding.sides[0].words


@pytest.mark.parametrize("ending", FORMATS)
def test_every_planted_error_is_told_with_its_severity_and_place(ending: str, planted: Findings) -> None:
    expected = [flaw for flaw in flaws() if flaw.rule not in LEFT_OUT.get(ending, ())]
    missed = [
        flaw
        for flaw in expected
        if not any(tells(finding, flaw) and finding.severity == flaw.severity for finding in planted(ending))
    ]
    assert missed == []


@pytest.mark.parametrize("ending", FORMATS)
def test_nothing_else_is_told(ending: str, planted: Findings, clean: Findings) -> None:
    known = {subject(finding) for finding in clean(ending)}
    others = [f for f in planted(ending) if not any(tells(f, flaw) for flaw in flaws())]
    assert [f for f in others if f.severity != "info" or subject(f) not in known] == []


@pytest.mark.parametrize("ending", FORMATS)
def test_no_error_is_told_twice(ending: str, planted: Findings) -> None:
    told = [(flaw, [f for f in planted(ending) if tells(f, flaw)]) for flaw in flaws()]
    assert [(flaw, findings) for flaw, findings in told if len(findings) > 1] == []


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("near", near_misses(), ids=lambda near: f"{near.rule}: {near.why}")
def test_what_only_looks_like_an_error_stays_silent(near: NearMiss, ending: str, planted: Findings) -> None:
    assert [f for f in planted(ending) if f.rule == near.rule and touches(f, near.place)] == []


@pytest.mark.parametrize("ending", FORMATS)
def test_the_clean_report_has_no_error_and_no_warning(ending: str, clean: Findings) -> None:
    assert [finding for finding in clean(ending) if finding.severity != "info"] == []
