"""What is compared: tokens with a key that says whether two are the same, whatever an editor made of them.

An editor composes letters otherwise, hyphenates, makes a blank unbreakable or doubles it; none of that is a
change. So composed forms are one, soft hyphens nothing, a row of blanks one blank, blanks at the ends of a
block or cell nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from sourcebook.publish.word.flow import Cell, Mark, Start, Token, Word
from sourcebook.publish.word.opened import Revision
from sourcebook.publish.word.tokens import cut

# Tracked changes under which something stands, each with whether it must be accepted.
Tracked = tuple[tuple[Revision, bool], ...]

BLANK = " "
SOFT_HYPHEN = "\u00ad"
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


@dataclass(eq=False)
class Old:
    """A block of the sent text. `key` is its key in the script, None for what is not in the edition.

    `read` is its start as the sent file was read, `start` and `tokens` as the edition has them.
    """

    key: int | None
    start: Start
    tokens: tuple[Token, ...]
    read: Start
    elements: list[Element]
    said: tuple[str, ...]
    anchor: str = ""
    label: str = ""
    style: str = ""

    @property
    def fixed(self) -> bool:
        """Whether it is made from records."""
        return self.key is None or self.start.kind == "fixed"

    @cached_property
    def mapped(self) -> frozenset[int]:
        """The places in `tokens` that its file has."""
        return frozenset(one.begin for one in self.elements if one.end > one.begin)


@dataclass(eq=False)
class New:
    """A block of the returned text as it was before its tracked changes: its start and what is in it.

    `items` may hold starts that a tracked change put in. `moved` is the tracked change that brought it here.
    `added` is whether tracked changes put all of it in. `sources` are the places of its paragraphs. `ghost`
    is the start of a deleted paragraph right before it: LibreOffice gives what follows one its style.
    """

    head: Item
    items: list[Item]
    anchors: tuple[str, ...] = ()
    label: str = ""
    style: str = ""
    sources: list[int] = field(default_factory=list)
    moved: Revision | None = None
    added: bool = False
    said: tuple[str, ...] = ()
    ghost: Start | None = None

    @property
    def gone(self) -> bool:
        """Whether tracked changes took all of it out."""
        return not self.head.last and not any(item.last for item in self.items)


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
            key = normal(token.text)
            if key not in ("", BLANK):
                found.append(key)
        elif isinstance(token, Mark) and token.printed:
            found += [one for piece in cut(token.printed) if (one := normal(piece.text)) not in ("", BLANK)]
    return tuple(found)


def renamed(item: Item, name: str) -> None:
    """Gives a mark another name, in place: what stands there is the mark of that name."""
    if isinstance(item.token, Mark):
        item.token = replace(item.token, name=name)
        item.key = key_of(item.token)
