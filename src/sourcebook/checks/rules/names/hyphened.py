"""Names written with a hyphen in one place and without it in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sourcebook.checks.report import Report
from sourcebook.checks.rules.names.forms import Place

_TWO = re.compile(r"(?<![\w-])(?P<one>[^\W\d_]{2,})(?P<gap>[-‐‑ \u00a0]|-\s)(?P<other>[^\W\d_]{2,})(?![\w-])")


@dataclass
class Hyphened:
    """A name of two words: where it stands with its hyphen, where with a space."""

    name: str
    joined: list[Place] = field(default_factory=list)
    apart: list[Place] = field(default_factory=list)


def with_and_without(report: Report) -> Iterator[Hyphened]:
    """The names that the report's own text writes both ways."""
    common = frozenset(report.words("names")["no names"])
    found: dict[str, Hyphened] = {}
    for view in report.views:
        own = report.own(view)
        at = 0
        while match := _TWO.search(own, at):
            # The second word may be the first of the next pair.
            at = match.start("other")
            one, other = match["one"], match["other"]
            # Offices have their hyphen by the body that they belong to: "Secretary-General".
            if one[0].isupper() and other[0].isupper() and not {one.casefold(), other.casefold()} & common:
                name = f"{one}-{other}"
                pair = found.setdefault(name, Hyphened(name))
                place = Place(view, match.start(), match.end())
                (pair.joined if match["gap"][0] in "-‐‑" else pair.apart).append(place)
    return (pair for pair in found.values() if pair.joined and pair.apart)
