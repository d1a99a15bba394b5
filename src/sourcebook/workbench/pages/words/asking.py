"""Which changes are looked at: the filters of the page, all in its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from sourcebook.workbench.pages.words.reviewing import Comment, Review, Shown

# Of the list beside the change, so many are shown at once.
_A_PAGE = 40
_STATES: Mapping[str, Callable[[Shown], bool]] = {
    "open": lambda one: one.one.waits,
    "asked": lambda one: bool(one.question),
    "against": lambda one: one.one.state in ("asks", "meets"),
    "decided": lambda one: not one.one.waits,
    "all": lambda one: True,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; "" for whatever it be."""

    state: str = "open"
    file: str = ""
    by: str = ""
    kind: str = ""

    def query(self, **more: object) -> str:
        """The address of the same with more said."""
        said = {"state": self.state, "file": self.file, "by": self.by, "kind": self.kind, **more}
        return "?" + urlencode({name: value for name, value in said.items() if value not in ("", None)})


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one paragraph in one file, with the comments there that hang on none of them."""

    file: int
    where: str
    changes: Sequence[Shown]
    comments: Sequence[Comment]


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at: `current` stands open, `groups` are beside it, `before` and `after` its neighbours.

    `rows` are all that the filters let through, `counts` how many there are of each state, `elsewhere` the
    comments in paragraphs of which nothing is proposed.
    """

    asked: Asked
    rows: Sequence[Shown]
    current: Shown | None
    groups: Sequence[Group]
    before: int | None
    after: int | None
    counts: Mapping[str, int]
    elsewhere: Sequence[Group]

    @property
    def apart(self) -> Sequence[int]:
        """The numbers of those that nothing stands against, and that take no reference out."""
        rows = (one for one in self.rows if one.one.state in ("apart", "there") and not one.one.loses)
        return [one.number for one in rows if not one.question]

    @property
    def place(self) -> int:
        """The how-manieth the current one is."""
        return next((at for at, one in enumerate(self.rows, 1) if one is self.current), 0)


def asked_of(given: Mapping[str, str]) -> Asked:
    """What an address asks for; what it cannot mean is left out."""
    state = given.get("state", "open")
    return Asked(
        state if state in _STATES else "open",
        given.get("file", ""),
        given.get("by", ""),
        given.get("kind", ""),
    )


def looked(review: Review, asked: Asked, wanted: str) -> Looked:
    """The changes that are asked for, `wanted` by number, else the next one from there on."""
    fits = [one for one in review.changes if _fits(one, asked)]
    rows = [one for one in fits if _STATES[asked.state](one)]
    number = int(wanted) if wanted.isdecimal() else 0
    current = next((one for one in review.changes if one.number == number), None)
    if current is None or not _fits(current, asked):
        current = rows[0] if rows else None
    at = next((place for place, one in enumerate(rows) if current and one.number >= current.number), 0)
    begin = max(0, min(at - _A_PAGE // 2, len(rows) - _A_PAGE))
    behind = [one.number for one in rows if current and one.number > current.number]
    ahead = [one.number for one in rows if current and one.number < current.number]
    return Looked(
        asked,
        rows,
        current,
        _groups(review, rows[begin : begin + _A_PAGE]),
        ahead[-1] if ahead else None,
        behind[0] if behind else None,
        {state: sum(map(fit, fits)) for state, fit in _STATES.items()},
        _elsewhere(review, asked),
    )


def _fits(one: Shown, asked: Asked) -> bool:
    return (
        (not asked.file or str(one.one.row.taking.serial) == asked.file)
        and (not asked.by or one.one.author == asked.by)
        and (not asked.kind or one.one.kind == asked.kind)
    )


def _groups(review: Review, rows: Sequence[Shown]) -> list[Group]:
    return [
        Group(file, where, list(some), review.loose.get((file, where), ()))
        for (file, where), some in groupby(rows, key=lambda one: one.group)
    ]


def _elsewhere(review: Review, asked: Asked) -> list[Group]:
    proposed = {one.group for one in review.changes}
    return [
        Group(file, where, (), comments)
        for (file, where), comments in review.loose.items()
        if (file, where) not in proposed and asked.file in ("", str(file))
    ]


def next_after(review: Review, asked: Asked, decided: Sequence[int]) -> int | None:
    """Which change comes by itself once these are decided: the next one open, else the first."""
    last = max(decided, default=0)
    rows = [
        one.number
        for one in review.changes
        if _fits(one, asked) and one.one.waits and not one.question and one.number not in decided
    ]
    return next((number for number in rows if number > last), rows[0] if rows else None)
