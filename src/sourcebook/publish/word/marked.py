"""Two texts shown as one, with the words that were taken out and put in marked. For display alone."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import groupby
from typing import Literal

from sourcebook.publish.edition import Cross, Value
from sourcebook.publish.word.comparing.differing import hunks
from sourcebook.publish.word.flow import PLAIN, Cell, Look, Mark, Token, Word

State = Literal["same", "out", "in"]
Piece = tuple[State, str]

_NOTE = "[note]"
_CELL = " | "
# ECMA-48, 8.3.117: crossed out in red, underlined in green, and back.
_COLOURS = {"out": "\x1b[9;31m", "in": "\x1b[4;32m"}
_BACK = "\x1b[0m"
_SIGNS = {"out": ("[-", "-]"), "in": ("{+", "+}")}


def marked(before: Sequence[Token], after: Sequence[Token]) -> list[Piece]:
    """What both say, what only `before` says ("out") and what only `after` says ("in"), in order.

    "out" stands before the "in" that replaces it; changed words with hardly anything between them are one
    piece. Where only the look of words differs they are shown with its signs (`*x*`, `**x**`). Marks are
    shown as "[note]", or by what they print; silent ones not at all.
    """
    found: list[Piece] = []
    place = 0
    end = len(before), len(after)
    for a, b, c, d in (*hunks(_keys(before), _keys(after)), (end[0], end[0], end[1], end[1])):
        found.append(("same", _text(after[place:c])))
        signs = _text(before[a:b]) == _text(after[c:d])
        found += [("out", _text(before[a:b], signs)), ("in", _text(after[c:d], signs))]
        place = d
    return [(state, text) for state, text in found if text]


def told(pieces: Iterable[Piece], colour: bool) -> str:
    """The pieces for a terminal: in colour crossed out and underlined, without as [-out-]{+in+}."""
    return "".join(_told(state, text, colour) for state, text in pieces)


def _told(state: State, text: str, colour: bool) -> str:
    if state == "same":
        return text
    if colour:
        return f"{_COLOURS[state]}{text}{_BACK}"
    opening, closing = _SIGNS[state]
    return f"{opening}{text}{closing}"


def _keys(tokens: Sequence[Token]) -> list[Hashable]:
    return [_key(token) for token in tokens]


def _key(token: Token) -> Hashable:
    match token:
        case Word(text, look) if look == PLAIN:
            return text
        case Mark(name, marked_) if name == "":
            return "silent", marked_
        case _:
            return token


def _text(tokens: Iterable[Token], signs: bool = False) -> str:
    """The characters of tokens, with the signs of their looks if so wanted."""
    found = []
    for look, its in groupby(tokens, lambda token: PLAIN if isinstance(token, Cell) else token.look):
        text = "".join(_one(token) for token in its)
        found.append(_dressed(text, look) if signs and text.strip() else text)
    return "".join(found)


def _one(token: Token) -> str:
    match token:
        case Word(text):
            return text
        case Cell():
            return _CELL
        case Mark(printed=printed) if printed:
            return printed
        case Mark(marked=Value(query)):
            return f"[={query}]"
        case Mark(marked=Cross(target)):
            return f"[#{target}]"
        case _:
            return "" if token.silent else _NOTE


def _dressed(text: str, look: Look) -> str:
    """A text with the signs that an edition writes for its look."""
    if look.strong:
        text = f"**{text}**"
    if look.emphasis:
        text = f"*{text}*"
    if look.language:
        text = f"[{text}]{{lang={look.language}}}"
    return f"[{text}]({look.link})" if look.link else text
