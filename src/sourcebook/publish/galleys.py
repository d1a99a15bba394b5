"""Galleys of editions and what they are printed from, held in memory while somebody works with them.

What is held is found again by the state of everything that it was made from and by who looks (role and
organisation): nobody is shown what was made for somebody who may see more, and nothing outlives a change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from sourcebook.dossier.editions.grounds import state_of_grounds
from sourcebook.dossier.models import EditionText
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.pieces import Source
from sourcebook.publish.gathering import gather, gives_away
from sourcebook.publish.material import Material
from sourcebook.publish.printing.galley import Galley, Shown

Value = TypeVar("Value")
# A material of a large dossier is large.
_MATERIALS, _TEXTS = 3, 12


@dataclass(frozen=True)
class _Gathered:
    """What an edition may draw upon, and whose names it must not tell."""

    material: Material
    gives_away: Callable[[str], bool]


@dataclass(frozen=True)
class Worked:
    """A text of an edition that somebody works with: its pieces, and what they print.

    `state` names what it was made from, `starts` has the first block of each piece, and the end;
    `gives_away` tells whether a text names somebody who is protected.
    """

    serial: int
    source: Source
    galley: Galley
    state: str
    starts: tuple[int, ...]
    gives_away: Callable[[str], bool]

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


_materials: Held[_Gathered] = Held(_MATERIALS)
_texts: Held[Worked] = Held(_TEXTS)


def material_now() -> tuple[Material, str]:
    """What an edition of the viewer's dossier may draw upon now, and the state that it was gathered in.

    Six queries where it is held; gathering anew takes those of `gathering` (once after each change).
    """
    state = state_of_grounds()
    return _gathered(state).material, state


def _gathered(state: str) -> _Gathered:
    return _materials.get(state, lambda: _Gathered(gather(), gives_away()))


def worked(text: EditionText) -> Worked:
    """A text with its galley. Raises EditionError where it cannot be read."""
    state = state_of_grounds()
    return _texts.get((text.pk, state), lambda: _made(text, _gathered(state), state))


def _made(text: EditionText, found: _Gathered, state: str) -> Worked:
    source = Source.of(text.content)
    edition = parse(text.content)
    starts = [0]
    for piece in source.pieces:
        starts.append(starts[-1] + piece.blocks)
    assert starts[-1] == len(edition.blocks), "pieces and blocks are the same text"
    return Worked(
        text.serial, source, Galley.of(edition, found.material), state, tuple(starts), found.gives_away
    )


def let_go() -> None:
    """Forgets everything that is held."""
    _materials.clear()
    _texts.clear()
