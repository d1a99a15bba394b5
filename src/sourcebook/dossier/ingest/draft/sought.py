"""What a draft cites, as it was found there: an item of a citation program, or a source read from a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sourcebook.dossier.ingest.zotero.item import Item
from sourcebook.reading.candidates import Source


@dataclass(frozen=True, slots=True)
class Sought:
    """One cited source. `key` is what the draft knows it by, the same for the same source; `where` its place
    in words. Either `item` or `read` is set.
    """

    key: str
    where: str
    item: Item | None = None
    read: Source | None = None


@dataclass(frozen=True)
class Sourced:
    """The sources that a draft cites, as the dossier has them now.

    `of_key` are whole records by the keys of what was sought; `made` and `found` their ids; `refused` says, a
    line each, what could not be taken of an item.
    """

    of_key: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    made: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
