"""Word's styles: which paragraphs are headings, of which rank, which are quotations, titles, contents.

An outline level says that a style is a heading; styles of one outline level in different sizes are
different ranks, the larger one above. Follows ECMA-376 part 1, 17.7 (styles): what a style does not say it
has from the style it is based on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import sourcebook.reading.lexicon as lexicon
from sourcebook.languages import words
from sourcebook.reading.pandoc.word_numbering import W
from sourcebook.reading.pandoc.word_runs import is_on

_LEVELLED = re.compile(r"(\D{1,40}?)[ _]?([1-9])$")
_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says. `outline` from 0; `size` in half points; `list` is (list id, level)."""

    name: str = ""
    outline: int | None = None
    size: int = 0
    bold: bool = False
    centred: bool = False
    kept: bool = False
    indent: int = 0
    list: tuple[str, int] | None = None

    @property
    def quoted(self) -> bool:
        """Whether its name says that it sets a quotation."""
        name = self.name.lower() + " "
        return any(word in name for word in _words()["quotation"])

    @property
    def role(self) -> str:
        """Which part its name says it sets ("title", "subtitle", "caption", "contents"); "" where none."""
        name = self.name.lower()
        if any(word in name for word in _words()["caption"]):
            return "caption"
        if name in _words()["contents heading"] or _level(name, "contents"):
            return "contents"
        return next((role for role in ("title", "subtitle") if name in _words()[role]), "")


@cache
def _words() -> dict[str, list[str]]:
    """What the names of styles say, in the languages of word processors."""
    return words("styles", "all", Path(lexicon.__file__).parent)


def heading_level(name: str) -> int:
    """The level (1 is the highest) of the headings that a style of this name sets; 0 where it sets none."""
    return _level(name, "heading")


def _level(name: str, kind: str) -> int:
    """The level in a style's name ("heading 2"); 0 where it names no such style."""
    match = _LEVELLED.match(name.lower())
    return int(match[2]) if match and match[1] in _words()[kind] else 0


def read_styles(root: Element | None) -> dict[str, Style]:
    """Paragraph styles of word/styles.xml by their id, each with all that it inherits; "" is the default."""
    if root is None:
        return {"": Style()}
    elements = {
        style.get(f"{W}styleId", ""): style
        for style in root.iter(f"{W}style")
        if style.get(f"{W}type", "paragraph") == "paragraph"
    }
    styles = {name: _style(name, elements) for name in elements}
    default = next((name for name, e in elements.items() if e.get(f"{W}default") in ("1", "true")), "")
    return {**styles, "": styles.get(default, Style())}


def _style(name: str, elements: dict[str, Element]) -> Style:
    chain: list[Element] = []
    at: str | None = name
    while at in elements and len(chain) < _DEPTH:
        chain.append(elements[at])
        based = elements[at].find(f"{W}basedOn")
        at = based.get(f"{W}val") if based is not None else None
    said = Style()
    for element in reversed(chain):
        said = refine(said, element.find(f"{W}pPr"), element.find(f"{W}rPr"))
        level = heading_level(_value(element, "name") or "")
        if level:
            said = _with(said, outline=level - 1)
    return _with(said, name=_value(chain[0], "name") or name)


def refine(style: Style, paragraph: Element | None, run: Element | None) -> Style:
    """A style with what paragraph properties (w:pPr) and run properties (w:rPr) say on top."""
    changed: dict[str, object] = {}
    if paragraph is not None:
        outline = _value(paragraph, "outlineLvl")
        if outline and outline.isdigit():
            changed["outline"] = int(outline) if int(outline) < 9 else None
        if align := _value(paragraph, "jc"):
            changed["centred"] = align == "center"
        kept = paragraph.find(f"{W}keepNext")
        if kept is not None:
            changed["kept"] = is_on(kept)
        indent = paragraph.find(f"{W}ind")
        left = (indent.get(f"{W}left") or indent.get(f"{W}start") or "") if indent is not None else ""
        if left.isdigit():
            changed["indent"] = int(left)
        numbers = paragraph.find(f"{W}numPr")
        if numbers is not None:
            known, depth = style.list or ("", 0)
            level = _value(numbers, "ilvl") or ""
            changed["list"] = (_value(numbers, "numId") or known, int(level) if level.isdigit() else depth)
    if run is not None:
        size = _value(run, "sz") or ""
        if size.isdigit():
            changed["size"] = int(size)
        bold = run.find(f"{W}b")
        if bold is not None:
            changed["bold"] = is_on(bold)
    return _with(style, **changed)


def ranks(used: list[Style]) -> dict[tuple[int, int], int]:
    """The rank (1 highest) of each kind of heading that a document uses: by outline level, then by size."""
    kinds = sorted({(s.outline, -s.size) for s in used if s.outline is not None})
    return {(outline, -size): rank for rank, (outline, size) in enumerate(kinds, 1)}


def _value(element: Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val") if child is not None else None


def _with(style: Style, **changed: object) -> Style:
    values = {name: getattr(style, name) for name in Style.__slots__}
    return Style(**{**values, **changed})
