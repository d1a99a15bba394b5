"""What a record says, field by field: given, known to be absent and why, withheld, or not filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from sourcebook.dossier.kinds import KINDS, PARTS, Column
from sourcebook.dossier.page import Page
from sourcebook.workbench.forms.languages import name_of
from sourcebook.workbench.forms.layout import FORMS, LANGUAGES
from sourcebook.workbench.forms.words import choice_words
from sourcebook.workbench.pages.record.words import ABSENT, FIELDS

# In which language a field is: the column that says so.
_LANGUAGES = {
    "text": "language",
    "translation": "translation_language",
    "title": "title_language",
    "value": "language",
    "publisher": "",
}
_LONG = ("text", "translation", "description", "criteria", "passage", "rationale", "details")
_WORDS = frozenset((*_LONG, "points", "words", "occasion", "quotation", "case"))
_EMPTY: tuple[Any, ...] = ("", None, [], {})


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its words, the record that it links to, its language, whether it is a text to be read.

    Where `kept`, it is the level that the row before it is withheld at.
    """

    text: str
    link: str = ""
    lang: str = ""
    long: bool = False
    name: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A field or part: what it says, or why it is empty; `kept` is the level that it is withheld at."""

    name: str
    label: str
    values: tuple[Value, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    reason: str = ""
    reason_words: str = ""
    kept: str = ""

    @property
    def words(self) -> bool:
        """Whether it is in the words of the record, which may be hidden until asked for."""
        return self.name in _WORDS


@dataclass(frozen=True, slots=True)
class Empty:
    """A field that nobody filled in; `editable` where a person can."""

    name: str
    label: str
    editable: bool

    def __str__(self) -> str:
        return self.label


def lines_of(page: Page) -> tuple[list[Line], list[Empty]]:
    """(what the record says or says to be absent; the fields that nobody filled in)."""
    plain, lines, empty = page.record, list[Line](), list[Empty]()
    fillable = FORMS[plain["kind"]].all
    kept = {one["field"]: one["level"] for one in plain["withheld"] if one["field"]}
    kind = KINDS[plain["kind"]]
    for column in kind.table.columns:
        name, label = column.name, str(FIELDS[column.name])
        values = tuple(_values(column, plain["fields"], page.labels))
        reason = plain["absent"].get(name, "")
        if values:
            lines.append(Line(name, label, values, kept=kept.get(name, "")))
        elif reason or name in kept:
            lines.append(_absent(name, label, reason, kept.get(name, "")))
        else:
            # The words of a date are filled in with the date.
            base = name.removesuffix("_words") if column.sort == "text" and name not in fillable else name
            empty.append(Empty(base, label, base in fillable))
    for part in kind.parts:
        label, reason = str(FIELDS[part]), plain["absent"].get(part, "")
        rows = tuple(filter(None, (_row(part, row, page.labels, kept) for row in plain["parts"][part])))
        if rows:
            lines.append(Line(part, label, rows=rows, kept=kept.get(part, "")))
        elif reason or part in kept:
            lines.append(_absent(part, label, reason, kept.get(part, "")))
        else:
            empty.append(Empty(part, label, part in fillable))
    return lines, empty


def _absent(name: str, label: str, reason: str, kept: str) -> Line:
    reason = reason or "withheld"
    return Line(name, label, reason=reason, reason_words=str(ABSENT[reason]), kept=kept)


def _row(part: str, row: dict[str, Any], labels: dict[str, str], kept: dict[str, str]) -> tuple[Value, ...]:
    # What identifies bytes or addresses to the program is left out: it stands in the export.
    left_out = ("id", "key", "sha256", "pages")
    columns = [column for column in PARTS[part].columns if column.name not in left_out]
    values = [value for column in columns for value in _values(column, row, labels, named=True)]
    level = kept.get(f"{part}/{row['id']}", "")
    return (*values, *([Value(level, name=_("withheld:"), kept=True)] if level else []))


def _values(
    column: Column, row: dict[str, Any], labels: dict[str, str], named: bool = False
) -> Iterator[Value]:
    value = row.get(column.name)
    label = str(FIELDS[column.name]) if named else ""
    if value in _EMPTY:
        return
    if column.sort == "link":
        # A record that who looks does not see has no label, and is not told of.
        if value in labels:
            yield Value(labels[value], link=value, name=label)
        return
    if column.sort == "flag":
        if value:
            yield Value(label or "✓", name="")
        return
    lang = row.get(_LANGUAGES.get(column.name, ""), "") or ""
    for one in value if isinstance(value, list) else [value]:
        yield Value(_in_words(column, one), lang=lang, long=column.name in _LONG, name=label)


def _in_words(column: Column, value: Any) -> str:
    """A value in words: of a choice and a language its name, not its code."""
    if column.choices:
        return choice_words(str(value))
    return name_of(str(value)) if column.name in LANGUAGES else _told(value)


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_told(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(_told, value))
    return str(value)
