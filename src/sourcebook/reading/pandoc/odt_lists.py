"""Numbers of an ODT's lists and headings as printed: pandoc begins each list anew, and drops headings' own.

Follows OpenDocument 1.3 part 3, 5.3 (lists) and 16.30 (list styles): a list counts on where it says whose
numbers it continues; a level shows as many of the numbers above it as its style says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from sourcebook.reading.pandoc.word_numbering import Numbered, counted

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_OUTLINE = ""


@dataclass(frozen=True, slots=True)
class _Level:
    """One level: how it counts ("" not at all), from where, what stands around, how many numbers it shows."""

    format: str
    start: int
    prefix: str
    suffix: str
    shown: int
    bullet: bool


@dataclass
class Lists:
    """The list styles of a file, and how far each list has counted. The style named "" is the headings'."""

    styles: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    by_id: dict[str, str] = field(default_factory=dict)
    by_style: dict[str, str] = field(default_factory=dict)

    def begin(self, element: Element) -> tuple[str, str]:
        """The style of an outermost list, and the key that it counts under."""
        style = element.get(f"{TEXT}style-name", "-")
        key = f"{len(self.counts)} {style}"
        if element.get(f"{TEXT}continue-list", "") in self.by_id:
            key = self.by_id[element.get(f"{TEXT}continue-list", "")]
        elif element.get(f"{TEXT}continue-numbering") == "true":
            key = self.by_style.get(style, key)
        self.counts.setdefault(key, {})
        self.by_style[style] = key
        if element.get(_ID):
            self.by_id[element.get(_ID, "")] = key
        return style, key

    def heading(self, depth: int) -> Numbered | None:
        """Count a heading that stands in no list."""
        return self.next(_OUTLINE, _OUTLINE, depth, None)

    def next(self, style: str, key: str, depth: int, start: int | None) -> Numbered | None:
        """Count one item at a depth from 0; None where nothing is printed before it."""
        levels = self.styles.get(style, {})
        level = levels.get(depth)
        if level is None:
            return None
        counts = self.counts.setdefault(key, {})
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        counts[depth] = start if start is not None else counts.get(depth, level.start - 1) + 1
        if level.bullet:
            return Numbered("•", "", depth)
        if not level.format:
            return None
        first = max(0, depth - level.shown + 1)
        parts = [_number(levels.get(d), counts, d) for d in range(first, depth + 1)]
        label = ".".join(part for part in parts if part)
        return Numbered(f"{level.prefix}{label}{level.suffix}".strip(), label, depth)


def _number(level: _Level | None, counts: dict[int, int], depth: int) -> str:
    if level is None or not level.format:
        return ""
    return counted(counts.setdefault(depth, level.start), level.format)


def read_lists(roots: Iterable[Element]) -> Lists:
    """The list styles of content.xml and styles.xml."""
    lists = Lists()
    for root in roots:
        for element in root.iter(f"{TEXT}list-style"):
            lists.styles[element.get(f"{STYLE}name", "-")] = _levels(element)
        for element in root.iter(f"{TEXT}outline-style"):
            lists.styles[_OUTLINE] = _levels(element)
    return lists


def _levels(style: Element) -> dict[int, _Level]:
    levels = {}
    for element in style:
        depth = whole(element.get(f"{TEXT}level"), 1) - 1
        levels[depth] = _Level(
            _FORMATS.get(element.get(f"{STYLE}num-format", ""), ""),
            whole(element.get(f"{TEXT}start-value"), 1),
            element.get(f"{STYLE}num-prefix", ""),
            element.get(f"{STYLE}num-suffix", ""),
            whole(element.get(f"{TEXT}display-levels"), 1),
            element.tag == f"{TEXT}list-level-style-bullet",
        )
    return levels


def whole(text: str | None, otherwise: int) -> int:
    """A number of the file; `otherwise` where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise
