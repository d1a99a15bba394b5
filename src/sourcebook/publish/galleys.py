"""Galleys of editions and what they are printed from, held in memory while somebody works with them.

What is held is found again by the state of everything that it was made from and by who looks (role and
organisation): nobody is shown what was made for somebody who may see more, and nothing outlives a change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Generic, TypeVar

from sourcebook.dossier.editions.grounds import state_of_grounds
from sourcebook.dossier.models import EditionText
from sourcebook.publish.edition import Block, Cite
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.pieces import Source
from sourcebook.publish.gathering import Referred, gives_away
from sourcebook.publish.printing.galley import Galley, Shown
from sourcebook.publish.printing.press import cites_of

Value = TypeVar("Value")
_GROUNDS, _TEXTS = 6, 12


@dataclass(frozen=True)
class Grounds:
    """What was referred to so far in one state of the dossier, and whose names must not be told then."""

    referred: Referred = field(default_factory=Referred)
    _names: list[Callable[[str], bool]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def gives_away(self, text: str) -> bool:
        """Whether a text names somebody who is protected."""
        with self._lock:
            if not self._names:
                self._names.append(gives_away())
        return self._names[0](text)


@dataclass(frozen=True)
class Worked:
    """A text of an edition that somebody works with: its pieces, and what they print.

    `state` names what it was made from, `starts` has the first block of each piece, and the end.
    """

    serial: int
    source: Source
    galley: Galley
    state: str
    starts: tuple[int, ...]
    grounds: Grounds

    def blocks(self, at: int) -> tuple[int, int]:
        """The blocks of a piece, from and to (not included)."""
        return self.starts[at], self.starts[at + 1]

    def at(self, id: str) -> int | None:
        """The piece that has the block with this id, None where none has."""
        places = (number for number, one in enumerate(self.galley.blocks) if one.placed.id == id)
        block = next(places, None)
        return None if block is None else bisect_right(self.starts, block) - 1

    def shown(self, at: int) -> tuple[Shown, ...]:
        """What a piece prints."""
        first, last = self.blocks(at)
        return self.galley.blocks[first:last]

    def instead(self, first: int, last: int, blocks: Sequence[Block]) -> tuple[Shown, ...]:
        """What these blocks would print in the place of some; they may refer to what the text does not."""
        galley = self.reaching([cite for block in blocks for cite in cites_of(block)])
        return galley.instead(first, last, blocks)

    def reaching(self, cites: Sequence[Cite]) -> Galley:
        """The galley with what these references mean at hand besides."""
        return replace(self.galley, material=self.grounds.referred.material(cites))

    def gives_away(self, text: str) -> bool:
        """Whether a text names somebody who is protected."""
        return self.grounds.gives_away(text)


@dataclass
class Held(Generic[Value]):
    """So many things at most, those asked for last; each made once, whoever asks at the same time."""

    most: int
    _found: OrderedDict[Hashable, tuple[Lock, list[Value]]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What is held under a key, made if it is not there."""
        with self._lock:
            lock, place = self._found.setdefault(key, (Lock(), []))
            self._found.move_to_end(key)
            while len(self._found) > self.most:
                self._found.popitem(last=False)
        with lock:
            if not place:
                place.append(make())
            return place[0]

    def clear(self) -> None:
        """Lets go of everything."""
        with self._lock:
            self._found.clear()


_grounds: Held[Grounds] = Held(_GROUNDS)
_texts: Held[Worked] = Held(_TEXTS)


def worked(text: EditionText) -> Worked:
    """A text with its galley: six queries where it is held. Raises EditionError where it cannot be read.

    What it refers to is gathered anew once after each change of the dossier.
    """
    state = state_of_grounds()
    return _texts.get((text.pk, state), lambda: _made(text, _grounds.get(state, Grounds), state))


def _made(text: EditionText, grounds: Grounds, state: str) -> Worked:
    source = Source.of(text.content)
    edition = parse(text.content)
    starts = [0]
    for piece in source.pieces:
        starts.append(starts[-1] + piece.blocks)
    assert starts[-1] == len(edition.blocks), "pieces and blocks are the same text"
    cites = [cite for block in edition.blocks for cite in cites_of(block)]
    galley = Galley.of(edition, grounds.referred.material(cites))
    return Worked(text.serial, source, galley, state, tuple(starts), grounds)


def let_go() -> None:
    """Forgets everything that is held."""
    _grounds.clear()
    _texts.clear()
