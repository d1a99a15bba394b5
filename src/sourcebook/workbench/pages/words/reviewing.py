"""The proposed changes of an edition as a page shows them, kept in memory as long as nothing changed.

To compare long files takes a second, and somebody who decides one change after the other should not wait for
it each time. Every member sees the same of an edition; what is kept is known by text, decisions and files.
"""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Sum

from sourcebook.dossier.models import ChangeDecision, Edition, EditionText, Taking
from sourcebook.publish.circulating.listing import Listed, Open, listing
from sourcebook.publish.circulating.phrasing import phrase
from sourcebook.publish.circulating.showing import Side, sides_of

_SHOWN = 60
_MOST = 4


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of the file: on which words, by whom, when; `answer` where it answers another."""

    author: str
    date: str
    words: str
    text: str
    resolved: bool
    answer: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A change: how it stands (`one`), each side of it, its words in short, the comments on it."""

    one: Listed
    sides: tuple[Side, ...]
    short: str
    comments: tuple[Comment, ...]

    @property
    def number(self) -> int:
        """By which it is called."""
        return self.one.number

    @property
    def question(self) -> str:
        """What somebody asked about it, as long as it is open; "" for nothing."""
        decision = self.one.decision
        return decision.why if self.one.waits and decision is not None else ""

    @property
    def group(self) -> tuple[int, str]:
        """The file and the paragraph: what stands together in a list."""
        return self.one.row.taking.serial, self.one.where

    @property
    def theirs(self) -> str:
        """The sentence as they have it, to begin own words with."""
        wanted = ("theirs", "partner", "proposed")
        side = next((side for side in self.sides if side.role in wanted), None)
        return "".join(text for state, text in side.pieces if state != "out") if side else ""


@dataclass(frozen=True)
class Review:
    """Every change of an edition, and what the rooms need to decide about them. `loose` are the comments that
    hang on no change, by (file, paragraph)."""

    found: Open
    changes: Sequence[Shown]
    loose: Mapping[tuple[int, str], Sequence[Comment]]

    @property
    def serial(self) -> int:
        """The number of the newest text."""
        return self.found.serial


_Key = tuple[Any, ...]
_KEPT: OrderedDict[uuid.UUID, tuple[_Key, Review]] = OrderedDict()
_LOCK = threading.Lock()


def review_of(edition: Edition) -> Review:
    """The changes of an edition, decided ones too; three queries where nothing changed."""
    key = _state(edition)
    with _LOCK:
        kept = _KEPT.get(edition.pk)
    if kept is None or kept[0] != key:
        kept = (key, _made(edition))
        with _LOCK:
            _KEPT[edition.pk] = kept
            _KEPT.move_to_end(edition.pk)
            while len(_KEPT) > _MOST:
                _KEPT.popitem(last=False)
    # Whoever decides reads the edition anew: each has one of their own.
    return replace(kept[1], found=replace(kept[1].found, edition=edition))


def _state(edition: Edition) -> _Key:
    text = EditionText.objects.filter(edition=edition).aggregate(last=Max("serial"))["last"]
    decided: dict[str, datetime | int | None] = ChangeDecision.objects.filter(edition=edition).aggregate(
        number=Count("pk"), last=Max("at")
    )
    files = Taking.objects.filter(edition=edition).aggregate(number=Count("pk"), size=Sum("size"))
    return text, *decided.values(), *files.values()


def _made(edition: Edition) -> Review:
    found = listing(edition, decided=True)
    on: dict[tuple[int, int], list[Comment]] = defaultdict(list)
    loose: dict[tuple[int, str], list[Comment]] = defaultdict(list)
    known = {(one.row.taking.serial, one.row.change) for one in found.changes}
    rows = Taking.objects.filter(edition=edition).order_by("serial").values_list("serial", "comments")
    for serial, comments in rows:
        for said in comments:
            place = (serial, said["change"])
            (on[place] if place in known else loose[serial, said["where"]]).append(_comment(said))
    changes = [
        _shown(found, one, on.get((one.row.taking.serial, one.row.change), ())) for one in found.changes
    ]
    return Review(found, changes, dict(loose))


def _shown(found: Open, one: Listed, comments: Sequence[Comment]) -> Shown:
    short = phrase(one.row, _SHOWN)
    # Of a note that prints nothing there is a sign alone.
    short = short if short.strip("−+ ") else ""
    return Shown(one, tuple(sides_of(found, one)), short, tuple(comments))


def _comment(said: Mapping[str, Any]) -> Comment:
    return Comment(
        said["author"], said["date"][:10], said["words"], said["text"], bool(said["resolved"]),
        bool(said["answers"]),
    )  # fmt: skip
