"""Nothing leaves with an error, unless somebody says in the open why it may."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.drafting.records import id_of
from tests.publish.printing.ardovia import edition, material

from sourcebook.checks.findings import Finding, Severity, Side
from sourcebook.checks.rules import CATALOGUE
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.gate import Passing, pass_gate
from sourcebook.publish.gate.passing import may_be_set_aside, told
from sourcebook.reading import read

UNPROVED = "On 1 May 2031 the road was closed."
METHOD = "\n\n# Method {.annex}\n\n![Methodology](table:methodology)"


def override(*rules: str) -> str:
    rows = [
        f"- rule: {rule}\n  reason: looked at by three people\n  organisation: Two Banks Initiative\n"
        for rule in rules
    ]
    return "overrides:\n" + "".join(rows)


def passed(body: str, front: str = "", *findings: Finding) -> Passing:
    return pass_gate(parse(edition(body, front)), material(), None, findings)


def about(rule: str, severity: Severity, *records: str) -> Finding:
    return Finding(
        rule,
        severity,
        f"Something of {rule}.",
        tuple(Side("record", "words", record=id_of(one)) for one in records),
    )


def test_an_error_closes_the_gate() -> None:
    found = passed(UNPROVED)
    assert not found.open
    assert found.blocking == [f"sentence-unreferenced: {found.problems[0]}"]
    assert found.blocking[0].startswith("sentence-unreferenced: line 6, paragraph 1: “On 1 May 2031")


def test_an_override_lets_the_errors_of_one_rule_stand_and_no_other() -> None:
    found = passed(
        f"{UNPROVED}\n\nHe said “never so”.[@statement:{{threat}}]{METHOD}", override("sentence-unreferenced")
    )
    assert found.standing == {"sentence-unreferenced": 1}
    assert [one.split(":")[0] for one in found.blocking] == []
    found = passed(
        f"{UNPROVED}\n\nHe said “never was it so”.[@statement:{{threat}}]{METHOD}",
        override("sentence-unreferenced"),
    )
    assert [one.split(":")[0] for one in found.blocking] == ["quotation-not-in-record"]


def test_an_override_that_nothing_prints_is_an_error_and_cannot_be_set_aside_itself() -> None:
    for rules in (["sentence-unreferenced"], ["sentence-unreferenced", "override-not-printed"]):
        found = passed(UNPROVED, override(*rules))
        assert [one.split(":")[0] for one in found.blocking] == ["override-not-printed"]
        assert "![Methodology](table:methodology)" in found.blocking[0]
    assert passed(f"{UNPROVED}{METHOD}", override("sentence-unreferenced")).open


def test_every_rule_of_the_gate_can_be_named_but_the_one_that_prints_overrides() -> None:
    body = (
        "On 1 May 2031 he said “it was never so”.[@statement:{threat}] On 2 May he left.\n\nMira Tolvan saw it.\n\n"
        "# Summary {.summary}\n\nTwelve died.\n\n# Conclusions {.conclusions}\n\nThey hate."
    )
    found = pass_gate(
        parse(edition(body, override("tone-loaded"))), material(), gives_away=lambda text: "Tolvan" in text
    )
    rules = {one.rule for one in found.problems}
    assert rules - may_be_set_aside() == {"override-not-printed"}
    assert len(rules) == 6


def test_an_override_without_effect_is_named() -> None:
    found = passed(f"Text.{METHOD}", override("tone-loaded", "date-order"))
    assert found.open
    assert found.unused == ("date-order", "tone-loaded")


@pytest.mark.parametrize(
    ("finding", "blocks"),
    [
        (about("claim-circular", "error", "dead"), True),
        (about("claim-circular", "warning", "dead"), False),
        (about("claim-circular", "error", "dead", "elsewhere"), False),
        (about("claim-circular", "error", "elsewhere"), False),
        # Who is given away has a record that the public does not see; what gives them away is printed.
        (about("private-name-told", "error", "dead", "elsewhere"), True),
        (about("private-name-told", "error", "elsewhere"), False),
    ],
)
def test_what_is_wrong_with_a_record_of_the_report_blocks(finding: Finding, blocks: bool) -> None:
    assert passed("Text.", "", finding).open != blocks


def test_a_check_that_fails_blocks_and_cannot_be_set_aside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def trips(self: object, report: object) -> object:
        raise ZeroDivisionError("it tripped")

    rule = CATALOGUE[0]
    monkeypatch.setattr(rule, "find", trips)
    path = tmp_path / "report.md"
    path.write_text("# Report\n\n1. The road was closed.\n", encoding="utf-8")
    for front in ("", override(rule.name)):
        found = pass_gate(parse(edition(f"Text.{METHOD}", front)), material(), read(path))
        assert not found.open
        [line] = found.blocking
        assert line.startswith(f"a check failed: {rule.name}")
        assert line.endswith("ZeroDivisionError: it tripped")


def test_many_lines_are_told_by_the_first_and_how_many_more() -> None:
    lines = told([f"line {n}" for n in range(25)], most=20).split("\n")
    assert lines[-1] == "... and 5 more"
    assert len(lines) == 21
