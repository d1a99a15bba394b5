"""A quotation in its sentence, and whose it is found to be: what passes between the steps of attribution."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sourcebook.reading.analysis import Quoted
from sourcebook.reading.statements.reader import Reader
from sourcebook.reading.statements.setting import Setting
from sourcebook.text import Span

_WORDS = re.compile(r"\w+")

Reach = Literal["person", "several", "text", "former", "latter"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words: `speaker` with `roles`, or `reach` where a pronoun or a text stands for the speaker.

    `office` is the role alone that may mean somebody named before ("the minister"). `same` tells that the
    occasion, or the day, is that of what was said before; `begin` is where the sentence begins. `answers`:
    the verb tells that it answers what was said right before.
    """

    path: str
    begin: int
    speaker: str | None
    setting: Setting
    roles: tuple[str, ...] = ()
    span: Span | None = None
    reach: Reach | None = None
    office: bool = False
    same: Literal["occasion", "day", "next day"] | None = None
    writes: bool = False
    deed: str | None = None
    personal: bool = False
    about: str | None = None
    about_roles: tuple[str, ...] = ()
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """A quotation in its sentence: tokens[at] of the sentence tokens[first:last]."""

    r: Reader
    quoted: Quoted
    first: int
    at: int
    last: int
    begin: int

    @property
    def inner(self) -> str:
        """The quoted words."""
        return self.r.text[self.quoted.inner_start : self.quoted.inner_end]

    @property
    def count(self) -> int:
        """How many words are quoted."""
        return len(_WORDS.findall(self.inner))
