"""A task apart: which function of ours, for how long, with how much memory, and what it may raise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Two lines of people: those for whom a page is shown do not wait for those for whom a report is read.
Lane = Literal["quick", "long"]


@dataclass(frozen=True, slots=True)
class Task:
    """`does` is "module:function"; what a generator yields comes back one after the other, by `streamed`.

    `seconds` and `memory` (bytes) are what it may take. Of the errors that it raises those in `raises`
    come back with their words; each is made of its words alone. `tells`: it takes a function to which it
    says what it does just now.
    """

    does: str
    seconds: float
    memory: int = 1 << 30
    raises: tuple[type[ValueError], ...] = ()
    lane: Lane = "quick"
    tells: bool = False
