"""Which family prints which part of a text: `families.yaml`, read and asked."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from sourcebook.publish.fonts.files import book


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that are set in one family ("" the usual ones), at `scale` of the size of the text around.

    `upright` ones have no italic.
    """

    text: str
    family: str = ""
    upright: bool = False
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Script:
    """A script with a family of its own; `ranges` are its code points, both ends included."""

    name: str
    family: str
    ranges: tuple[tuple[int, int], ...]
    upright: bool = False
    scale: float = 1.0


# Letters that need no family of their own.
_NONE = Script("", "", ())


_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")


@cache
def families() -> tuple[str, ...]:
    """The families that are tried for every character, in this order."""
    return tuple(str(name) for name in _declared()["families"])


@cache
def known_families(system: bool = False) -> frozenset[str]:
    """The names of all families that there are, in small letters."""
    return frozenset(name.casefold() for name in book(system).families())


def spaced(text: str) -> str:
    """The text with a space for each tab and line end: paper has no other."""
    return text.translate(_SPACES)


def segments(text: str) -> Iterator[Segment]:
    """The text cut where its family changes; joined, the segments are the text.

    Characters of no script (spaces, points, European digits) go with the script around them, and between two
    scripts with the usual family.
    """
    start, current = 0, _NONE
    pending: int | None = None  # where the characters of no script behind a script of its own began
    for at, char in enumerate(text):
        script = _script_of(char)
        if script is None:
            if pending is None and current is not _NONE and not unicodedata.category(char).startswith("M"):
                pending = at
            continue
        if script is not current:
            end = at if pending is None else pending
            yield from _segment(text[start:end], current)
            if script is not _NONE:
                yield from _segment(text[end:at], _NONE)
                end = at
            start, current = end, script
        pending = None
    end = len(text) if pending is None else pending
    yield from _segment(text[start:end], current)
    yield from _segment(text[end:], _NONE)


def _segment(text: str, script: Script) -> Iterator[Segment]:
    if text:
        yield Segment(text, script.family, script.upright, script.scale)


def _script_of(char: str) -> Script | None:
    """The script of a character; None for one of no script or a mark on the letter before it."""
    code = ord(char)
    if code < 0x0531:
        return _NONE if char.isalpha() else None
    starts, ends, scripts = _ranges()
    at = bisect_right(starts, code) - 1
    if at >= 0 and code <= ends[at]:
        return scripts[at]
    return _NONE if unicodedata.category(char)[0] == "L" else None


@cache
def _ranges() -> tuple[tuple[int, ...], tuple[int, ...], tuple[Script, ...]]:
    found = sorted(
        (first, last, script.name, script) for script in _scripts() for first, last in script.ranges
    )
    return (
        tuple(first for first, _, _, _ in found),
        tuple(last for _, last, _, _ in found),
        tuple(script for _, _, _, script in found),
    )


@cache
def _scripts() -> tuple[Script, ...]:
    return tuple(_script(one) for one in _declared()["scripts"])


def _script(declared: dict[str, Any]) -> Script:
    name, family = str(declared["name"]), str(declared["family"])
    if family not in families():
        raise ValueError(f"families.yaml: {name} has the family {family}, which is not among the families")
    ranges = []
    for one in declared["ranges"]:
        first, last = (int(end, 16) for end in one.split("-"))
        if first > last:
            raise ValueError(f"families.yaml: {name} has the range {one}, which ends before it begins")
        ranges.append((first, last))
    return Script(
        name, family, tuple(ranges), bool(declared.get("upright", False)), float(declared.get("scale", 1))
    )


@cache
def _declared() -> dict[str, Any]:
    text = (files("sourcebook.publish.fonts") / "families.yaml").read_text(encoding="utf-8")
    declared: dict[str, Any] = yaml.safe_load(text)
    if set(declared) != {"families", "scripts"}:
        raise ValueError("families.yaml needs families and scripts, and nothing else")
    return declared
