"""Outlines: which sections a report has, and which records stand under each. `outlines/<name>.yaml`.

    rest: section                    # what no section takes stands under "Other"; outside: it is only said
    sections:
      - heading: rhetoric            # a key of `headings` in the patterns; or title: "Words of our own"
        id: rhetoric
        classes: [front, annex, summary, conclusions, recommendations, unlisted]
        take: ["statement form:remark"]   # queries; a record stands in the first section that takes it
        when: any                    # before: earlier than the period; within; any
        by: theme                    # subsections: theme, place; none without
        empty: drop                  # or say: the heading stands, and that nothing falls under it
        charts: ["chart:statements-by-theme", "table:statements"]
        text: [counting]             # standing texts, by their kind
        sections: [...]              # sections of its own

`{subject}` in a query is the record that the report is about: an outline that has it is named with it,
"incident event:3f2a91c0".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sourcebook.publish.drafting.queries import Query, QueryError, parse
from sourcebook.publish.drafting.slots import HEADINGS, PICTURES

_FOLDER = Path(__file__).parent / "outlines"
CLASSES = frozenset(("front", "annex", "summary", "conclusions", "recommendations", "unlisted"))
TEXTS = frozenset(("summary", "officials", "counting", "left-out"))
_KEYS = frozenset(
    ("heading", "title", "id", "classes", "take", "when", "by", "empty", "charts", "text", "sections")
)
_SUBJECT = "{subject}"


class OutlineError(ValueError):
    """An outline that cannot be used; the message says which, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its heading (a key, or `title` in words), what it takes, and what else stands in it."""

    id: str
    heading: str = ""
    title: str = ""
    classes: frozenset[str] = frozenset()
    take: tuple[Query, ...] = ()
    when: str = "any"
    by: str = ""
    empty: str = "drop"
    charts: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Outline:
    """An outline. `subject` is the key of the record that the report is about, where it is about one."""

    name: str
    sections: tuple[Section, ...]
    subject: str = ""
    rest: str = "section"


def outlines() -> tuple[str, ...]:
    """The names of the outlines that there are."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def outline(name: str) -> Outline:
    """An outline by its name, with its subject behind it where it has one. Raises OutlineError."""
    base, _, about = " ".join(name.split()).partition(" ")
    if base not in outlines():
        raise OutlineError(f"no outline is called {base!r}; there are {', '.join(outlines())}")
    kind, colon, key = about.partition(":")
    if about and (kind != "event" or not colon or len(key.replace("-", "")) < 8):
        raise OutlineError(f"{name!r}: write what the report is about as event:3f2a91c0, or nothing")
    return build(_content(base), base, key)


@cache
def _content(name: str) -> object:
    try:
        content: object = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text("utf-8"))
        return content
    except yaml.YAMLError as error:
        raise OutlineError(f"{name}.yaml: not readable YAML: {' '.join(str(error).split())}") from None


def build(content: object, name: str, subject: str = "") -> Outline:
    """An outline out of the content of a file, checked. Raises OutlineError."""
    if not isinstance(content, dict) or set(content) != {"sections", "rest"}:
        raise OutlineError(f"{name}: must be a table with sections and rest, and nothing else")
    _one_of(content["rest"], frozenset({"section", "outside"}), f"{name}, rest")
    needs = _SUBJECT in str(content)
    if needs and not subject:
        raise OutlineError(
            f"{name}: this outline is about one event; write {name!r} as {name} event:3f2a91c0"
        )
    if subject and not needs:
        raise OutlineError(f"{name}: this outline is about no single event; leave event:{subject} out")
    seen: set[str] = set()
    sections = _sections(content["sections"], name, subject, seen)
    return Outline(name, sections, subject, content["rest"])


def _sections(given: object, where: str, subject: str, seen: set[str]) -> tuple[Section, ...]:
    if not isinstance(given, list) or not given:
        raise OutlineError(f"{where}: sections must be a list")
    return tuple(_section(one, where, subject, seen) for one in given)


def _section(given: object, where: str, subject: str, seen: set[str]) -> Section:
    if not isinstance(given, dict) or not isinstance(given.get("id"), str):
        raise OutlineError(f"{where}: a section is a table with an id")
    where = f"{where}, section {given['id']}"
    if unknown := sorted(set(given) - _KEYS):
        raise OutlineError(f"{where}: {unknown[0]!r} is unknown; it may have {', '.join(sorted(_KEYS))}")
    if given["id"] in seen:
        raise OutlineError(f"{where}: the id stands twice")
    seen.add(given["id"])
    if ("heading" in given) == ("title" in given):
        raise OutlineError(f"{where}: needs either a heading (a key of the patterns) or a title in words")
    _one_of(given.get("heading"), HEADINGS, f"{where}, heading")
    for key, allowed in {
        "when": {"before", "within", "any"},
        "by": {"theme", "place"},
        "empty": {"drop", "say"},
    }.items():
        _one_of(given.get(key), frozenset(allowed), f"{where}, {key}")
    return Section(
        id=given["id"],
        heading=given.get("heading", ""),
        title=given.get("title", ""),
        classes=frozenset(_words(given, "classes", CLASSES, where)),
        take=tuple(_query(text, subject, where) for text in given.get("take", ())),
        when=given.get("when", "any"),
        by=given.get("by", ""),
        empty=given.get("empty", "drop"),
        charts=tuple(_words(given, "charts", PICTURES, where)),
        text=tuple(_words(given, "text", TEXTS, where)),
        sections=_sections(given["sections"], where, subject, seen) if "sections" in given else (),
    )


def _one_of(value: object, allowed: frozenset[str], where: str) -> None:
    if value is not None and value not in allowed:
        raise OutlineError(f"{where}: {value!r} is none of {', '.join(sorted(allowed))}")


def _words(given: dict[str, Any], key: str, allowed: frozenset[str], where: str) -> list[str]:
    values = given.get(key, [])
    if not isinstance(values, list):
        raise OutlineError(f"{where}, {key}: must be a list")
    for value in values:
        _one_of(value, allowed, f"{where}, {key}")
    return values


def _query(text: object, subject: str, where: str) -> Query:
    if not isinstance(text, str):
        raise OutlineError(f'{where}, take: {text!r} must be a query, as in "statement form:remark"')
    try:
        return parse(text.replace(_SUBJECT, subject))
    except QueryError as error:
        raise OutlineError(f"{where}, take: {error}") from None
