"""The rules for people: a list for the terminal, one explained, and the page of documentation."""

from __future__ import annotations

from itertools import groupby

from sourcebook.checks.rule import Rule, explained
from sourcebook.checks.rules import CATALOGUE
from sourcebook.checks.settings import SettingsError

_INTRODUCTION = """\
# The rules of the check

`sourcebook check REPORT` looks at a report with the rules below. What they find is about the text, not about
the facts: a finding says that two places do not agree, never which of them is right. There is no grade.

This page is made from the rules themselves (`make docs`). `sourcebook rules NAME` prints one in the terminal.
`sourcebook.toml` beside the report sets levels and options; see [Checking a report](checks.md).
"""


def listing() -> str:
    """Every rule in a line, by family."""
    width = max(len(rule.name) for rule in CATALOGUE)
    lines: list[str] = []
    for family, rules in groupby(CATALOGUE, lambda rule: rule.family):
        lines += ["", family.upper()]
        lines += (f"  {rule.name:<{width}}  {rule.severity:<7}  {explained(rule)['']}" for rule in rules)
    return "\n".join(lines[1:]) + "\n"


def explain(name: str) -> str:
    """One rule in full. Raises SettingsError where there is none of that name."""
    rule = next((rule for rule in CATALOGUE if rule.name == name), None)
    if rule is None:
        raise SettingsError(f"there is no rule {name!r}; `sourcebook rules` lists them")
    told = explained(rule)
    parts = [f"{rule.name} ({rule.family}, {rule.severity})", told.pop("")]
    parts += (f"{head}\n{text}" for head, text in told.items())
    return "\n\n".join(parts) + "\n"


def markdown() -> str:
    """The page of documentation."""
    parts = [_INTRODUCTION]
    for family, rules in groupby(CATALOGUE, lambda rule: rule.family):
        parts.append(f"## {family.capitalize()}\n")
        parts += map(_section, rules)
    return "\n".join(parts)


def _section(rule: type[Rule]) -> str:
    told = explained(rule)
    parts = [f"### {rule.name}\n\n*{rule.severity}.* {told.pop('')}"]
    parts += (f"**{head}.** {_lines(text) if head == 'Example' else text}" for head, text in told.items())
    return "\n\n".join(parts) + "\n"


def _lines(text: str) -> str:
    """An example's two lines, each on its own."""
    return text.replace("\nPasses:", "  \nPasses:")
