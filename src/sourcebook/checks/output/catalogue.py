"""The rules for people: a list for the terminal, one explained, and the page of documentation."""

from __future__ import annotations

from itertools import groupby

from sourcebook.checks.rule import Named, explained
from sourcebook.checks.rules import CATALOGUE, EVERY, OF_DOSSIERS
from sourcebook.checks.settings import SettingsError

_INTRODUCTION = """\
# The rules of the check

`sourcebook check REPORT` looks at a report with the rules below. What they find is about the text, not about
the facts: a finding says that two places do not agree, never which of them is right. There is no grade.

This page is made from the rules themselves (`make docs`). `sourcebook rules NAME` prints one in the terminal.
`sourcebook.toml` beside the report sets levels and options; see [Checking a report](checks.md).
"""

_OVER_DOSSIERS = """\
# The rules over a dossier

What follows looks at the records of a dossier, their evidence and the preserved texts. A finding names the
record and the field, and shows the evidence on both sides. Levels, options and what is let stand work alike.
"""


def listing() -> str:
    """Every rule in a line, by family: first those over a report, then those over a dossier."""
    width = max(len(rule.name) for rule in EVERY)
    lines: list[str] = []
    for heading, catalogue in (("Over a report", CATALOGUE), ("Over a dossier", OF_DOSSIERS)):
        lines += ["", heading]
        for family, rules in groupby(catalogue, lambda rule: rule.family):
            lines += ["", family.upper()]
            lines += (f"  {rule.name:<{width}}  {rule.severity:<7}  {explained(rule)['']}" for rule in rules)
    return "\n".join(lines[1:]) + "\n"


def explain(name: str) -> str:
    """One rule in full. Raises SettingsError where there is none of that name."""
    rule = next((rule for rule in EVERY if rule.name == name), None)
    if rule is None:
        raise SettingsError(f"there is no rule {name!r}; `sourcebook rules` lists them")
    told = explained(rule)
    parts = [f"{rule.name} ({rule.family}, {rule.severity})", told.pop("")]
    parts += (f"{head}\n{text}" for head, text in told.items())
    return "\n\n".join(parts) + "\n"


def markdown() -> str:
    """The page of documentation."""
    parts: list[str] = []
    for introduction, catalogue in ((_INTRODUCTION, CATALOGUE), (_OVER_DOSSIERS, OF_DOSSIERS)):
        parts.append(introduction)
        for family, rules in groupby(catalogue, lambda rule: rule.family):
            parts.append(f"## {family.capitalize()}\n")
            parts += map(_section, rules)
    return "\n".join(parts)


def _section(rule: type[Named]) -> str:
    told = explained(rule)
    parts = [f"### {rule.name}\n\n*{rule.severity}.* {told.pop('')}"]
    parts += (f"**{head}.** {_lines(text) if head == 'Example' else text}" for head, text in told.items())
    return "\n\n".join(parts) + "\n"


def _lines(text: str) -> str:
    """An example's two lines, each on its own."""
    return text.replace("\nPasses:", "  \nPasses:")
