"""What passes through this room: an item of a library in the terms of CSL-JSON, or what was refused of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class LibraryError(ValueError):
    """A library that cannot be read at all. One line: what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that could not be taken, or with `field` "" a whole item: where it stands, and why not."""

    where: str
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item as CSL data (CSL-JSON 1.0.2), where it stands in its file, and its own key there, "" for none.

    What its format says beyond the variables of CSL stands in `data["custom"]`.
    """

    where: str
    key: str
    data: dict[str, Any]


def refused(where: str, field: str, value: object, reason: str) -> Refused:
    """A refusal whose value is short enough to be shown."""
    shown = " ".join(str(value)[:400].split())
    return Refused(where, field, shown if len(shown) <= 200 else shown[:199] + "…", reason)
