"""Word's own numbers for printed labels, so that Word counts on when somebody adds a paragraph.

The printed label rules. Counting is simulated as Word does it (ECMA-376 part 1, 17.9: lists of one abstract
list count on together; a number above sets those below back); where it would give another number, a new list
begins at the printed one; where no list can give the label, there is no place, and it is printed as text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sourcebook.publish.formats.docx.labels import BULLET, Counted, Shape, readings
from sourcebook.publish.formats.docx.xml import Element, element

_OUTLINE = "outline"
_NUMBER = re.compile(r"[0-9]+(?=\.)")
_PLACE = re.compile(r"%[1-9]")
_DEEPEST = 8
# A long label pushes its heading away from those above; it stands in the line.
_SHORT = 5
_NONE = Shape("", "none", "")
_HANGING = 620


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph counts: the list (w:numId) and its level, from 0."""

    list: int
    level: int


@dataclass(slots=True)
class _Abstract:
    """A list as it is defined (w:abstractNum), and how far it has counted. `current` is the list in use."""

    id: int
    style: str
    shapes: dict[int, Shape]
    counts: dict[int, int] = field(default_factory=dict)
    current: int = 0

    def following(self, level: int) -> int:
        """The number that Word would give next at a level."""
        return self.counts.get(level, 0) + 1

    def count(self, level: int, value: int) -> None:
        """Take a number; those of the levels below begin anew."""
        self.counts = {one: count for one, count in self.counts.items() if one < level} | {level: value}


@dataclass(slots=True)
class Numbering:
    """The lists of a file while its paragraphs are placed, in the order of the report."""

    abstracts: dict[tuple[str, Shape | None], _Abstract] = field(default_factory=dict)
    lists: list[tuple[int, int, int]] = field(default_factory=list)
    last: dict[str, Shape] = field(default_factory=dict)

    def place(self, style: str, label: str) -> Place | None:
        """The place for a label of a list that has one level; `style` keeps lists apart."""
        found = list(readings(label))
        if not found:
            return None
        chosen = next((one for one in found if self._continues(style, one)), found[0])
        self.last[style] = chosen.shape
        abstract = self._abstract((style, chosen.shape), {0: chosen.shape})
        return self._placed(abstract, 0, chosen.value)

    def heading(self, level: int, label: str) -> Place | None:
        """The place for the label of a heading; levels count from 1."""
        outline = self.abstracts.get((_OUTLINE, None))
        found = self._in_outline(outline, level - 1, label) if outline else None
        return self._placed(*found) if found else self.place(f"heading {level}", label)

    @staticmethod
    def _in_outline(outline: _Abstract, level: int, label: str) -> tuple[_Abstract, int, int] | None:
        """The number of a heading's label in the outline; None where it does not count there."""
        shape = outline.shapes.get(level)
        above = [one for one in outline.shapes if one < level]
        # Programs differ in what they count above a number that has none above it yet.
        if shape is None or any(one not in outline.counts for one in above):
            return None
        before = _PLACE.sub(lambda found: str(outline.counts[int(found[0][1:]) - 1]), shape.before)
        printed = Shape(before, shape.format, shape.after)
        value = next((one.value for one in readings(label) if one.shape == printed), None)
        return None if value is None else (outline, level, value)

    def _continues(self, style: str, one: Counted) -> bool:
        abstract = self.abstracts.get((style, one.shape))
        return (
            self.last.get(style) == one.shape and abstract is not None and abstract.following(0) == one.value
        )

    def _abstract(self, key: tuple[str, Shape | None], shapes: dict[int, Shape]) -> _Abstract:
        if key not in self.abstracts:
            self.abstracts[key] = _Abstract(len(self.abstracts) + 1, key[0], shapes)
        return self.abstracts[key]

    def _placed(self, abstract: _Abstract, level: int, value: int) -> Place:
        bullet = abstract.shapes[level].format == BULLET
        goes_on = bullet or abstract.following(level) == value
        if not abstract.current or not goes_on:
            self.lists.append((abstract.id, level, 0 if goes_on else value))
            abstract.current = len(self.lists)
        abstract.count(level, value)
        return Place(abstract.current, level)


def numbering(headings: Iterable[tuple[int, str]]) -> Numbering:
    """The lists for a report whose labelled headings are these (level, label), in their order.

    Each level of the outline gets the shape that most of its headings have.
    """
    seen: dict[int, Counter[Shape]] = {}
    for level, label in headings:
        shapes = [_by_level(one, level) for one in readings(label)][:1]
        seen.setdefault(level - 1, Counter()).update(shapes)
    chosen = {level: found.most_common(1)[0][0] for level, found in sorted(seen.items()) if found}
    for level in range(1, max(chosen, default=0) + 1):
        # "2.1." counts in one list with "2." alone, and not with "II.".
        formats = {chosen.get(one, _NONE).format for one in range(level)}
        if "%" in chosen.get(level, _NONE).before and formats != {"decimal"}:
            del chosen[level]
    made = Numbering()
    if chosen and max(chosen) <= _DEEPEST:
        made.abstracts[_OUTLINE, None] = _Abstract(1, _OUTLINE, chosen)
    return made


def _by_level(one: Counted, level: int) -> Shape:
    # "2.1." at level 2 holds the number of level 1.
    above = _NUMBER.findall(one.shape.before)
    if (
        one.shape.format != "decimal"
        or len(above) != level - 1
        or "".join(f"{a}." for a in above) != one.shape.before
    ):
        return one.shape
    return Shape("".join(f"%{place}." for place in range(1, level)), "decimal", one.shape.after)


def part(made: Numbering, indents: Mapping[str, Mapping[str, int]]) -> Element:
    """The part word/numbering.xml. `indents` gives for a style its indents (attributes of w:ind)."""
    root = element("numbering")
    for abstract in made.abstracts.values():
        kind = "multilevel" if abstract.style == _OUTLINE else "singleLevel"
        levels = [
            _level(abstract, level, indents) for level in range(_DEEPEST + 1 if kind == "multilevel" else 1)
        ]
        root.append(
            element("abstractNum", element("multiLevelType", val=kind), *levels, abstractNumId=abstract.id)
        )
    for number, (abstract_id, level, start) in enumerate(made.lists, 1):
        made_list = element("num", element("abstractNumId", val=abstract_id), numId=number)
        if start:
            made_list.append(element("lvlOverride", element("startOverride", val=start), ilvl=level))
        root.append(made_list)
    return root


def _level(abstract: _Abstract, level: int, indents: Mapping[str, Mapping[str, int]]) -> Element:
    shape = abstract.shapes.get(level)
    format, text = (shape.format, shape.text(level)) if shape else ("none", "")
    indent, behind = indents.get(abstract.style.casefold(), {}), "tab"
    if abstract.style == _OUTLINE or abstract.style.startswith("heading"):
        # Headings without a label have the same style: here the indent belongs to the list.
        short = len(_PLACE.sub("1", text)) <= _SHORT
        indent, behind = {"left": _HANGING, "hanging": _HANGING} if short else {}, "tab" if short else "space"
    # LibreOffice takes no indent from the style of a paragraph that counts: the list says it again.
    said: dict[str, int] = {"left": 0, **indent}
    if "hanging" not in said:
        said.setdefault("firstLine", 0)
    properties = [element("pPr", element("ind", **said))]
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=format),
        element("suff", val=behind),
        element("lvlText", val=text),
        element("lvlJc", val="left"),
        *properties,
        ilvl=level,
    )
