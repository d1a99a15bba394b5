"""The abbreviations that a report uses: of actors with a short name, of the policy, of the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sourcebook.publish.edition import Front
from sourcebook.publish.material import Material

_CAPITAL = r"[^\W\d_a-zа-яա-և]"
_SHORT = re.compile(rf"{_CAPITAL}[^\W_]{{0,8}}{_CAPITAL}")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def used(front: Front, material: Material, texts: Iterable[str]) -> dict[str, str]:
    """The short forms that stand in the texts, with their meaning; the front matter has the last word."""
    known = {
        **_of_actors(material),
        **dict(material.policy.get("abbreviations") or {}),
        **front.abbreviations,
    }
    words = {word for text in texts for word in _WORD.findall(text)}
    return {short: long for short, long in known.items() if words.issuperset(_WORD.findall(short))}


def _of_actors(material: Material) -> dict[str, str]:
    """A body with a long name and one of capitals has an abbreviation; one that two bodies have is none."""
    found: dict[str, set[str]] = {}
    for actor in material.of_kind.get("actor", ()):
        if actor["fields"]["form"] not in ("body", "group"):
            continue
        names = [name["value"] for name in actor["parts"].get("names", ())]
        short = [name for name in names if _SHORT.fullmatch(name)]
        long = [name for name in names if " " in name and not _SHORT.fullmatch(name)]
        if len(short) == 1 and long:
            found.setdefault(short[0], set()).add(long[0])
    return {short: next(iter(long)) for short, long in found.items() if len(long) == 1}
