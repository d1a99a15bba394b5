"""Blocks of the sent and of the returned text while they are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sourcebook.publish.word.comparing.items import Element, Item, item_of
from sourcebook.publish.word.flow import Start, Token
from sourcebook.publish.word.opened import Revision


@dataclass(eq=False)
class Old:
    """A block of the sent text. `key` is its key in the script, None for what is not in the edition.

    `read` is its start as the sent file was read, `row` what its file says behind that; `start` and
    `tokens` are as the edition has them. `tie` makes the elements, when they are asked for.
    """

    key: int | None
    start: Start
    tokens: tuple[Token, ...]
    read: Start
    row: Sequence[Token]
    tie: Callable[[], list[Element]]
    said: tuple[str, ...]
    anchor: str = ""
    label: str = ""
    style: str = ""

    @property
    def fixed(self) -> bool:
        """Whether it is made from records."""
        return self.key is None or self.start.kind == "fixed"

    @cached_property
    def elements(self) -> list[Element]:
        """What its file says, with the places of each in `tokens`."""
        return self.tie()

    @cached_property
    def mapped(self) -> frozenset[int]:
        """The places in `tokens` that its file has."""
        return frozenset(one.begin for one in self.elements if one.end > one.begin)


@dataclass(eq=False)
class New:
    """A block of the returned text as it was before its tracked changes: its start and what is in it.

    `row` are its items, or tokens alone where nothing is tracked or commented, a token an item. Items may be
    starts that a tracked change put in. `moved` is the tracked change that brought it here.
    `added` is whether tracked changes put all of it in. `sources` are the places of its paragraphs. `ghost`
    is the start of a deleted paragraph right before it: LibreOffice gives what follows one its style.
    """

    head: Item
    row: list[Item] | tuple[Token, ...]
    anchors: tuple[str, ...] = ()
    label: str = ""
    style: str = ""
    sources: list[int] = field(default_factory=list)
    moved: Revision | None = None
    added: bool = False
    said: tuple[str, ...] = ()
    ghost: Start | None = None
    make: Callable[[Token], Item] = item_of

    @property
    def items(self) -> list[Item]:
        """What is in it, as items: made when they are asked for."""
        if isinstance(self.row, tuple):
            self.row = [self.make(token) for token in self.row]
        return self.row

    @items.setter
    def items(self, items: list[Item]) -> None:
        self.row = items

    @property
    def tokens(self) -> tuple[Token, ...] | None:
        """The tokens of a block of which no item was asked for, None of any other."""
        return self.row if isinstance(self.row, tuple) else None

    @property
    def gone(self) -> bool:
        """Whether tracked changes took all of it out."""
        return not self.head.last and not any(item.last for item in self.items)
