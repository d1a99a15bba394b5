"""The rules, each in a line, and one of them in full: what it does, why, an example, known false alarms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from sourcebook.checks.rule import explained
from sourcebook.checks.rules import CATALOGUE, OF_DOSSIERS
from sourcebook.workbench.frame import LOGGED_IN, Request, page

# What the gate of an edition asks of its text, beside the rules over what is printed of it.
_OF_EDITIONS = {
    "sentence-unreferenced": gettext_lazy(
        "A sentence with a quotation, a figure, a date or a person leads to a record."
    ),
    "conclusion-without-finding": gettext_lazy(
        "What the team concludes refers to its finding, or to the paragraphs it rests on."
    ),
    "summary-figure-typed": gettext_lazy(
        "In the summary no figure is typed: it comes from a claim or a count."
    ),
    "quotation-not-in-record": gettext_lazy(
        "What is quoted stands, word for word, in the record that the sentence refers to."
    ),
    "private-name-typed": gettext_lazy("No name of somebody who is protected is typed into the text."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A rule: its name, its weight, one line, and what is told of it in full by heading."""

    name: str
    weight: str
    line: str
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of a family; `over`: what they look at ("report", "records", "edition")."""

    over: str
    family: str
    rules: Sequence[Told]


@page(LOGGED_IN)
def show(request: Request) -> HttpResponse:
    """All rules; `?rule=` opens one."""
    named = request.GET.get("rule", "")
    told = {"groups": [_own(), *_groups()], "named": named}
    return render(request, "check/rules.html", told)


def _own() -> Group:
    return Group("edition", "", [Told(name, "error", str(line)) for name, line in _OF_EDITIONS.items()])


@lru_cache(maxsize=1)
def _groups() -> Sequence[Group]:
    found: list[Group] = []
    for over, catalogue in (("report", CATALOGUE), ("records", OF_DOSSIERS)):
        for family, rules in groupby(catalogue, lambda rule: rule.family):
            told = []
            for rule in rules:
                words = dict(explained(rule))
                line = words.pop("")
                parts = tuple((head, tuple(text.split("\n\n"))) for head, text in words.items())
                told.append(Told(rule.name, rule.severity, line, parts))
            found.append(Group(over, family, told))
    return found
