"""The notes of a sent file and of the returned one compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sourcebook.publish.word.comparing.blocks import Old
from sourcebook.publish.word.comparing.items import tidied
from sourcebook.publish.word.comparing.sent import printed, tied
from sourcebook.publish.word.comparing.still import is_as_sent, quiet
from sourcebook.publish.word.comparing.weaving import Weaving
from sourcebook.publish.word.comparing.whole import items_of
from sourcebook.publish.word.flow import Flow, Mark, Start, Token
from sourcebook.publish.word.opened import Bit, WordText


@dataclass(frozen=True)
class Notes:
    """The notes of both files, and of the edition that was sent."""

    base: WordText
    theirs: WordText
    flow: Flow
    weaving: Weaving

    def weave(self) -> None:
        """Weaves the notes of the sent text with what became of them."""
        marks, woven = self.weaving.marks, self.weaving.woven
        back = {ours: found for found, ours in marks.renamed.items()}
        for name, bits in self.base.notes.items():
            typed = self.flow.notes.get(name)
            read: list[Token] = [bit.token for bit in bits]
            own = read if typed is None else typed
            tokens = printed(read, own)
            returned = self.theirs.notes.get(back.get(name, name))
            found = quiet(returned) if returned is not None else None
            if returned is None or (found is not None and is_as_sent(read, found, tokens)):
                if returned is not None:
                    self.weaving.passed(read, tokens)
                if typed is not None:
                    woven.notes[name] = tokens
                continue
            items = tidied(items_of(returned))
            old = Old(
                None, Start("paragraph"), tokens, Start("paragraph"), read, partial(tied, read, own), ()
            )
            marks.recognise_in(old.elements, items)
            atoms = self.weaving.note(name, old, items)
            if typed is not None or any(atom.when for atom in atoms):
                woven.notes[name] = atoms
        for name, tokens in self.flow.notes.items():
            woven.notes.setdefault(name, tokens)

    def new(self, copies: dict[str, str]) -> Iterator[tuple[str, tuple[Token, ...]]]:
        """The words of notes that were put in, and of copies of notes."""
        marks, woven = self.weaving.marks, self.weaving.woven
        for copy, name in copies.items():
            if name in self.flow.notes:
                yield copy, self.flow.notes[name]
        for name in woven.put_in:
            if name not in marks.known and name in self.theirs.notes:
                yield name, tuple(self._final(self.theirs.notes[name]))

    def _final(self, bits: Sequence[Bit]) -> Iterator[Token]:
        for item in tidied(items_of(bits)):
            if item.last and not isinstance(item.token, Start):
                yield self.weaving.marks.token(item.token) if isinstance(item.token, Mark) else item.token
