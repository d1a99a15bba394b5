"""Who is asking. A viewer is bound for a stretch of work; without one the database answers nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sourcebook.dossier.seen.roles import DOOR, LEVEL_NAMES, LEVELS, SYSTEM, roles

__all__ = [
    "LEVELS",
    "LEVEL_NAMES",
    "NoViewer",
    "NotAllowed",
    "Viewer",
    "as_system",
    "at_the_door",
    "current",
    "viewing",
]
# Less than the least sensitive level.
_NOTHING = -1


class NoViewer(RuntimeError):
    """A query ran and nobody was said to ask: a fault of the program, never of its user."""


class NotAllowed(PermissionError):
    """Somebody tried what their role does not allow; the message says what, and which role may."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks at one dossier in one role.

    `role` is one of `roles.yaml`, or "system" for the program's own work (import, index, backup), which sees
    everything of every dossier, or "door" for somebody who is in no dossier yet: who comes in sees accounts,
    who came in sees the own account and in which dossiers it has a part, and nothing of any dossier.
    """

    dossier: uuid.UUID | None
    role: str
    account: uuid.UUID | None = None
    organisation: uuid.UUID | None = None

    def __post_init__(self) -> None:
        if self.role not in (SYSTEM, DOOR) and self.role not in roles().roles:
            raise ValueError(f"no such role {self.role!r}; it is one of {', '.join(roles().roles)}")

    @property
    def within(self) -> uuid.UUID:
        """The dossier looked at. Raises NoViewer for the program's own work, which has none."""
        if self.dossier is None:
            raise NoViewer("this is done for somebody in a dossier, not by the program itself")
        return self.dossier

    @property
    def person(self) -> uuid.UUID:
        """The account of who looks. Raises NoViewer where nobody came in."""
        if self.account is None:
            raise NoViewer("this is done for somebody with an account")
        return self.account

    @property
    def everything(self) -> bool:
        """Whether no rule narrows what is seen."""
        return self.role == SYSTEM

    @property
    def outside(self) -> bool:
        """Whether this is somebody who is in no dossier yet."""
        return self.role == DOOR

    @property
    def sees(self) -> int:
        """The most sensitive level seen of everybody's records."""
        if self.outside:
            return _NOTHING
        return LEVELS["sealed"] if self.everything else roles().roles[self.role].sees

    @property
    def own(self) -> int:
        """The most sensitive level seen of the records of the viewer's organisation."""
        if self.outside:
            return _NOTHING
        return LEVELS["sealed"] if self.everything else roles().roles[self.role].own

    def may(self, act: str) -> bool:
        """Whether the role allows an act."""
        return self.everything or (not self.outside and act in roles().roles[self.role].may)

    def must(self, act: str) -> None:
        """Raises NotAllowed where the role does not allow an act."""
        if not self.may(act):
            able = ", ".join(name for name, role in roles().roles.items() if act in role.may)
            raise NotAllowed(f"{roles().acts[act]}: not allowed for the role {self.role}; ask a {able}")

    def allows(self, level: int, owner: uuid.UUID | None) -> bool:
        """Whether something of this level and owner is seen."""
        mine = owner is not None and owner == self.organisation
        return self.everything or level <= self.sees or (mine and level <= self.own)


def at_the_door(account: uuid.UUID | None = None) -> Viewer:
    """Somebody who comes in (without `account`), or who came in and is in no dossier yet."""
    return Viewer(None, DOOR, account)


_VIEWER: ContextVar[Viewer | None] = ContextVar("viewer", default=None)
_SYSTEM = Viewer(None, SYSTEM)


def current() -> Viewer:
    """Who is asking just now. Raises NoViewer where nobody was bound."""
    viewer = _VIEWER.get()
    if viewer is None:
        raise NoViewer("no viewer is bound: wrap the work in `viewing(viewer)`")
    return viewer


@contextmanager
def viewing(viewer: Viewer) -> Iterator[Viewer]:
    """Work done for somebody: every query within shows what they may see."""
    token = _VIEWER.set(viewer)
    try:
        yield viewer
    finally:
        _VIEWER.reset(token)


@contextmanager
def as_system() -> Iterator[Viewer]:
    """Work of the program itself, which nobody looks at: indexes, deduplication, backup, permissions."""
    with viewing(_SYSTEM) as viewer:
        yield viewer
