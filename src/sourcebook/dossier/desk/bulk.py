"""Acts on many records at once: what will go and what will not is said before, and all goes in one revision.

What keeps a record back is asked of the write path's own rules, so that the list of what stays is the list of
what would have been refused. The versions that somebody looked at go with the act: of two people who act on
one record the second is told, and nothing of theirs is done unseen.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.seen import NotAllowed, current
from sourcebook.dossier.write import Edit, edit
from sourcebook.dossier.write.allowed import may_change
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.levels import set_level
from sourcebook.dossier.write.replacing import Pair
from sourcebook.dossier.write.status import MUST, advance, not_now, put_theme, take_theme

ADVANCING = tuple(MUST)
# Sealing is for good for whoever has no passphrase: it is done record by record, never in bulk.
LEVELS_IN_BULK = ("public", "team", "restricted")
ACTS = (*ADVANCING, "level", "put-theme", "take-theme", "note", "in-public")
_NEEDS = {
    "level": "edit",
    "note": "edit",
    "in-public": "edit",
    "put-theme": "theme",
    "take-theme": "theme",
    **MUST,
}
_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Bulk:
    """An act on many records: one of `ACTS`, with its value (a level, "codebook/code", a note) and reason."""

    act: str
    why: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Stays:
    """A record that the act leaves as it is, and why."""

    record: str
    label: str
    reason: str


@dataclass(frozen=True)
class Weighed:
    """What an act would do: the versions of those that go, by id; those that stay; the labels of all."""

    versions: dict[str, int] = field(default_factory=dict)
    stays: list[Stays] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)


def may_act(act: str) -> bool:
    """Whether the viewer's role allows the act at all."""
    return current().may(_NEEDS[act])


def understood(bulk: Bulk) -> None:
    """Raises Refused for an act that is none, or whose value or reason is missing."""
    if bulk.act not in ACTS:
        raise Refused([Problem("", "act", f"{bulk.act!r} is none of {', '.join(ACTS)}")])
    current().must(_NEEDS[bulk.act])
    if not bulk.why.strip():
        raise Refused([Problem("", "why", "say in a few words why: it stands in the history of each")])
    if bulk.act == "level" and bulk.value not in LEVELS_IN_BULK:
        raise Refused([Problem("", "value", f"choose who sees them: {', '.join(LEVELS_IN_BULK)}")])
    if bulk.act.endswith("-theme"):
        codebook, _, code = bulk.value.partition("/")
        if not codebook or not code:
            raise Refused([Problem("", "value", "a theme is written codebook/code")])
    if bulk.act == "note" and not bulk.value.strip():
        raise Refused([Problem("", "value", "write the note that they shall have")])


def weigh(bulk: Bulk, ids: Sequence[str], looked_at: Mapping[str, int] | None = None) -> Weighed:
    """Which of these records go and which stay, and why; nothing is changed. Raises Refused, NotAllowed.

    What was changed since the version `looked_at` stays.
    """
    understood(bulk)
    weighed = Weighed()
    for plain in _whole(ids):
        record, label = plain["id"], plain["label"]
        weighed.labels[record] = label
        version = (looked_at or {}).get(record, plain["version"])
        reason = _CHANGED if version != plain["version"] else _kept_back(bulk, plain)
        if reason:
            weighed.stays.append(Stays(record, label, reason))
        else:
            weighed.versions[record] = version
    for one in dict.fromkeys(ids):
        if one not in weighed.labels:
            weighed.stays.append(Stays(one, one[:8], "there is no such record, or you may not see it"))
    return weighed


def carry_out(bulk: Bulk, versions: Mapping[str, int]) -> uuid.UUID | None:
    """Does it to all of these, or to none, in one revision; `versions` are those that were looked at.

    None where nothing differs. Raises Refused, Conflict, NotAllowed.
    """
    understood(bulk)
    ids = list(versions)
    if bulk.act in ADVANCING:
        return advance(ids, bulk.act, bulk.why, versions=versions)
    if bulk.act == "level":
        return set_level(ids, bulk.value, bulk.why, versions=versions)
    if bulk.act == "note":
        edits = [Edit(one, {"note": bulk.value.strip()}, version) for one, version in versions.items()]
        return edit(edits, bulk.why)
    if bulk.act == "in-public":
        return edit([Edit(one, {"fields/public": "public"}, at) for one, at in versions.items()], bulk.why)
    codebook, _, code = bulk.value.partition("/")
    theme = put_theme if bulk.act == "put-theme" else take_theme
    return theme(ids, codebook, code, bulk.why, versions=versions)


_CHANGED = "somebody changed it after you looked at it"


def _whole(ids: Sequence[str]) -> Iterator[Plain]:
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), _TOGETHER):
        yield from by_ids(wanted[start : start + _TOGETHER])


def _kept_back(bulk: Bulk, plain: Plain) -> str:
    """Why a record cannot go, in the words of the rule; "" where it can."""
    if bulk.act in ADVANCING:
        problems = not_now(plain, bulk.act)
        if problems:
            return "; ".join(_told(problem) for problem in problems)
    elif plain["erased_at"] or plain["merged_into"]:
        return "was erased, or is part of another record"
    elif bulk.act == "in-public" and plain["kind"] != "actor":
        return "is no person or body"
    elif bulk.act == "in-public" and plain["fields"]["public"] == "private":
        # Somebody said so of this one: that is not undone in bulk.
        return "is a private person: said so on the record, and changed there alone"
    after = _AFTER.get(bulk.act, _moved)(plain, bulk)
    if after == plain:
        return "is so already"
    paths = frozenset(_PATHS.get(path, path) for path in after if after[path] != plain[path])
    try:
        may_change([Pair(plain, after, paths)], current(), ())
    except NotAllowed as refused:
        return str(refused).removeprefix(f"{plain['id']} ").removeprefix(f"{plain['id']}: ")
    return ""


def _told(problem: Problem) -> str:
    return problem.reason if problem.field == "status" else f"{problem.field}: {problem.reason}"


def _moved(plain: Plain, bulk: Bulk) -> Plain:
    to = {"review": "reviewed", "publish": "published", "withdraw": "withdrawn", "reopen": "draft"}
    return {**plain, "status": to[bulk.act]}


def _put(plain: Plain, bulk: Bulk) -> Plain:
    pair = tuple(bulk.value.split("/", 1))
    there = any((row["codebook"], row["code"]) == pair for row in plain["themes"])
    return plain if there else {**plain, "themes": [*plain["themes"], {"codebook": pair[0], "code": pair[1]}]}


def _taken(plain: Plain, bulk: Bulk) -> Plain:
    pair = tuple(bulk.value.split("/", 1))
    left = [row for row in plain["themes"] if (row["codebook"], row["code"]) != pair]
    return {**plain, "themes": left}


# Of the fields of a record, an act on many changes this one alone.
_PATHS = {"fields": "fields/public"}
_AFTER: dict[str, Callable[[Plain, Bulk], Plain]] = {
    "level": lambda plain, bulk: {**plain, "level": bulk.value},
    "note": lambda plain, bulk: {**plain, "note": bulk.value.strip()},
    "in-public": lambda plain, bulk: {**plain, "fields": {**plain["fields"], "public": "public"}},
    "put-theme": _put,
    "take-theme": _taken,
}
