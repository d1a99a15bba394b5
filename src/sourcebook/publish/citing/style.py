"""House styles as data, checked when they are read: `styles/*.yaml` (report.yaml says how to write one)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "styles"
_FIELDS = """
    who authors publisher title container editors editors_bracketed volume volume_tight volume_no pages
    pages_bare first_page edition place symbol details locator date year urls accessed archived court
    who_short title_short cross within editor
"""
FIELDS = frozenset(_FIELDS.split())


class StyleError(ValueError):
    """A style that is not there or cannot be read; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Part:
    """A field or a group of parts, with what is printed before and around it.

    `once`: not where the same characters stand there already. `without`: not where that field was printed.
    """

    field: str = ""
    group: tuple[Part, ...] = ()
    sep: str = ""
    open: str = ""
    close: str = ""
    quotes: str = ""
    italic: bool = False
    undated: bool = False
    if_needed: bool = False
    once: bool = False
    without: str = ""


@dataclass(frozen=True, slots=True)
class Ibid:
    """The form of the note before again: "Ibid" ("ibid" if `lower`), and what parts it from a locator."""

    words: bool = True
    lower: bool = False
    italic: bool = False
    sep: str = ", "


@dataclass(frozen=True, slots=True)
class Style:
    """A house style.

    `again` says how a source is cited again: full, short (its short form) or cross ("(n 12)"). `ibid` is None
    where the note before is not repeated by a word. `day`, `access`, `others` and `edition` name entries
    of the words of a language, `courts` are courts by their short form.
    """

    name: str
    language: str
    forms: Mapping[str, tuple[Part, ...]]
    short: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    ibid: Ibid | None = None
    again: str = "full"
    between: str = "; "
    stop: str = "."
    day: str = "day"
    access: str = "accessed"
    names: str = "as-written"
    most_authors: int = 3
    others: str = "others"
    edition: str = "edition"
    comma_inside: bool = False
    courts: Mapping[str, str] = field(default_factory=dict)
    application_courts: frozenset[str] = frozenset()
    application: str = ""

    def form(self, name: str, short: bool = False) -> tuple[Part, ...]:
        """The parts of a form, those of `default` where the style does not list it."""
        forms = self.short if short else self.forms
        return forms.get(name, forms["default"])


_CHOICES = {
    "again": {"full", "short", "cross"},
    "day": {"day", "day_american"},
    "access": {"accessed", "accessed_short"},
    "names": {"as-written", "given-first"},
    "others": {"others", "others_short"},
    "edition": {"edition", "edition_short"},
    "quotes": {"", "single", "double"},
}


def style_names() -> tuple[str, ...]:
    """The styles that are there."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def style(name: str, language: str = "en") -> Style:
    """The style of this name for notes in a language (BCP 47). Raises StyleError."""
    if name not in style_names():
        raise StyleError(f"there is no style {name!r}; choose one of {', '.join(style_names())}")
    return read_style((FOLDER / f"{name}.yaml").read_text("utf-8"), name, language)


def read_style(text: str, name: str, language: str = "en") -> Style:
    """A style from YAML. Raises StyleError for what is no style."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise StyleError(f"style {name}: not readable: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise StyleError(f"style {name}: must be a mapping with `forms`")
    data = dict(data)
    made: dict[str, Any] = {"forms": _forms(data.pop("forms", None), name, "forms")}
    if "short" in data:
        made["short"] = _forms(data.pop("short"), name, "short")
    if "ibid" in data:
        made["ibid"] = _ibid(data.pop("ibid"), name)
    rule = data.pop("applications", {})
    made["application_courts"] = frozenset(rule.get("courts", ()))
    made["application"] = _pattern(rule.get("pattern", ""), name)
    known = {one.name for one in fields(Style)} - set(made) - {"name", "language"}
    for key, value in data.items():
        if key not in known:
            raise StyleError(f"style {name}: {key} is unknown; known are {', '.join(sorted(known))}")
        if key in _CHOICES and value not in _CHOICES[key]:
            raise StyleError(f"style {name}: {key} must be one of {', '.join(sorted(_CHOICES[key]))}")
        made[key] = value
    if made.get("again", "full") != "full" and "short" not in made:
        raise StyleError(f"style {name}: `again: {made['again']}` needs the forms of `short`")
    return Style(name=name, language=language, **made)


def _pattern(pattern: str, name: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise StyleError(f"style {name}: applications: {pattern!r} is no pattern: {error}") from error
    return pattern


def _ibid(data: object, name: str) -> Ibid:
    known = {one.name for one in fields(Ibid)}
    if not isinstance(data, dict) or set(data) - known:
        raise StyleError(f"style {name}: ibid is a mapping of {', '.join(sorted(known))}")
    return Ibid(**data)


def _forms(data: object, name: str, where: str) -> dict[str, tuple[Part, ...]]:
    if not isinstance(data, dict) or "default" not in data:
        raise StyleError(f"style {name}: {where} must be a mapping with at least `default`")
    return {form: tuple(_parts(parts, f"style {name}: {where}.{form}")) for form, parts in data.items()}


def _parts(data: object, where: str) -> Iterator[Part]:
    if not isinstance(data, list) or not data:
        raise StyleError(f"{where} must be a list of parts")
    known = {one.name for one in fields(Part)}
    for number, entry in enumerate(data, 1):
        given = {"field": entry} if isinstance(entry, str) else entry
        at = f"{where}, part {number}"
        if not isinstance(given, dict) or set(given) - known or ("field" in given) == ("group" in given):
            raise StyleError(
                f"{at}: a field, or a mapping with either field or group, of {', '.join(sorted(known))}"
            )
        if "field" in given and given["field"] not in FIELDS:
            raise StyleError(f"{at}: {given['field']} is no field; known are {', '.join(sorted(FIELDS))}")
        if given.get("without", "who") not in FIELDS:
            raise StyleError(f"{at}: without: {given['without']} is no field")
        if given.get("quotes", "") not in _CHOICES["quotes"]:
            raise StyleError(f"{at}: quotes must be single or double")
        group = tuple(_parts(given["group"], at)) if "group" in given else ()
        yield Part(**{**given, "group": group})
