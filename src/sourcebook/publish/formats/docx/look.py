"""The look of the Word file, as `styles.yaml` says it: page, fonts, and named styles, each one checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_CHOICES = {
    "kind": ("paragraph", "character", "table"),
    "align": ("", "left", "center", "right", "both"),
    "rule": ("", "below"),
    "keep": ("", "next", "lines"),
}
_COLOUR = re.compile(r"[0-9A-F]{6}")


class BadStyles(ValueError):
    """A style file that does not say what a style file may say; the message names the place."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page and its margins, in millimetres; `header` and `footer` are their distances from its edge."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float


@dataclass(frozen=True, slots=True)
class Style:
    """A named style. Sizes, spaces and indents in points, `line` in lines; None leaves it to `based`.

    `entry` is a line of the contents (page number at the right), `outline` the level of a heading, `raised`
    a mark above the line, `rules` and `shade` the colours of a table's rules and of its header.
    """

    name: str
    kind: str = "paragraph"
    based: str = ""
    next: str = ""
    font: str = ""
    size: float | None = None
    bold: bool = False
    italic: bool = False
    colour: str = ""
    raised: bool = False
    before: float | None = None
    after: float | None = None
    line: float | None = None
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    align: str = ""
    keep: str = ""
    widow: bool = False
    page_break: bool = False
    rule: str = ""
    outline: int | None = None
    entry: bool = False
    rules: str = ""
    shade: str = ""

    @property
    def id(self) -> str:
        """The name without spaces, by which Word's files refer to it."""
        return "".join(word[:1].upper() + word[1:] for word in self.name.split())


@dataclass(frozen=True, slots=True)
class Look:
    """Page, fonts by their part ("text", "heading"), and styles in the order of the file."""

    page: Page
    fonts: Mapping[str, str]
    styles: tuple[Style, ...]


@cache
def own_look() -> Look:
    """The look that Sourcebook brings."""
    return read_look(Path(__file__).with_name("styles.yaml").read_text("utf-8"), "styles.yaml")


def read_look(text: str, name: str) -> Look:
    """The look that a style file says. Raises BadStyles, which names the file and the place."""
    try:
        said = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise BadStyles(f"{name}: this is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(said, dict) or set(said) != {"page", "fonts", "styles"}:
        raise BadStyles(f"{name}: a style file has page, fonts and styles, and nothing else")
    page = said["page"]
    if not isinstance(page, dict) or set(page) != {one.name for one in fields(Page)}:
        raise BadStyles(f"{name}: page has {', '.join(one.name for one in fields(Page))}, each once")
    for key, value in page.items():
        if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
            raise BadStyles(f"{name}: page, {key}: {value!r} is no length in millimetres")
    fonts = said["fonts"]
    if not isinstance(fonts, dict) or not all(isinstance(one, str) and one for one in fonts.values()):
        raise BadStyles(f"{name}: fonts gives the name of a font for each part")
    styles = tuple(_style(str(key), value or {}, name) for key, value in (said["styles"] or {}).items())
    _check_references(styles, fonts, name)
    return Look(Page(**page), fonts, styles)


def _style(key: str, said: Any, file: str) -> Style:  # noqa: ANN401
    types = {one.name: one for one in fields(Style) if one.name != "name"}
    if not isinstance(said, dict):
        raise BadStyles(f"{file}: {key}: a style is a mapping")
    given: dict[str, Any] = {}
    for property, value in said.items():
        if property not in types:
            raise BadStyles(f"{file}: {key}: there is no property {property!r}; see look.py")
        given[property] = _value(
            types[property].type, types[property].default, property, value, f"{file}: {key}"
        )
    return Style(key, **given)


def _value(type: Any, default: Any, property: str, value: Any, place: str) -> Any:  # noqa: ANN401
    if default is MISSING:
        raise BadStyles(f"{place}: {property} is not to be set")
    if isinstance(default, bool):
        fits = isinstance(value, bool)
    elif default is None:
        fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1000
    else:
        value, fits = str(value), isinstance(value, str | int)
    if property in _CHOICES:
        fits = fits and value in _CHOICES[property]
    if property in ("colour", "rules", "shade"):
        fits = fits and bool(_COLOUR.fullmatch(value))
    if property == "outline":
        fits = fits and value in range(1, 10)
    if not fits:
        raise BadStyles(f"{place}: {property}: {value!r} is not what it may be ({type})")
    return value


def _check_references(styles: tuple[Style, ...], fonts: Mapping[str, str], file: str) -> None:
    names = {style.name for style in styles}
    for style in styles:
        for other in (style.based, style.next):
            if other and other not in names:
                raise BadStyles(f"{file}: {style.name}: there is no style {other!r}")
        if style.font and style.font not in fonts:
            raise BadStyles(f"{file}: {style.name}: there is no font {style.font!r} under fonts")
