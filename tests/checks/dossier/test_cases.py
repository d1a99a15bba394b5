"""Every rule over a dossier, on small dossiers of Ardovia: what it must tell, and what only looks like it.

`cases/<rule>.yaml` has them: what a person would notice, the dossier, and the findings (level, records, and words
that the message shows); none for a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.checks.dossier.making import dossier, found

from sourcebook.checks.rules import OF_DOSSIERS

FOLDER = Path(__file__).parent / "cases"
RULES = [rule.name for rule in OF_DOSSIERS]


@cache
def cases(rule: str) -> list[dict[str, Any]]:
    file = yaml.safe_load((FOLDER / f"{rule}.yaml").read_text("utf-8"))
    shared = file.get("shared", {})
    return [_with(case, shared) for case in file["cases"]]


def _with(case: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    """The case with what all cases of the rule have in common: records not given anew, texts, policy."""
    own = {record["id"] for record in case.get("records", [])}
    records = [record for record in shared.get("records", []) if record["id"] not in own]
    texts = {**shared.get("texts", {}), **case.get("texts", {})}
    return {
        "policy": shared.get("policy"),
        "evidence": [],
        "options": {},
        **case,
        "records": [*records, *case.get("records", [])],
        "texts": texts,
    }


def every() -> Iterator[tuple[str, dict[str, Any]]]:
    for rule in RULES:
        for case in cases(rule):
            yield rule, case


@pytest.mark.parametrize(
    ("rule", "case"),
    list(every()),
    ids=lambda part: str(part)[:12] if isinstance(part, str) else part["what"],
)
def test_what_a_rule_tells(rule: str, case: dict[str, Any]) -> None:
    subject = dossier(case["records"], case["evidence"], case["texts"], case["policy"])
    findings = found(rule, subject, **case["options"])
    told = [(finding.severity, set(finding.records)) for finding in findings]
    wanted = [(want["level"], set(want["records"])) for want in case["found"]]
    assert told == wanted, [finding.message for finding in findings]
    for finding, want in zip(findings, case["found"], strict=True):
        assert want.get("shows", "") in finding.message
        assert finding.sides and all(side.where for side in finding.sides)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_flaws_and_near_misses(rule: str) -> None:
    assert sum(bool(case["found"]) for case in cases(rule)) >= 2
    assert sum(not case["found"] for case in cases(rule)) >= 2
