"""CSL-JSON: a list of items as Zotero, Mendeley and pandoc write it, or one item, or `{"items": [...]}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sourcebook.dossier.ingest.zotero.item import Item, LibraryError, Refused, refused


def read_csl_json(text: str, name: str) -> Iterator[Item | Refused]:
    """The items of a library in CSL-JSON. `name` is the file's, for messages. Raises LibraryError."""
    data = parsed(text, name)
    if isinstance(data, dict):
        data = data["items"] if isinstance(data.get("items"), list) else [data]
    if not isinstance(data, list):
        raise LibraryError(f"{name}: JSON, but no list of items; export the library as CSL JSON")
    if data and not any(isinstance(entry, dict) and ("type" in entry or "title" in entry) for entry in data):
        raise LibraryError(f"{name}: JSON, but its items have no type and no title; export it as CSL JSON")
    for number, entry in enumerate(data, 1):
        where = f"item {number}"
        if not isinstance(entry, dict):
            yield refused(where, "", entry, "no item: each is an object with type and title")
            continue
        yield Item(where, item_key(entry), entry)


def parsed(text: str, name: str) -> Any:
    """The data of a JSON text. Raises LibraryError for what is none, or is nested too deeply."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise LibraryError(
            f"{name}: broken JSON in line {error.lineno}, column {error.colno} ({error.msg}); export it again"
        ) from None
    except (RecursionError, ValueError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]
        raise LibraryError(f"{name}: JSON that cannot be read ({why})") from None


def item_key(entry: dict[str, Any]) -> str:
    """The key that an item gives itself: its citation key where it has one, else its id."""
    key = entry.get("id")
    return str(key) if isinstance(key, str | int) and not isinstance(key, bool) else ""
