"""What a person and a program get of a check."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from sourcebook.checks import Checked, Finding, check
from sourcebook.checks.engine import Failure
from sourcebook.checks.output.data import data
from sourcebook.checks.output.plain import plain
from sourcebook.checks.output.sarif import sarif
from sourcebook.checks.suppression import Acceptance, Suppressed
from sourcebook.reading import Reading, read


@pytest.fixture(scope="module")
def reading(flawed: Path) -> Reading:
    return read(flawed / "flawed.md")


@pytest.fixture(scope="module")
def checked(reading: Reading) -> Checked:
    found = check(reading)
    stands = Suppressed(found.findings[0], Acceptance("It is so", "L. Orsk"))
    failure = Failure("number-gap", "paragraph 3", "ValueError: no")
    return Checked(found.findings[1:], (stands,), (failure,))


def test_the_text_says_what_it_is_about_and_gives_no_grade(checked: Checked) -> None:
    text = plain(checked, "flawed.md")
    assert "about the text, not about the facts" in text
    assert "LET STAND" in text and "It is so (L. Orsk)" in text
    assert "number-gap failed at paragraph 3" in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 96 or "://" in text


def test_remarks_are_counted_but_not_all_shown(checked: Checked) -> None:
    short, whole = plain(checked, "flawed.md"), plain(checked, "flawed.md", everything=True)
    assert len(short) < len(whole)
    assert sum(finding.severity == "info" for finding in checked.findings) == whole.count("\n  remark ")


def test_data_have_every_finding_with_both_sides(checked: Checked) -> None:
    rows = json.loads(json.dumps(data(checked, "flawed.md")))
    assert len(rows["findings"]) == len(checked.findings)
    two = next(row for row in rows["findings"] if row["rule"] == "number-repeated")
    assert len(two["evidence"]) == 2 and f"{two['paragraphs'][0]}b" in two["paragraphs"]
    assert rows["suppressed"][0]["name"] == "L. Orsk"


def test_spans_lead_to_the_words_in_the_source(reading: Reading, checked: Checked) -> None:
    def letters(text: str) -> str:
        return "".join(c for c in text if c.isalnum())

    for finding in checked.findings:
        for side in finding.sides:
            if side.span:
                told = letters(side.words)[:30]
                there = letters(reading.document.source[slice(*side.span)])
                assert told in there or there in letters(side.words), side


@pytest.mark.parametrize("own_text", [True, False])
def test_sarif_fits_its_schema(checked: Checked, outside: Callable[[str], Path], own_text: bool) -> None:
    schema = json.loads(outside("jest-sarif/**/sarif-2.1.0*.json").read_text("utf-8"))
    log = json.loads(json.dumps(sarif(checked, "flawed copy.md", own_text)))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert not [error.message for error in validator.iter_errors(log)]
    results = log["runs"][0]["results"]
    assert len(results) == len(checked.findings) + 1
    assert sum("suppressions" in result for result in results) == 1


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sourcebook.cli", *arguments], capture_output=True, text=True, check=False
    )


def test_the_command_fails_on_errors_and_not_on_what_is_left_out(flawed: Path) -> None:
    report = str(flawed / "flawed.md")
    assert run("check", report).returncode == 1
    assert run("check", report, "--fail-on", "never").returncode == 0
    assert run("check", report, "--only", "voice").returncode == 0
    wrong = run("check", report, "--only", "voices")
    assert wrong.returncode == 2 and "sourcebook rules" in wrong.stderr and "Traceback" not in wrong.stderr


def test_a_baseline_is_written_and_used(flawed: Path, tmp_path: Path) -> None:
    report, baseline = str(flawed / "flawed.md"), str(tmp_path / "baseline.toml")
    refused = run("check", report, "--write-baseline", baseline)
    assert refused.returncode == 2 and "reason" in refused.stderr
    run("check", report, "--write-baseline", baseline, "--reason", "An exercise", "--name", "L. Orsk")
    after = run("check", report, "--baseline", baseline, "--format", "json")
    assert after.returncode == 0
    rows = json.loads(after.stdout)
    assert rows["findings"] == [] and len(rows["suppressed"]) > 20


def test_settings_beside_the_report_are_used(flawed: Path, tmp_path: Path) -> None:
    report = tmp_path / "flawed.md"
    report.write_bytes((flawed / "flawed.md").read_bytes())
    (tmp_path / "sourcebook.toml").write_text('[checks]\nonly = ["number-gap"]\n', "utf-8")
    rows = json.loads(run("check", str(report), "--format", "json").stdout)
    assert {row["rule"] for row in rows["findings"]} == {"number-gap"}


def test_rules_are_listed_and_explained() -> None:
    assert "ibid-target" in run("rules").stdout
    assert "Why it matters" in run("rules", "ibid-target").stdout
    assert run("rules", "ibid-targets").returncode == 2


def test_findings_can_be_told_apart(checked: Checked) -> None:
    def key(finding: Finding) -> tuple[str, str]:
        return finding.fingerprint, finding.message

    assert len({key(f) for f in checked.findings}) == len(checked.findings)
