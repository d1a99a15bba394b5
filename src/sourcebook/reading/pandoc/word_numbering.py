"""Word's automatic numbers: what stands before a paragraph on the page, but nowhere in the file's text.

Follows ECMA-376 part 1, 17.9 (numbering): a paragraph, or its style, points to a list and a level; the list
to an abstract one, whose levels say how they count. Lists of one abstract list count on together unless one
of them overrides the start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = {"russianLower": "абвгдежзиклмнопрстуфхцчшщэюя", "lowerLetter": "abcdefghijklmnopqrstuvwxyz"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, from where, and the words around the numbers."""

    format: str = "decimal"
    text: str = "%1."
    start: int = 1
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph's number as printed ("12.", "(a)", "•"), its own part of it, and the depth of its level."""

    printed: str
    label: str
    depth: int


@dataclass(slots=True)
class Numbering:
    """The lists of a file and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def next(self, list_id: str, depth: int) -> Numbered | None:
        """Count one paragraph of a list; None where the file has no such list, or it shows nothing."""
        key = self.abstract.get(list_id)
        levels = self.levels.get(list_id)
        if key is None or levels is None or depth not in levels:
            return None
        counts = self.counts.setdefault(key, {})
        if list_id not in self.begun:
            self.begun.add(list_id)
            for depth_of, start in self.overrides.get(list_id, {}).items():
                counts[depth_of] = start - 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        level = levels[depth]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        if level.format in ("bullet", "none"):
            shown = level.format == "bullet" and level.text.strip()
            return Numbered("•", "", depth) if shown else None
        printed = _PLACE.sub(lambda m: self._number(levels, counts, int(m[1]) - 1, level.legal), level.text)
        label = printed.strip(" .)(\u00a0\t[]§")
        return Numbered(printed.strip(), label, depth) if label else None

    @staticmethod
    def _number(levels: dict[int, Level], counts: dict[int, int], depth: int, legal: bool) -> str:
        level = levels.get(depth, Level())
        value = counts.setdefault(depth, level.start)
        return counted(value, "decimal" if legal else level.format)


def counted(value: int, format: str) -> str:
    """A number in one of Word's formats; decimal for those that are not known here."""
    if value < 1:
        return str(value)
    low = format[:1].lower() + format[1:].replace("upper", "lower")
    low = low.replace("upper", "lower")
    if "Roman" in low:
        roman = ""
        for unit, letters in (*_ROMAN, *_ROMAN_LOW):
            roman += letters * (value // unit)
            value %= unit
        return roman.upper() if format.startswith("upper") else roman
    if low in ("lowerLetter", "russianLower"):
        letters = _LETTERS[low]
        text = letters[(value - 1) % len(letters)] * ((value - 1) // len(letters) + 1)
        return text.upper() if format.startswith("upper") else text
    return f"{value:02d}" if format == "decimalZero" else str(value)


def read_numbering(root: Element | None) -> Numbering:
    """The lists of word/numbering.xml."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstracts = {a.get(f"{W}abstractNumId", ""): a for a in root.iter(f"{W}abstractNum")}
    by_style = {link.get(f"{W}val", ""): a for a in abstracts.values() for link in a.findall(f"{W}styleLink")}
    for num in root.iter(f"{W}num"):
        list_id = num.get(f"{W}numId", "")
        pointer = num.find(f"{W}abstractNumId")
        key = pointer.get(f"{W}val", "") if pointer is not None else ""
        abstract = abstracts.get(key)
        if abstract is None:
            continue
        linked = abstract.find(f"{W}numStyleLink")
        if linked is not None:
            abstract = by_style.get(linked.get(f"{W}val", ""), abstract)
        levels = _levels(abstract.findall(f"{W}lvl"))
        numbering.abstract[list_id] = abstract.get(f"{W}abstractNumId", key)
        for override in num.findall(f"{W}lvlOverride"):
            depth = _int(override.get(f"{W}ilvl"), 0)
            levels.update(_levels(override.findall(f"{W}lvl")))
            start = override.find(f"{W}startOverride")
            if start is not None:
                numbering.overrides.setdefault(list_id, {})[depth] = _int(start.get(f"{W}val"), 1)
        numbering.levels[list_id] = levels
    return numbering


def _levels(elements: Iterable[Element]) -> dict[int, Level]:
    levels = {}
    for element in elements:
        said = {child.tag: child.get(f"{W}val", "") for child in element}
        levels[_int(element.get(f"{W}ilvl"), 0)] = Level(
            said.get(f"{W}numFmt", "decimal"),
            said.get(f"{W}lvlText", ""),
            _int(said.get(f"{W}start"), 1),
            f"{W}isLgl" in said,
        )
    return levels


def _int(text: str | None, otherwise: int) -> int:
    """A number of the file; `otherwise` where it is none."""
    return (
        int(text) if text and text.isascii() and text.lstrip("-").isdigit() and len(text) < 9 else otherwise
    )
