"""The galley: an edition as it prints, held so that one paragraph can be printed anew in its place.

For whoever writes: numbers, notes and values are as they will be; charts are not drawn, and tables of records
not made, for nobody types in them. What cannot be printed shows as it is typed and is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sourcebook.publish.citing import Citer
from sourcebook.publish.edition import Block, Cite, Edition, Picture, Reference
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.material import Material
from sourcebook.publish.printed import Block as PrintedBlock
from sourcebook.publish.printed import Note, Run, Runs, Table
from sourcebook.publish.printing.numbering import Placed
from sourcebook.publish.printing.press import Given, Press

# So many blocks are printed again at most before the one that is asked for.
_EVERY = 12


@dataclass(frozen=True)
class Shown:
    """A block as it prints: what it gives, the notes that are marked in it, what is wrong in it."""

    placed: Placed
    printed: tuple[PrintedBlock, ...]
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Stand:
    """How far notes and marks had come before a block."""

    citer: Citer
    notes: int
    marks: int


@dataclass(frozen=True)
class Galley:
    """A whole edition, block by block, and where printing can go on from."""

    edition: Edition
    material: Material
    blocks: tuple[Shown, ...]
    stands: tuple[_Stand, ...]

    @classmethod
    def of(cls, edition: Edition, material: Material) -> Galley:
        """Prints everything once. Raises EditionError where nothing can be (a form of notes there is not)."""
        press = _Typing(edition, material)
        stands: list[_Stand] = []
        shown: list[Shown] = []
        for number, placed in enumerate(press.placed):
            if number % _EVERY == 0:
                stands.append(press.stand())
            shown.append(press.shown(placed))
        return cls(edition, material, tuple(shown), tuple(stands))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong, in the order of the text."""
        return tuple(problem for one in self.blocks for problem in one.problems)

    def instead(self, first: int, last: int, blocks: Sequence[Block]) -> tuple[Shown, ...]:
        """What these blocks print in the place of those from `first` to `last` (not included)."""
        whole = (*self.edition.blocks[:first], *blocks, *self.edition.blocks[last:])
        press = _Typing(replace(self.edition, blocks=whole), self.material)
        begin = min(first // _EVERY, len(self.stands) - 1) if self.stands else 0
        if self.stands:
            press.goes_on(self.stands[begin])
        before = press.placed[begin * _EVERY : first]
        for placed in before:
            press.shown(placed)
        return tuple(press.shown(placed) for placed in press.placed[first : first + len(blocks)])

    def notes(self, cites: Sequence[Cite]) -> list[tuple[Runs, tuple[Problem, ...]]]:
        """The note that each of these prints alone, as if nothing was cited before; what is wrong with it."""
        press = _Typing(self.edition, self.material)
        return [press.alone(cite) for cite in cites]


class _Typing(Press):
    """A press that draws nothing."""

    def __init__(self, edition: Edition, material: Material) -> None:
        super().__init__(edition, material, Given(), placeholders=True)

    def stand(self) -> _Stand:
        """How far it has come."""
        its = self.inlines
        return _Stand(its.citer.copied(), len(its.notes), its.marks)

    def goes_on(self, stand: _Stand) -> None:
        """Goes on where another one stood; of notes before, the number alone is known."""
        self.inlines.citer, self.inlines.marks = stand.citer.copied(), stand.marks
        self.inlines.notes.extend(Note(number + 1, ()) for number in range(stand.notes))

    def alone(self, cite: Cite) -> tuple[Runs, tuple[Problem, ...]]:
        """What the note of a reference says, and what is wrong with it."""
        self.inlines.citer = Citer(self.style)
        self.inlines.notes.clear()
        self.problems.clear()
        self.inlines.runs((Reference((cite,)),))
        notes = self.inlines.notes
        return (notes[0].runs if notes else ()), tuple(self.problems)

    def shown(self, placed: Placed) -> Shown:
        """What a block prints."""
        notes, problems = len(self.inlines.notes), len(self.problems)
        printed = tuple(self.block(placed))
        return Shown(placed, printed, tuple(self.inlines.notes[notes:]), tuple(self.problems[problems:]))

    def _picture(self, placed: Placed, block: Picture) -> Iterator[PrintedBlock]:
        caption = placed.label or block.caption
        yield Table(placed.id, (Run(caption),) if caption else (), (), (), region=placed.region)

    def _rest(self, id: str, text: str) -> None:
        """What a block rests on is shown to who reads it, not to who writes it."""
