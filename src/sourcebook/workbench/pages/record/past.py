"""The history of a record in words: what differs, with the names of what it links to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sourcebook.dossier.history import Entry, history_of
from sourcebook.dossier.kinds import EVIDENCE, KINDS, PARTS
from sourcebook.dossier.kinds.paths import is_order
from sourcebook.dossier.models import Account, Record, TextLayer
from sourcebook.workbench.pages.record.words import ACTS, FIELDS, path_words

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Said by the act and its head already.
_LEFT_OUT = ("reviewed_by", "reviewed_at", "published_by", "published_at", "origin_key")


@dataclass(frozen=True, slots=True)
class Difference:
    """What was said at a place before and after."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did: the entry, its words, the differences."""

    entry: Entry
    words: str
    differences: tuple[Difference, ...]


def acts_of(record: str, kind: str) -> list[Act]:
    """What was done with a record, the newest first; the query of `history_of`, and at most three for names.

    A value that names a record which who looks does not see is left out, as an export leaves it out.
    """
    entries = history_of(record)
    mentioned = {one for entry in entries for one in _ID.findall(f"{entry.before} {entry.after}")}
    names = _names(mentioned)
    return [
        Act(entry, str(ACTS.get(entry.act, entry.act)), tuple(_differences(entry, kind, names)))
        for entry in entries
    ]


def _names(ids: set[str]) -> dict[str, str]:
    if not ids:
        return {}
    wanted = list(ids)
    found = dict(Record.objects.filter(pk__in=wanted).values_list("pk", "label"))
    found.update(Account.objects.filter(pk__in=wanted).values_list("pk", "name"))
    found.update(TextLayer.objects.filter(pk__in=wanted).values_list("pk", "extractor"))
    return {str(pk): name for pk, name in found.items()}


def _differences(entry: Entry, kind: str, names: dict[str, str]) -> Iterator[Difference]:
    for path in {**entry.before, **entry.after}:
        if is_order(path) or path in _LEFT_OUT:
            continue
        before, after = entry.before.get(path), entry.after.get(path)
        links = _links(path, kind)
        if any(target not in names for value in (before, after) for target in _targets(value, links)):
            continue
        yield Difference(path_words(path), _told(before, names), _told(after, names))


def _links(path: str, kind: str) -> tuple[str, ...]:
    """The columns of the value at a path that hold links; "" where the value is a link itself."""
    head, _, rest = path.partition("/")
    if head == "fields":
        return ("",) if rest in {column.name for column in KINDS[kind].table.links} else ()
    if head == "parts":
        return tuple(column.name for column in PARTS[rest.split("/")[0]].links)
    if head == "evidence":
        return (*(column.name for column in EVIDENCE.links), "layer")
    return ("",) if head == "merged_into" else ()


def _targets(value: Any, links: tuple[str, ...]) -> Iterator[str]:
    for name in links:
        target = value if name == "" else value.get(name) if isinstance(value, dict) else None
        if target:
            yield str(target)


def _told(value: Any, names: dict[str, str]) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, dict):
        inner = ((name, _told(one, names)) for name, one in value.items() if name not in ("id", "key"))
        return "\n".join(f"{FIELDS.get(name, name)}: {text}" for name, text in inner if text)
    if isinstance(value, list):
        return "\n".join(_told(one, names) for one in value)
    return names.get(str(value), str(value))
