"""The range of numbers that a claim allows: "at least 10" is 10 and more, "about 100" from 90 to 110."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from sourcebook.checks.known.records import Claim
from sourcebook.reading.lexicon import lexicon
from sourcebook.text.folding import skeleton

# By how much a figure that is "about" something may differ.
_ABOUT = 0.1


class Range(NamedTuple):
    """From the least to the most that a claim allows, both with it."""

    low: float
    high: float


def range_of(claim: Claim) -> Range | None:
    """The range; None for a claim without a number."""
    given = [value for value in (claim.low, claim.best, claim.high) if value is not None]
    if not given:
        return None
    low, high = min(given), max(given)
    sense = _senses().get(skeleton(claim.rule).replace("-", " "), "")
    # A figure with one bound alone is open at the other side, whatever its rule says.
    open_above = claim.high is None and (sense == "low" or claim.best is None)
    open_below = claim.low is None and (sense == "high" or claim.best is None)
    if sense == "about":
        low, high = low - abs(low) * _ABOUT, high + abs(high) * _ABOUT
    if _is_beyond(claim.rule) and open_above:
        low = math.nextafter(low, math.inf)
    return Range(-math.inf if open_below else low, math.inf if open_above else high)


def _is_beyond(rule: str) -> bool:
    """Whether the figure itself is excluded ("over 10")."""
    return skeleton(rule) in ("over", "more than")


@cache
def _senses() -> dict[str, str]:
    found: dict[str, str] = {}
    for place in ("after", "before"):
        for kind, phrases in lexicon("qualifiers", "en")[place].items():
            sense = "high" if kind == "within" else kind
            found.update((skeleton(phrase), sense) for phrase in phrases)
    return found
