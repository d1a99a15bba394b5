"""The two sides exchanged, every finding over a dossier stays: no rule knows a people, a place or a script."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.checks.dossier.making import dossier
from tests.checks.dossier.test_cases import RULES, cases

from sourcebook.checks import check_dossier

# Peoples, places, persons and languages of the two sides; each stands for the other.
SIDES: list[list[str]] = yaml.safe_load((Path(__file__).parent / "sides.yaml").read_text("utf-8"))
OTHER = {one: other for pair in SIDES for one, other in (pair, pair[::-1])}
_NAME = re.compile(
    "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(OTHER, key=len, reverse=True))
)
# Words of the records themselves, and ids: a rule goes by them, and they belong to no side.
_KEPT = frozenset({"id", "kind", "layer", "record", "basis", "field", "form", "what", "found"})


def exchanged(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return _NAME.sub(lambda match: OTHER[match[0]], value)
    if isinstance(value, list):
        return [exchanged(one) for one in value]
    if isinstance(value, dict):
        return {key: one if key in _KEPT else exchanged(one) for key, one in value.items()}
    return value


def told(case: dict[str, Any]) -> Counter[tuple[str, str, tuple[str, ...]]]:
    checked = check_dossier(dossier(case["records"], case["evidence"], case["texts"], case["policy"]))
    assert not checked.failures
    return Counter((f.rule, f.severity, f.records) for f in checked.findings)


def test_exchanging_twice_gives_the_dossier_back() -> None:
    for rule in RULES:
        for case in cases(rule):
            assert exchanged(exchanged(case)) == case


@pytest.mark.parametrize("rule", RULES)
def test_both_sides_are_told_the_same(rule: str) -> None:
    for case in cases(rule):
        before, after = told(case), told(exchanged(case))
        assert before == after, case["what"]


def test_the_cases_name_both_sides() -> None:
    text = "".join(str(case) for rule in RULES for case in cases(rule))
    used = Counter(match[0] for match in _NAME.finditer(text))
    assert sum(used.values()) > 150
