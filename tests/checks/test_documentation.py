"""The page of rules is made from their docstrings, which say all that an editor asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sourcebook.checks.output.catalogue import markdown
from sourcebook.checks.rule import SECTIONS, Named, explained
from sourcebook.checks.rules import CATALOGUE, EVERY

ROOT = Path(__file__).parents[2]


def test_the_page_of_rules_is_not_stale() -> None:
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == markdown(), "run `make docs`"


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.name)
def test_a_rule_explains_itself(rule: type[Named]) -> None:
    told = explained(rule)
    assert set(SECTIONS) <= set(told), rule.name
    assert "Fails:" in told["Example"] and "Passes:" in told["Example"]
    assert bool(rule.options) == ("Options" in told)
    assert all(f"`{option}`" in told["Options"] for option in rule.options)


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.name)
def test_one_rule_one_file(rule: type[Named]) -> None:
    expected = f"sourcebook.checks.rules.{rule.family}.{rule.name.replace('-', '_')}"
    assert rule.__module__ == expected


def test_no_two_rules_have_one_name() -> None:
    names = [rule.name for rule in EVERY]
    assert len({*names}) == len(names)


def test_the_catalogue_is_that_of_the_trade(shared: Path) -> None:
    checks = (shared / "NOTES.md").read_text("utf-8").partition("\n## Checks")[2].partition("\n## ")[0]
    table = "".join(line for line in checks.splitlines() if line.startswith("|"))
    wanted = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", table)) | {"duration"}
    assert {rule.name for rule in CATALOGUE} == wanted
