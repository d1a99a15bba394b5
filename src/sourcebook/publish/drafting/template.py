"""Sentence patterns: "[{date}, ]{speaker} {verb}: {quotation}" with slots, and parts that may be left out.

A part in square brackets is printed where all its slots are filled; other slots must be. What is put into a
slot is a run of inlines, so that a quotation keeps its language and a name its look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sourcebook.publish.edition.tree import Inline, Text, joined

Inlines = tuple[Inline, ...]
_PIECE = re.compile(r"\{(?P<slot>[^{}\[\]]*)\}|(?P<open>\[)|(?P<close>\])|(?P<text>[^{}\[\]]+)|(?P<bad>[{}])")
_CLOSED = re.compile(r"[,:;.]| \(")


class PatternError(ValueError):
    """A pattern that cannot be used; the message says which, what is wrong, and what may stand there."""


class EmptySlot(LookupError):
    """A slot that a pattern needs was not filled: an error of the program, not of the pattern."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value."""

    name: str


@dataclass(frozen=True, slots=True)
class Template:
    """A pattern that was read: words, slots, and templates that may be left out."""

    pieces: tuple[str | Slot | Template, ...]

    def slots(self) -> Iterator[str]:
        """The names of all slots, those of optional parts too."""
        for piece in self.pieces:
            if isinstance(piece, Slot):
                yield piece.name
            elif isinstance(piece, Template):
                yield from piece.slots()

    def fill(self, values: Mapping[str, Inlines | str | None]) -> Inlines:
        """The pattern with its slots filled; None and "" are no values. Raises EmptySlot."""
        filled = list(self._filled({name: as_inlines(value) for name, value in values.items()}))
        for n, (one, following) in enumerate(pairwise(filled)):
            # An office closes with a comma, which goes where another stop follows.
            if not isinstance(one, Text) or not isinstance(following, Text):
                continue
            if one.text.endswith(",") and _CLOSED.match(following.text):
                filled[n] = Text(one.text[:-1])
        return joined(filled)

    def _filled(self, values: Mapping[str, Inlines]) -> Iterator[Inline]:
        for piece in self.pieces:
            if isinstance(piece, str):
                yield Text(piece)
            elif isinstance(piece, Slot):
                if not values.get(piece.name):
                    raise EmptySlot(piece.name)
                yield from values[piece.name]
            elif all(values.get(name) for name in piece._needed()):
                yield from piece._filled(values)

    def _needed(self) -> Iterator[str]:
        return (piece.name for piece in self.pieces if isinstance(piece, Slot))


def read(pattern: str, where: str, allowed: frozenset[str]) -> Template:
    """A pattern read. `where` names it in errors, `allowed` are its slots. Raises PatternError."""
    stack: list[list[str | Slot | Template]] = [[]]
    for match in _PIECE.finditer(pattern):
        if match["bad"]:
            raise PatternError(f"{where}: a brace is open in {pattern!r}; a slot is written {{speaker}}")
        if match["open"]:
            stack.append([])
        elif match["close"]:
            if len(stack) == 1:
                raise PatternError(f"{where}: a ] without [ in {pattern!r}")
            part = Template(tuple(stack.pop()))
            if not any(isinstance(piece, Slot) for piece in part.pieces):
                raise PatternError(f"{where}: a part in [ ] without a slot of its own in {pattern!r}")
            stack[-1].append(part)
        elif match["text"]:
            stack[-1].append(match["text"])
        else:
            if match["slot"] not in allowed:
                told = ", ".join(sorted(allowed)) or "none"
                raise PatternError(f"{where}: {{{match['slot']}}} is no slot; it may have {told}")
            stack[-1].append(Slot(match["slot"]))
    if len(stack) > 1:
        raise PatternError(f"{where}: a [ without ] in {pattern!r}")
    return Template(tuple(stack[0]))


def as_inlines(value: Inlines | str | None) -> Inlines:
    """A value as inlines: a string as text, nothing as none."""
    if not value:
        return ()
    return (Text(value),) if isinstance(value, str) else value
