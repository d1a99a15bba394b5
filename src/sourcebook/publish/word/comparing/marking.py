"""The marks of both texts: what a mark of the returned text stands for, and what one printed.

A mark keeps the name of its anchor. One without anchor is told by its place and words: a note by what it
says, a number or value by the characters that it printed, which then stand in the text as typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sourcebook.publish.word.comparing.aligning import likeness
from sourcebook.publish.word.comparing.blocks import New
from sourcebook.publish.word.comparing.items import BLANK, Element, Item, key_of, normal, renamed, said
from sourcebook.publish.word.flow import Mark, Token
from sourcebook.publish.word.tokens import cut

# A note without anchor is the one that stood there if its words agree this far.
_ALIKE = 0.6


@dataclass
class Marks:
    """The marks of the sent text by name, as the edition has them, with what they printed; the names that the
    returned text has.

    `first` and `second` are the words of notes by the names of their marks, `renamed` names that turned out
    to be those of marks of the sent text.
    """

    known: Mapping[str, Mark]
    present: frozenset[str]
    first: Mapping[str, tuple[str, ...]]
    second: Mapping[str, tuple[str, ...]]
    renamed: dict[str, str] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    def is_told(self, name: str) -> bool:
        """Whether a mark turned out to be that one."""
        return name in self._told

    def tell(self, found: str, name: str) -> None:
        """Takes in what a mark turned out to be."""
        self.renamed[found] = name
        self._told.add(name)

    def token(self, mark: Mark) -> Mark:
        """The mark as it stands in the script: of a mark of the edition, that very mark."""
        known = self.known.get(mark.name)
        return replace(known, look=mark.look, printed=mark.printed) if known is not None else mark

    def typed_over(self, mark: Mark) -> bool:
        """Whether somebody wrote over what a mark of the sent text printed."""
        known = self.known.get(mark.name)
        return known is not None and printed_otherwise(known, mark)

    def recognise(self, elements: Sequence[Element], news: Sequence[New]) -> None:
        """Gives notes without anchor the names of the notes that stood there, by their words."""
        items = [item for new in news for item in new.items]
        self.recognise_in(elements, items)

    def recognise_in(self, elements: Sequence[Element], items: Sequence[Item]) -> None:
        """The same for any row of items."""
        lost = [
            one.token.name
            for one in elements
            if isinstance(one.token, Mark)
            and one.token.name not in self.present
            and one.token.name in self.first
            and not self.is_told(one.token.name)
        ]
        strange = [
            item
            for item in items
            if isinstance(item.token, Mark) and item.token.name not in self.known and item.first
        ]
        if not lost or not strange:
            return
        for least in (1.0, _ALIKE):
            for item in strange:
                self._recognised(item, lost, least)

    def _recognised(self, item: Item, lost: list[str], least: float) -> None:
        assert isinstance(item.token, Mark)
        if item.token.name in self.renamed or item.token.name in self.known:
            return
        words = self.second.get(item.token.name, ())
        rated = [(likeness(self.first[name], words), -place) for place, name in enumerate(lost)]
        if rated and max(rated)[0] >= least:
            name = lost.pop(-max(rated)[1])
            self.tell(item.token.name, name)
            renamed(item, name)


def expanded(
    elements: Sequence[Element], present: frozenset[str], notes: Mapping[str, object]
) -> list[Element]:
    """Elements with marks that the returned text has nowhere as the characters that they printed."""
    found: list[Element] = []
    for one in elements:
        mark = one.token
        typed = (
            _typed(mark)
            if isinstance(mark, Mark) and mark.name not in present and mark.name not in notes
            else ()
        )
        if not typed:
            found.append(one)
            continue
        found += [
            Element(
                one.token,
                key_of(piece),
                one.begin if place == 0 else 0,
                one.end if place == 0 else 0,
                one.owner,
            )
            for place, piece in enumerate(typed)
        ]
    return found


def _typed(mark: Mark) -> tuple[Token, ...]:
    pieces = cut(mark.printed)
    return (
        tuple(piece for piece in pieces if normal(piece.text) not in ("", BLANK))
        if len(pieces) == 1
        else pieces
    )


def printed_otherwise(before: Mark, after: Mark) -> bool:
    """Whether somebody wrote over what a mark printed."""
    return bool(before.printed) and said([before]) != said([after])
