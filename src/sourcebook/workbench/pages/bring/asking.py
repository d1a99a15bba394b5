"""What the form of a brought file says: which kind of work, with what; a fault stands beside its field."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _

from sourcebook.dossier.desk.working import OPEN
from sourcebook.dossier.ingest.addresses import AddressError, address
from sourcebook.dossier.ingest.owning import owner_at
from sourcebook.dossier.ingest.recognising import Recognised
from sourcebook.dossier.ingest.sheet.looking import Looked
from sourcebook.dossier.ingest.sheet.offering import Choices, choices_of, guess, guess_as, offered
from sourcebook.dossier.models.desk import Work
from sourcebook.dossier.seen import NotAllowed
from sourcebook.workbench.pages.bring.words import CHOICES

LEVELS = ("public", "team", "restricted")
ORDERS = ("", "day-first", "month-first", "iso")
_DECIMALS = ("", ".", ",")
_LONGEST = 300
# How many earlier works are looked through for a sheet with the same columns.
_REMEMBERED = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done: the kind of work, what it is given, the mapping of a sheet, the words of a film."""

    kind: str
    given: Mapping[str, Any]
    mapping: str | Choices = ""
    text: UploadedFile | None = None
    faults: Mapping[str, str] = field(default_factory=dict)


def asked_of(form: QueryDict, files: Mapping[str, Any], what: Recognised, looked: Looked | None) -> Asked:
    """What a form says that was sent for a file."""
    if what.sort == "sheet":
        assert looked is not None
        return _sheet(form, files, looked)
    if what.sort == "library" or form.get("as") == "references":
        return Asked("bring-library", {})
    faults: dict[str, str] = {}
    given = {"url": _url(form, faults), "accessed": _day(form, faults)}
    if what.sort == "document" and form.get("as") == "report":
        return Asked("bring-report", {**given, "corrects": _id(form.get("corrects", ""))}, faults=faults)
    for name in ("title", "publisher", "language"):
        given[name] = " ".join(form.get(name, "").split())[:_LONGEST]
    level = form.get("level", "team")
    if level not in LEVELS:
        faults["level"] = _("Choose who may see it.")
    elif not _seen_again(level):
        faults["level"] = _not_seen()
    text = files.get("text") if what.bare else None
    return Asked("bring-source", {**given, "level": level}, text=text, faults=faults)


def _sheet(form: QueryDict, files: Mapping[str, Any], looked: Looked) -> Asked:
    by_hand = files.get("mapping")
    if by_hand is not None:
        try:
            text = by_hand.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            told = {"mapping": _("This is no text in UTF-8: choose the mapping file (YAML).")}
            return Asked("bring-sheet", {}, faults=told)
        return Asked("bring-sheet", {}, text)
    chosen = chosen_of(form, looked)
    kept = {
        "columns": list(looked.columns), "row": chosen.row, "chosen": chosen.columns, "name": chosen.name,
        "dates": chosen.dates, "decimal": chosen.decimal, "level": chosen.level,
    }  # fmt: skip
    faults = {}
    if not chosen.name:
        faults["name"] = _("Give the list a name; the same list has the same name again.")
    if not _seen_again(chosen.level):
        faults["level"] = _not_seen()
    return Asked("bring-sheet", kept, chosen, faults=faults)


def chosen_of(form: QueryDict, looked: Looked) -> Choices:
    """The choices for a sheet as they were sent."""
    row = form.get("row", "")
    known = choices_of(row) if row in offered() else ()
    columns: dict[str, str] = {}
    for number, name in enumerate(looked.columns):
        choice = form.get(f"column-{number}", "")
        if name:
            columns.setdefault(name, choice if choice in known else "")
    return Choices(
        row,
        columns,
        " ".join(form.get("name", "").split())[:80],
        looked.name,
        _one(form.get("dates", ""), ORDERS),
        _one(form.get("decimal", ""), _DECIMALS),
        _one(form.get("level", "team"), LEVELS),
    )


def first_choices(looked: Looked, row: str, name: str) -> Choices:
    """The choices that are shown first: as a sheet of these columns was read before, else guessed."""
    if row in offered():
        return guess_as(looked, row, name)
    done = Work.objects.filter(kind="bring-sheet").exclude(state__in=OPEN).order_by("-made_at")
    for given in done.values_list("given", flat=True)[:_REMEMBERED]:
        if given.get("columns") and _same(given["columns"], looked.columns):
            return Choices(
                given["row"], given["chosen"], given["name"], looked.name, given["dates"], given["decimal"],
                given["level"],
            )  # fmt: skip
    return guess(looked, name)


def _same(before: list[str], columns: tuple[str, ...]) -> bool:
    """Whether these are the columns; a file of refused rows has some of its own before them."""
    return list(columns) == before or list(columns[3:]) == before


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet as it is shown: its number, name, first values, and what it becomes."""

    number: int
    name: str
    values: tuple[str, ...]
    choice: str


def columns_of(looked: Looked, chosen: Choices) -> list[Column]:
    """The columns of a sheet for the form."""
    seen: set[str] = set()
    found = []
    for number, name in enumerate(looked.columns):
        if not name or name in seen:
            continue
        seen.add(name)
        values = dict.fromkeys(row[number] for row in looked.rows if number < len(row) and row[number])
        found.append(Column(number, name, tuple(values)[:3], chosen.columns.get(name, "")))
    return found


def choice_words(row: str) -> list[tuple[str, str]]:
    """What a column may become, with words."""
    return [(choice, str(CHOICES[choice])) for choice in choices_of(row)]


def _seen_again(level: str) -> bool:
    """Whether who brings it in sees it afterwards."""
    try:
        owner_at(level)
    except NotAllowed:
        return False
    return True


def _not_seen() -> str:
    return _(
        "You would not see it again: you are of no organisation here. Choose “team”, or ask a keeper to say "
        "of which organisation you are."
    )


def _one(given: str, known: tuple[str, ...]) -> str:
    return given if given in known else known[0]


def _url(form: QueryDict, faults: dict[str, str]) -> str:
    url = form.get("url", "").strip()
    if url:
        try:
            address(url)
        except AddressError as error:
            faults["url"] = str(error)
    return url


def _day(form: QueryDict, faults: dict[str, str]) -> str:
    given = form.get("accessed", "").strip()
    if given:
        try:
            return date.fromisoformat(given).isoformat()
        except ValueError:
            faults["accessed"] = _("This is no day; write it as 2031-03-18.")
    return given


def _id(given: str) -> str:
    try:
        return str(uuid.UUID(given))
    except ValueError:
        return ""
