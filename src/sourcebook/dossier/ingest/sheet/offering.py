"""What the columns of a sheet may become, guessed by their names and chosen by a person; the mapping of it.

`offered.yaml` says what is offered. What somebody chose becomes a mapping file as `mapping` describes it: the
same that is written by hand, so that it can be kept, corrected and used again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sourcebook.dossier.ingest.sheet.csv_rows import folded_name
from sourcebook.dossier.ingest.sheet.looking import Looked

_NUMBERS = re.compile(r"^\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\s*$")
# Cells that say nothing, in the mapping that a form makes.
_EMPTY = ["-", "–", "—", "?", "n/a", "unknown", "not known"]
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)
_LEVELS = ("public", "team", "restricted")


@dataclass(frozen=True, slots=True)
class Choices:
    """How a sheet is to be read: what a row is, and what each column becomes ("" for nothing)."""

    row: str
    columns: dict[str, str]
    name: str
    sheet: str = ""
    dates: str = ""
    decimal: str = ""
    level: str = "team"
    faults: tuple[str, ...] = field(default=())


class ChoiceError(ValueError):
    """Choices that make no mapping: what is missing, in one line."""


@cache
def offered() -> dict[str, Any]:
    """What is offered, by what a row is."""
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("offered.yaml").read_text("utf-8"))
    return found


def choices_of(row: str) -> tuple[str, ...]:
    """What a column may become where a row is this. Raises KeyError."""
    return tuple(offered()[row]["columns"])


def guess(looked: Looked, name: str) -> Choices:
    """What a sheet seems to be: the row of which most columns are known by their names."""
    found = {row: _columns(looked, row) for row in offered()}
    row = max(found, key=lambda one: len([choice for choice in found[one].values() if choice]))
    return Choices(row, found[row], name, looked.name, _dates(looked))


def guess_as(looked: Looked, row: str, name: str) -> Choices:
    """What the columns seem to be where a row is this. Raises KeyError."""
    return Choices(row, _columns(looked, row), name, looked.name, _dates(looked))


def _columns(looked: Looked, row: str) -> dict[str, str]:
    names = {
        folded_name(name): choice
        for choice, one in offered()[row]["columns"].items()
        for name in one["names"]
    }
    taken: set[str] = set()
    found: dict[str, str] = {}
    addresses = _addresses(looked)
    for number, column in enumerate(looked.columns):
        choice = names.get(folded_name(column), "")
        if choice == "address" and addresses and number not in addresses:
            # "Source" is as often who published it; another column has the addresses.
            choice = "publisher" if "publisher" in offered()[row]["columns"] else ""
        if column:
            found.setdefault(column, "" if choice in taken else choice)
            taken.add(choice)
    return found


def _addresses(looked: Looked) -> set[int]:
    """The columns in which web addresses stand, by their numbers."""
    return {
        number
        for number in range(len(looked.columns))
        if any(_ADDRESS.fullmatch(row[number]) for row in looked.rows if number < len(row))
    }


def _dates(looked: Looked) -> str:
    """Which number of a date comes first, where one of them cannot be a month; "" where none says it."""
    for row in looked.rows:
        for cell in row:
            numbers = _NUMBERS.match(cell)
            if numbers and int(numbers[1]) > 12 >= int(numbers[2]):
                return "day-first"
            if numbers and int(numbers[2]) > 12 >= int(numbers[1]):
                return "month-first"
    return ""


def mapping_text(chosen: Choices) -> str:
    """The mapping file of what was chosen. Raises ChoiceError."""
    whole = offered().get(chosen.row)
    if whole is None or chosen.level not in _LEVELS:
        raise ChoiceError("choose what a row of the sheet is")
    used = {column: choice for column, choice in chosen.columns.items() if choice}
    _fitting(used, whole["columns"])
    columns: dict[str, Any] = {}
    for column, choice in used.items():
        plan = whole["columns"][choice]
        if "to" in plan:
            split = {"split": plan["split"]} if "split" in plan else {}
            columns[column] = {"to": plan["to"], **split} if split or len(plan["to"]) > 1 else plan["to"][0]
    filled = {to for choice in used.values() for to in whole["columns"][choice].get("to", ())}
    made = {to.partition(".")[0] for to in filled}
    first = next(iter(whole["records"]))
    if first not in made:
        raise ChoiceError(f"no column becomes something of the {first}: choose at least one")
    mapping: dict[str, Any] = {"name": chosen.name}
    mapping |= {"dates": chosen.dates} if chosen.dates else {}
    mapping |= {"decimal": chosen.decimal} if chosen.decimal else {}
    mapping["empty"] = list(_EMPTY)
    mapping |= {"sheet": chosen.sheet} if chosen.sheet else {}
    key = [column for column, choice in used.items() if choice == "key"]
    mapping |= {"key": key} if key else {}
    mapping["ignored"] = [column for column, choice in chosen.columns.items() if not choice]
    mapping["records"] = _records(whole, made, filled, chosen.level)
    mapping["columns"] = columns
    evidence = _evidence(used, first, made)
    mapping |= {"evidence": evidence} if evidence else {}
    return yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False)


def _fitting(used: Table[str, str], columns: Table[str, Any]) -> None:
    chosen: Sequence[str] = list(used.values())
    for column, choice in used.items():
        if choice not in columns:
            raise ChoiceError(f"{column}: there is no such choice")
        needed = columns[choice].get("needs")
        if needed and needed not in chosen:
            raise ChoiceError(f"{column}: needs a column that becomes: {needed}")
        if chosen.count(choice) > 1 and choice not in ("note", "description", "key"):
            raise ChoiceError(f"{column}: two columns become the same; choose one of them")


def _records(whole: Table[str, Any], made: set[str], filled: set[str], level: str) -> dict[str, Any]:
    records: dict[str, Any] = {}
    for name, plan in whole["records"].items():
        if name not in made:
            continue
        record = dict(plan)
        if isinstance(plan.get("same"), list):
            # What tells these apart, of what the sheet has columns for.
            record["same"] = [field for field in plan["same"] if f"{name}.{field}" in filled]
        record["level"] = max(record.get("level", "public"), level, key=_LEVELS.index)
        links = {field: to for field, to in whole.get("links", {}).get(name, {}).items() if to in made}
        parts = {
            field: value
            for field, value in whole.get("parts", {}).get(name, {}).items()
            if any(link.partition(".")[0] == field.partition(".")[0] for link in links)
        }
        if links:
            record["links"] = links
        if parts:
            record["fields"] = {**record.get("fields", {}), **parts}
        records[name] = record
    return records


def _evidence(used: Table[str, str], first: str, made: set[str]) -> list[dict[str, str]]:
    """The source of a row says so; where in it, and in which words, two columns may say."""
    if "source" not in made or first == "source":
        return []
    columns = {choice: column for column, choice in used.items()}
    one = {"record": first, "basis": "source"}
    for choice, key in (("page", "locator"), ("quotation", "exact")):
        if choice in columns:
            one[key] = columns[choice]
    return [one]
