"""What is compared: tokens with a key that says whether two are the same, whatever an editor made of them.

An editor composes letters otherwise, hyphenates, makes a blank unbreakable or doubles it; none of that is a
change. So composed forms are one, soft hyphens nothing, a row of blanks one blank, blanks at the ends of a
block or cell nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sourcebook.publish.word.flow import Cell, Mark, Start, Token, Word
from sourcebook.publish.word.opened import Revision
from sourcebook.publish.word.tokens import cut, pieces

# Tracked changes under which something stands, each with whether it must be accepted.
Tracked = tuple[tuple[Revision, bool], ...]

BLANK = " "
START_KEY = ("start",)
CELL_KEY = ("cell",)
_BLANKS = {ord(one): BLANK for one in "\u00a0\u2007\u202f\u2009\t"} | {0x2011: "-", 0xAD: None}


@dataclass(slots=True, eq=False)
class Item:
    """A token or the start of a block of the returned text, and the tracked changes under which it stands.

    `was` is what it was before a tracked change of its look or kind, which is `restyled`.
    """

    token: Token | Start
    key: Hashable
    when: Tracked = ()
    was: Token | Start | None = None
    restyled: Revision | None = None
    comments: tuple[str, ...] = ()
    first: bool = True
    last: bool = True


@dataclass(slots=True, eq=False)
class Element:
    """A token of the sent text: `token` as its file has it, `begin` and `end` its places in the edition's.

    Both are 0 where the edition does not have it; `owner` is the place of its block among those compared.
    """

    token: Token | Start
    key: Hashable
    begin: int = 0
    end: int = 0
    owner: int = 0


@lru_cache(maxsize=65536)
def normal(text: str) -> str:
    """A word, blank or sign without what editors change by themselves."""
    return unicodedata.normalize("NFC", text).translate(_BLANKS)


def key_of(token: Token | Start) -> Hashable:
    """What a token is compared by."""
    # Called for every token: a match on classes takes three times as long.
    if isinstance(token, Word):
        return normal(token.text)
    if isinstance(token, Mark):
        return ("mark", token.name)
    return CELL_KEY if isinstance(token, Cell) else START_KEY


def item_of(token: Token | Start, when: Tracked = (), comments: tuple[str, ...] = ()) -> Item:
    """A token with its key, and whether it stands if no tracked change is accepted, and if all are."""
    if not when:
        return Item(token, key_of(token), comments=comments)
    return Item(
        token,
        key_of(token),
        when,
        comments=comments,
        first=not any(wanted for _, wanted in when),
        last=all(wanted for _, wanted in when),
    )


def deleter(when: Tracked) -> Revision | None:
    """The tracked change that takes something out, if one does."""
    return next((revision for revision, wanted in when if not wanted), None)


def glued(first: Token | Start, second: Token | Start) -> Word | None:
    """The one word that two tokens side by side make, None if they are two."""
    if not (isinstance(first, Word) and isinstance(second, Word)) or first.look != second.look:
        return None
    pieces = cut(first.text + second.text, first.look)
    return pieces[0] if len(pieces) == 1 else None


def elements_of(tokens: Sequence[Token]) -> list[Element]:
    """The elements of a row of tokens, with their places in it; silent references are in none."""
    found: list[Element] = []
    hyphen = False
    for place, token in enumerate(tokens):
        if isinstance(token, Mark) and token.silent:
            continue
        key = key_of(token)
        if key == "":
            hyphen = True
            continue
        last = found[-1] if found else None
        if key == BLANK and last is not None and last.key == BLANK:
            last.end = place + 1
        elif hyphen and last is not None and (one := glued(last.token, token)) is not None:
            found[-1] = Element(one, key_of(one), last.begin, place + 1)
        else:
            found.append(Element(token, key, place, place + 1))
        hyphen = False
    return _trimmed_elements(found)


def _trimmed_elements(elements: list[Element]) -> list[Element]:
    edges = [True, *(one.key == CELL_KEY for one in elements), True]
    return [
        one
        for place, one in enumerate(elements)
        if one.key != BLANK or not (edges[place] or edges[place + 2])
    ]


def tidied(items: Iterable[Item], front: bool = True, back: bool = True) -> list[Item]:
    """Items without doubled blanks, soft hyphens and blanks at the ends; what a tracked change did stays.

    `front` and `back`: these ends are ends whatever is accepted.
    """
    found: list[Item] = []
    hyphen = False
    for item in items:
        if item.key == "":
            hyphen = True
            continue
        last = found[-1] if found else None
        if last is not None and last.when == item.when and last.was is None and item.was is None:
            if item.key == BLANK == last.key:
                last.comments = _both(last.comments, item.comments)
                continue
            if hyphen and (one := glued(last.token, item.token)) is not None:
                found[-1] = item_of(one, item.when, _both(last.comments, item.comments))
                hyphen = False
                continue
        found.append(item)
        hyphen = False
    edges = [front, *(one.key == CELL_KEY for one in found), back]
    return [
        one
        for place, one in enumerate(found)
        if one.key != BLANK or one.when or not (edges[place] or edges[place + 2])
    ]


def _both(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return some if some == others else tuple(dict.fromkeys((*some, *others)))


def said(tokens: Iterable[Token | Start]) -> tuple[str, ...]:
    """The words and signs that are read, with the characters that marks print; what blocks are matched by."""
    found: list[str] = []
    for token in tokens:
        if isinstance(token, Word):
            if key := _read(token.text):
                found.append(key)
        elif isinstance(token, Mark) and token.printed:
            found += filter(None, map(_read, pieces(token.printed)))
    return tuple(found)


@lru_cache(maxsize=65536)
def _read(text: str) -> str:
    """A word or sign as it is read, "" for a blank."""
    key = normal(text)
    return "" if key == BLANK else key


def renamed(item: Item, name: str) -> None:
    """Gives a mark another name, in place: what stands there is the mark of that name."""
    if isinstance(item.token, Mark):
        item.token = replace(item.token, name=name)
        item.key = key_of(item.token)
