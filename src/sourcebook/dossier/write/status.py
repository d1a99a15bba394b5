"""Review: draft to reviewed to published, withdrawn at any time; and themes put on and taken off."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sourcebook.dossier.kinds.fetch import Keys
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.tables import moment
from sourcebook.dossier.kinds.valid import Problem, unevidenced
from sourcebook.dossier.models import Codebook
from sourcebook.dossier.seen import current
from sourcebook.dossier.write.commit import commit
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.make import now

# From which states each act leads on, and what a role must allow for it.
FROM = {
    "review": ("draft",),
    "publish": ("reviewed",),
    "withdraw": ("draft", "reviewed", "published"),
    "reopen": ("withdrawn", "reviewed", "published"),
}
_TO = {"review": "reviewed", "publish": "published", "withdraw": "withdrawn", "reopen": "draft"}
MUST = {"review": "review", "publish": "publish", "withdraw": "edit", "reopen": "review"}


def advance(
    ids: Sequence[str],
    act: str,
    why: str,
    keys: Keys | None = None,
    versions: Mapping[str, int] | None = None,
) -> uuid.UUID | None:
    """`act` is review, publish, withdraw or reopen, on all of these records or on none.

    Published records must have evidence under each field that needs it. `versions` are those that somebody
    looked at when they decided. Raises Refused, NotAllowed, Conflict where one of them was changed since.
    """
    if act not in _TO:
        raise Refused([Problem(ids[0] if ids else "", "status", f"{act!r} is none of {', '.join(_TO)}")])
    viewer = current()
    account = str(viewer.account) if viewer.account else None
    at = moment(now())

    def changed(old: list[Plain]) -> list[Plain]:
        problems = [problem for plain in old for problem in not_now(plain, act)]
        if problems:
            raise Refused(problems)
        return [_moved(plain) for plain in old]

    def _moved(plain: Plain) -> Plain:
        new = {**plain, "status": _TO[act]}
        if act == "review":
            new |= {"reviewed_by": account, "reviewed_at": at}
        elif act == "publish":
            new |= {"published_by": account, "published_at": at}
        elif act == "reopen":
            # A draft is nobody's decision.
            new |= dict.fromkeys(("reviewed_by", "reviewed_at", "published_by", "published_at"))
        return new

    return commit(ids, changed, why, act=act, must=MUST[act], keys=keys, versions=versions)


def not_now(plain: Plain, act: str) -> list[Problem]:
    """What keeps a record from an act of `advance`, whoever asks; empty where nothing does."""
    record = plain["id"]
    if plain["erased_at"]:
        return [Problem(record, "status", "was erased, for good")]
    if plain["merged_into"]:
        return [Problem(record, "status", f"is part of {plain['merged_into']}: undo the merge first")]
    if plain["status"] not in FROM[act]:
        wanted = " or ".join(FROM[act])
        return [Problem(record, "status", f"is {plain['status']}; {act} takes {wanted}")]
    if act == "publish" and not plain.get("closed"):
        missing = unevidenced(plain, found=True)
        return [Problem(record, field, "published without evidence") for field in missing]
    return []


def put_theme(
    ids: Sequence[str],
    codebook: str,
    code: str,
    why: str = "",
    versions: Mapping[str, int] | None = None,
    keys: Keys | None = None,
) -> uuid.UUID | None:
    """Puts a code of a codebook of the dossier, in its newest version, on records; one that is there stays.

    `keys` opens sealed ones. Raises Refused for a codebook or code that the dossier does not have.
    """
    viewer = current()
    assert viewer.dossier is not None, "themes are put on records of a dossier"
    first = ids[0] if ids else ""
    books = Codebook.objects.filter(dossier_id=viewer.dossier, name=codebook)
    book = max(books, key=lambda one: version_key(one.version), default=None)
    if book is None:
        raise Refused([Problem(first, "themes", f"the dossier has no codebook {codebook}")])
    if code not in codes_of(book.content):
        known = ", ".join(codes_of(book.content))
        raise Refused([Problem(first, "themes", f"{codebook} has no code {code}; it has {known}")])
    theme = {
        "codebook": codebook,
        "version": book.version,
        "code": code,
        "put_by": str(viewer.account) if viewer.account else None,
        "put_at": moment(now()),
    }

    def put(plain: Plain) -> Plain:
        if any((row["codebook"], row["code"]) == (codebook, code) for row in plain["themes"]):
            return plain
        return {**plain, "themes": [*plain["themes"], {"id": str(uuid.uuid4()), **theme}]}

    why = why or f"theme {code}"
    return commit(ids, _each(put), why, act="theme", must="theme", versions=versions, keys=keys)


def take_theme(
    ids: Sequence[str],
    codebook: str,
    code: str,
    why: str,
    versions: Mapping[str, int] | None = None,
    keys: Keys | None = None,
) -> uuid.UUID | None:
    """Takes a code off records; `keys` opens sealed ones."""

    def take(plain: Plain) -> Plain:
        themes = [row for row in plain["themes"] if (row["codebook"], row["code"]) != (codebook, code)]
        return {**plain, "themes": themes}

    return commit(ids, _each(take), why, act="theme", must="theme", versions=versions, keys=keys)


def _each(change: Callable[[Plain], Plain]) -> Callable[[list[Plain]], list[Plain]]:
    return lambda old: [change(plain) for plain in old]


def version_key(version: str) -> list[tuple[int, int, str]]:
    """For sorting versions as people count: 9 before 10, 1.2 before 1.10."""
    parts = re.findall(r"\d+|[^\d.]+", version)
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts]


def codes_of(content: dict[str, Any]) -> list[str]:
    """The codes of a codebook."""
    return [str(code["code"]) for code in content["codes"]]
