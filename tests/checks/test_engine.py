"""The engine: levels, uncertainty, rules that fail, what is let stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.checks.making import reading_of

from sourcebook.checks import Finding, Report, Rule, Settings, SettingsError, check
from sourcebook.checks.beside import beside
from sourcebook.checks.rules import CATALOGUE
from sourcebook.checks.settings import load_settings
from sourcebook.checks.suppression import Suppressions, baseline_of, load_baseline
from sourcebook.reading import read


class Road(Rule):
    """Finds roads."""

    name = "number-gap"
    family = "numbering"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        for view in report.numbered:
            if "road" in view.text:
                yield self.finding("A road.", report.side(view), uncertain="perhaps" in view.text)
            if "bridge" in view.text:
                raise ValueError("no bridges")


TWO = reading_of("A road was closed.", "It was perhaps the road to Orvel.")


def test_an_uncertain_reading_drops_a_level_and_says_so() -> None:
    sure, unsure = check(TWO, rules=[Road]).findings
    assert (sure.severity, unsure.severity) == ("error", "warning")
    assert "uncertain" in unsure.message and "uncertain" not in sure.message


def test_the_level_of_a_rule_can_be_set() -> None:
    findings = check(TWO, Settings(severity={"number-gap": "info"}), rules=[Road]).findings
    assert {finding.severity for finding in findings} == {"info"}


def test_a_rule_that_fails_is_told_with_its_place_and_what_it_found_stays() -> None:
    checked = check(reading_of("A road.", "A bridge.", "A road."), rules=[Road, *CATALOGUE])
    assert [(f.rule, f.where, f.error) for f in checked.failures] == [
        ("number-gap", "paragraph 2", "ValueError: no bridges")
    ]
    assert any(finding.paragraphs == ("1",) for finding in checked.findings)
    assert set(checked.seconds) >= {rule.name for rule in CATALOGUE}


@pytest.mark.parametrize(
    ("settings", "runs"),
    [
        (Settings(), True),
        (Settings(only=frozenset({"number-gap"})), True),
        (Settings(only=frozenset({"numbering"})), True),
        (Settings(only=frozenset({"notes"})), False),
        (Settings(without=frozenset({"number-gap"})), False),
        (Settings(without=frozenset({"numbering"})), False),
    ],
)
def test_rules_are_chosen_by_name_or_family(settings: Settings, runs: bool) -> None:
    assert bool(check(TWO, settings, rules=[Road]).findings) is runs


def test_a_baseline_holds_after_paragraphs_are_numbered_anew(tmp_path: Path) -> None:
    path = tmp_path / "baseline.toml"
    findings = check(TWO, rules=[Road]).findings[:1]
    path.write_text(baseline_of(findings, "It is the only road.", "L. Orsk"), "utf-8")
    renumbered = reading_of("A new beginning.", "A road was closed.", "It was perhaps the road to Orvel.")
    checked = check(renumbered, suppressions=load_baseline(path), rules=[Road])
    assert [f.paragraphs for f in checked.findings] == [("3",)]
    (stands,) = checked.suppressed
    assert (stands.acceptance.reason, stands.acceptance.name) == ("It is the only road.", "L. Orsk")


@pytest.mark.parametrize(("reason", "name"), [("", "L. Orsk"), ("A reason", " ")])
def test_nothing_is_let_stand_without_a_reason_and_a_name(reason: str, name: str) -> None:
    with pytest.raises(SettingsError, match="reason"):
        baseline_of(check(TWO, rules=[Road]).findings, reason, name)


def test_a_baseline_entry_without_a_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "baseline.toml"
    path.write_text('[[accepted]]\nfingerprint = "0f"\nreason = "why"\n', "utf-8")
    with pytest.raises(SettingsError, match="entry 1"):
        load_baseline(path)


BESIDE = """# Findings

1. A road was closed.

2. The road to Orvel was closed. <!-- sourcebook: accept number-gap: it is the only road (L. Orsk) -->

3. Another road.

<!-- sourcebook: accept number-gap: and the last one (L. Orsk) -->
"""


def test_a_word_beside_the_text_lets_a_finding_stand(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(BESIDE, "utf-8")
    reading = read(path)
    checked = check(reading, suppressions=Suppressions(beside=beside(path, reading.document)), rules=[Road])
    assert [f.paragraphs for f in checked.findings] == [("1",)]
    assert [s.acceptance.reason for s in checked.suppressed] == ["it is the only road", "and the last one"]


def test_a_word_beside_the_text_needs_a_reason_and_a_name(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(BESIDE.replace(" (L. Orsk)", ""), "utf-8")
    with pytest.raises(SettingsError, match="a reason or a name"):
        beside(path, read(path).document)


BAD_SETTINGS = [
    ("[checks]\nonly = 3\n", "only must be a list"),
    ("[checks]\nfail-on = 'often'\n", "fail-on is 'often'"),
    ("[checks]\nexcpt = []\n", "knows no 'excpt'"),
    ("[checks.severity]\nnumber-gap = 'grave'\n", "severity.number-gap is 'grave'"),
    ("[checks\n", "no valid TOML"),
    ("checks = 3\n", "must be a table"),
]


@pytest.mark.parametrize(("text", "message"), BAD_SETTINGS)
def test_settings_that_cannot_be_used_are_told_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "sourcebook.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=message) as error:
        load_settings(path)
    assert "\n" not in str(error.value) and str(path) in str(error.value)


@pytest.mark.parametrize(
    "settings",
    [
        Settings(only=frozenset({"number-gaps"})),
        Settings(severity={"number-gaps": "info"}),
        Settings(options={"url-shortener": {"unknown": 1}}),
    ],
)
def test_names_that_do_not_exist_are_refused(settings: Settings) -> None:
    with pytest.raises(SettingsError):
        settings.verified({rule.name: rule.options for rule in CATALOGUE}, {r.family for r in CATALOGUE})


@pytest.mark.parametrize(
    ("limit", "severities", "fails"),
    [
        ("error", ["warning", "info"], False),
        ("error", ["error"], True),
        ("warning", ["warning"], True),
        ("info", ["info"], True),
        ("never", ["error"], False),
    ],
)
def test_what_fails_a_check(limit: str, severities: list[str], fails: bool) -> None:
    assert Settings(fail_on=limit).fails(severities) is fails  # type: ignore[arg-type]
