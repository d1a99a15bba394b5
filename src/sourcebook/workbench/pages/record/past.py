"""The history of a record in words: what differs, with the names of what it links to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sourcebook.dossier.history import Entry, history_of
from sourcebook.dossier.kinds import EVIDENCE, KINDS, PARTS
from sourcebook.dossier.kinds.fetch import Keys
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
    undone: bool = False


# Of a value made of several: what identifies it to the program, and what the line of the history says itself.
_INNER_LEFT_OUT = ("id", "key", "put_by", "put_at")


def acts_of(record: str, kind: str, keys: Keys | None = None) -> list[Act]:
    """What was done with a record, the newest first; the query of `history_of`, and at most three for names.

    A value that names a record which who looks does not see is left out, as an export leaves it out.
    `keys` opens what is sealed.
    """
    entries = history_of(record, keys)
    mentioned = {one for entry in entries for one in mentioned_in(entry.before, entry.after)}
    names = names_of(mentioned)
    back = _taken_back(entries)
    return [
        Act(
            entry,
            str(ACTS.get(entry.act, entry.act)),
            tuple(differences(entry.before, entry.after, kind, names)),
            entry.revision in back,
        )
        for entry in entries
    ]


def _taken_back(entries: Sequence[Entry]) -> set[str]:
    """The revisions that are undone just now: from the newest, one that undoes counts unless it is undone."""
    found: set[str] = set()
    for entry in entries:
        if entry.undo_of and entry.revision not in found:
            found.add(entry.undo_of)
    return found


def names_of(ids: set[str]) -> dict[str, str]:
    """What records, accounts and text layers of these ids are called, as far as the viewer sees them."""
    if not ids:
        return {}
    wanted = list(ids)
    found = dict(Record.objects.filter(pk__in=wanted).values_list("pk", "label"))
    found.update(Account.objects.filter(pk__in=wanted).values_list("pk", "name"))
    found.update(TextLayer.objects.filter(pk__in=wanted).values_list("pk", "extractor"))
    return {str(pk): name for pk, name in found.items()}


def differences(
    was: dict[str, Any], now: dict[str, Any], kind: str, names: dict[str, str]
) -> Iterator[Difference]:
    """The values that differ, in words; what names a record that who looks does not see is left out."""
    for path in {**was, **now}:
        if is_order(path) or path in _LEFT_OUT:
            continue
        before, after = was.get(path), now.get(path)
        if names_hidden(path, kind, names, before, after):
            continue
        yield Difference(path_words(path), value_told(before, names), value_told(after, names))


def names_hidden(path: str, kind: str, names: dict[str, str], *values: Any) -> bool:
    """Whether values at a path name a record that who looks does not see."""
    links = _links(path, kind)
    return any(target not in names for value in values for target in _targets(value, links))


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


def mentioned_in(*values: Any) -> set[str]:
    """The ids that stand in values of the history."""
    return {one for value in values for one in _ID.findall(str(value))}


def value_told(value: Any, names: dict[str, str]) -> str:
    """A value of the history in words, a line each for what it is made of."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, dict):
        inner = ((name, value_told(one, names)) for name, one in value.items() if name not in _INNER_LEFT_OUT)
        return "\n".join(f"{FIELDS.get(name, name)}: {text}" for name, text in inner if text)
    if isinstance(value, list):
        return "\n".join(value_told(one, names) for one in value)
    return names.get(str(value), str(value))
