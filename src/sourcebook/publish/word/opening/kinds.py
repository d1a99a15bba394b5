"""What a paragraph is, by its style, its place in the outline and in a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

import yaml

from sourcebook.publish.word.flow import Kind, Start
from sourcebook.publish.word.opening.xml import Element, W, child, number, val
from sourcebook.reading.pandoc.word_numbering import Level
from sourcebook.reading.pandoc.word_styles import Style, heading_level

_HEADING = re.compile(r"(unlisted )?heading ([1-9])")
_CONTENTS = re.compile(r"(toc|contents) [1-9]")
_NUMBERED = "numbered"
_DEEPEST = 6
_BODY_TEXT = 9
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in Word's lists: the list (w:numId) and its level, from 0."""

    list: str
    depth: int


@cache
def kinds() -> Mapping[str, str]:
    """The kind of each style that `kinds.yaml` names. Raises ValueError where it says what it may not."""
    path = Path(__file__).with_name("kinds.yaml")
    said = yaml.safe_load(path.read_text("utf-8"))
    known = {*get_args(Kind), _NUMBERED}
    if not isinstance(said, dict) or not set(said) <= known:
        raise ValueError(f"kinds.yaml: the kinds are {', '.join(sorted(known))}")
    found: dict[str, str] = {}
    for kind, names in said.items():
        for name in names:
            if not isinstance(name, str) or name != name.casefold() or name in found:
                raise ValueError(f"kinds.yaml: {kind}: {name!r} is no name in small letters that stands once")
            found[name] = kind
    return found


@dataclass(frozen=True, slots=True)
class Kinds:
    """Tells kinds. `styles` are paragraph styles by id, `chains` the names of each and of those below it."""

    styles: Mapping[str, Style]
    chains: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, Mapping[int, Level]]

    def name(self, properties: Element | None) -> str:
        """The name of the style that paragraph properties name, in small letters."""
        chain = self.chains.get(self._id(properties))
        return chain[0] if chain else self._id(properties).casefold()

    def place(self, properties: Element | None) -> Place | None:
        """The place in a list, the paragraph's own or that of its style."""
        style = self.styles.get(self._id(properties), self.styles[""])
        known, depth = style.list or ("", 0)
        own = child(properties, "numPr")
        if own is not None:
            known = val(own, "numId") or known
            depth = number(val(own, "ilvl"), depth)
        return Place(known, depth) if known not in ("", "0") else None

    def start(self, properties: Element | None, typed: str | None = None) -> Start:
        """What a paragraph is. `typed` is a number or letter that stands before it as text.

        A paragraph is `numbered` where a number or letter is printed before it.
        """
        kind, level, name = self._kind(properties)
        place = self.place(properties)
        level_of = self.lists.get(place.list, {}).get(place.depth) if place else None
        format = level_of.format if level_of else ""
        match kind:
            case "heading":
                unlisted = frozenset({"unlisted"} if name.startswith("unlisted ") else ())
                return Start("heading", level=level, classes=unlisted)
            case "item":
                return Start("item", label=typed or ("•" if format == "bullet" else ""))
            case "paragraph" | "numbered":
                listed = bool(place) and kind == "paragraph" and self._itemized(place, format)
                if listed:
                    return Start("item", label="•" if format == "bullet" else "")
                return Start("paragraph", numbered=bool(typed) or format not in ("", "none", "bullet"))
            case "title":
                return Start("title")
            case "subtitle":
                return Start("subtitle")
            case "quotation":
                return Start("quotation")
            case "picture":
                return Start("picture")
        return Start("fixed")

    @staticmethod
    def _itemized(place: Place | None, format: str) -> bool:
        """Whether a paragraph without a telling style is an item: a bullet, a letter, or deep in a list."""
        assert place is not None
        return format not in ("", "none") and (place.depth > 0 or format != "decimal")

    def labelled(self, properties: Element | None) -> bool:
        """Whether the style is one before whose words a number or letter stands."""
        return self._kind(properties)[0] in (_NUMBERED, "item")

    def _kind(self, properties: Element | None) -> tuple[str, int, str]:
        """Kind, level of a heading, and the name in the chain of styles that says so."""
        id = self._id(properties)
        style = self.styles.get(id, self.styles[""])
        for name in self.chains.get(id) or (id.casefold(),):
            if heading := _HEADING.fullmatch(name):
                return "heading", min(int(heading[2]), _DEEPEST), name
            if kind := kinds().get(name) or ("fixed" if _CONTENTS.fullmatch(name) else ""):
                break
            if level := heading_level(name):
                return "heading", min(level, _DEEPEST), name
            if kind := _by_words(Style(name=name)):
                break
        else:
            kind, name = "paragraph", ""
        own = val(properties, "outlineLvl")
        outline = number(own, _BODY_TEXT) if own is not None else style.outline
        if kind == "paragraph" and outline is not None and 0 <= outline < _BODY_TEXT:
            return "heading", min(outline + 1, _DEEPEST), ""
        return kind, 0, name

    @staticmethod
    def _id(properties: Element | None) -> str:
        return val(properties, "pStyle") or ""


def chains_of(root: Element | None) -> Mapping[str, tuple[str, ...]]:
    """For each paragraph style its name and those of the styles that it is based on; "" is the default."""
    elements = {
        one.get(W + "styleId") or "": one
        for one in (root.iter(W + "style") if root is not None else ())
        if one.get(W + "type", "paragraph") == "paragraph"
    }
    found: dict[str, tuple[str, ...]] = {}
    for id, one in elements.items():
        names: dict[str, None] = {}
        at: str | None = id
        while at in elements and len(names) < _LONGEST_CHAIN:
            name = (val(elements[at], "name") or at or "").casefold()
            if name in names:
                break
            names[name] = None
            at = val(elements[at], "basedOn")
        found[id] = tuple(names)
        if one.get(W + "default") in ("1", "true", "on"):
            found[""] = tuple(names)
    return found


def _by_words(style: Style) -> str:
    """The kind that the words in a style's name tell, in the languages of word processors."""
    roles = {"caption": "picture", "contents": "fixed", "title": "title", "subtitle": "subtitle"}
    return roles.get(style.role, "quotation" if style.quoted else "")
