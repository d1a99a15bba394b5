"""A number as people write it in a sheet ("at least 12", "20 to 30", "one"): its bounds, and its rule.

As the reading of reports has it: "at least 12" is 12 and not less, "about 7" is 7 with the rule "about", a
range has two ends with nothing between. What holds more than a number is refused, and nothing is guessed.
"""

from __future__ import annotations

import re
from typing import Any

_ABOUT = ("about", "around", "approximately", "approx.", "roughly", "some", "circa", "c.", "ca.", "ca", "~")
_LOW = ("at least", "more than", "over", "no fewer than", "not less than", "minimum", "min.", ">", "≥", ">=")
_HIGH = ("at most", "up to", "fewer than", "less than", "under", "no more than", "max.", "<", "≤", "<=")
_SENSE = {
    **dict.fromkeys(_ABOUT, "about"), **dict.fromkeys(_LOW, "low"), **dict.fromkeys(_HIGH, "high"),
}  # fmt: skip
_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_NAMED = {"none": "0", "nobody": "0", "zero": "0", **{word: str(at) for at, word in enumerate(_WORDS)}}
_ANY = "|".join(re.escape(word) for word in sorted(_SENSE, key=len, reverse=True))
_RULE = re.compile(rf"\s*({_ANY})(?![a-z])\s*(.*)", re.IGNORECASE | re.DOTALL)
_RANGE = re.compile(r"(?:between|from)?\s*(\S+)\s*(?:-|–|—|\bto\b|\band\b)\s*(\S+)", re.IGNORECASE)
_UNIT = re.compile(r"\s+(?:people|persons?)$", re.IGNORECASE)


def ends_of(text: str) -> tuple[str, list[str], str]:
    """(rule, the numbers as written, its sense): of one number, or of the two ends of a range.

    The sense is "low", "high", "about" or "". The numbers are still to be read.
    """
    rest = _UNIT.sub("", text.strip())
    found = _RULE.fullmatch(rest)
    if found:
        return found[1], [_number(found[2])], _SENSE[found[1].casefold()]
    if rest.endswith("+"):
        return "at least", [_number(rest[:-1])], "low"
    ends = _RANGE.fullmatch(rest)
    if ends:
        return "", [_number(ends[1]), _number(ends[2])], ""
    return "", [_number(rest)], ""


def bounds(rule: str, numbers: list[float], sense: str) -> dict[str, Any]:
    """The columns of a claim for what `ends_of` found."""
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 2:
        return {"low": first, "best": None, "high": last, "rule": rule}
    low, high = first if sense == "low" else None, first if sense == "high" else None
    return {"low": low, "best": first, "high": high, "rule": rule}


def _number(text: str) -> str:
    return _NAMED.get(text.strip().casefold(), text.strip())
