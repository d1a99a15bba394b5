"""Which of the open changes are meant: by their numbers, author, partner, kind, or that they stand apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import get_args

from sourcebook.publish.circulating.listing import Listed
from sourcebook.publish.word.script import ChangeKind

_NUMBERS = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
KINDS: tuple[str, ...] = get_args(ChangeKind)


class NotChosen(ValueError):
    """Nothing was chosen, or something that there is not; the message says what there is."""


@dataclass(frozen=True)
class Choice:
    """What is meant: all that is said must hold. `numbers` are "4" or "4-9".

    `apart`: only changes that nothing stands against, or that are in the text already.
    """

    numbers: Sequence[str] = ()
    author: str = ""
    kind: str = ""
    partner: str = ""
    apart: bool = False

    @property
    def named(self) -> bool:
        """Whether changes were named by their numbers, one by one."""
        return bool(self.numbers)


def narrowing(choice: Choice) -> bool:
    """Whether anything is said at all."""
    return bool(choice.named or choice.author or choice.kind or choice.partner or choice.apart)


def chosen(choice: Choice, changes: Sequence[Listed], sort: str = "open ") -> list[Listed]:
    """The changes that are meant, in their order; `sort` says which they are. Raises NotChosen."""
    if not changes:
        raise NotChosen(f"there is no {sort}change; `sourcebook changes --all` lists what was decided")
    if not narrowing(choice):
        raise NotChosen("say which changes: their numbers (4 7-9), --by, --kind, --from, or --apart")
    found = list(changes)
    if choice.numbers:
        wanted = _wanted(choice.numbers, [one.number for one in changes], sort)
        found = [one for one in found if one.number in wanted]
    for said, of, what in (
        (choice.author, [one.author for one in changes], "by"),
        (choice.partner, [one.partner for one in changes], "from"),
        (choice.kind, [one.kind for one in changes], "of the kind"),
    ):
        if said:
            names = _alike(said, of, f"{sort}change {what}")
            meant = {one.number for one, own in zip(changes, of, strict=True) if own in names}
            found = [one for one in found if one.number in meant]
    if choice.apart:
        found = [one for one in found if one.state in ("apart", "there")]
    if not found:
        raise NotChosen(f"there is no such {sort}change; `sourcebook changes` lists them")
    return found


def _wanted(numbers: Sequence[str], there: Sequence[int], sort: str) -> set[int]:
    known = set(there)
    wanted: set[int] = set()
    for said in numbers:
        read = _NUMBERS.fullmatch(said)
        if read is None:
            raise NotChosen(f"{said!r} is no number of a change; write 4 or 7-9")
        first, last = int(read[1]), int(read[2] or read[1])
        some = {number for number in known if first <= number <= last}
        if not some:
            raise NotChosen(f"there is no {sort}change {said}; `sourcebook changes --all` lists them")
        wanted |= some
    return wanted


def _alike(said: str, names: Sequence[str], what: str) -> Collection[str]:
    """The names that are meant: the same, else those that the words stand in."""
    wanted = " ".join(said.split()).casefold()
    every = dict.fromkeys(names)
    exact = [name for name in every if name.casefold() == wanted]
    found = exact or [name for name in every if wanted in name.casefold()]
    if not found:
        there = ", ".join(sorted(filter(None, every))) or "nobody that is named"
        raise NotChosen(f"there is no {what} {said!r}; there is: {there}")
    if len(found) > 1:
        raise NotChosen(f"{said!r} may be {' or '.join(sorted(found))}: write more of it")
    return found
