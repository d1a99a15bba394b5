"""A script with some of its changes accepted: as the text that then stands, or as a script of the rest.

Any choice gives a text. No token is lost: what would stand before the first block begins the next one, or a
paragraph of its own. Words that a change leaves side by side become one word, as if they had been typed so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from sourcebook.publish.edition import Note, Reference
from sourcebook.publish.word.comparing.retelling import retold
from sourcebook.publish.word.flow import Block, Cell, Flow, Mark, Start, Token, Word
from sourcebook.publish.word.script import Op, Script, When, stands
from sourcebook.publish.word.tokens import cut

_NONE: frozenset[int] = frozenset()
_WHEN = attrgetter("when")


def applied(script: Script, accepted: frozenset[int]) -> Flow:
    """The text that stands if exactly these changes are accepted; with none it is the base.

    A note printed from records whose words are others than in the base becomes a typed note, followed by a
    silent reference to the same records, so that the text still rests on them. Notes of records are not in
    the result's `notes` unless they became typed ones.
    """
    typed = _typed(script, accepted)
    gathering = _Gathering()
    for key, when in script.order:
        if stands(when, accepted):
            ops = _as_typed(script.ops[key], typed)
            if any(map(_WHEN, ops)):
                for piece, loose in _standing(ops, accepted):
                    gathering.take(piece, loose)
            else:
                gathering.take_all([op.token for op in ops])
            gathering.loose = True
    gathering.close()
    notes = dict(_notes(gathering.blocks, script.notes, typed, accepted))
    return Flow(tuple(gathering.blocks), notes)


def settled(script: Script, accepted: frozenset[int]) -> Script:
    """The script with these changes part of its base; keys, and the ids of the other changes, stay.

    The sentences of the others are those that stand around them now.
    """
    if not accepted:
        return script
    typed = _typed(script, accepted)
    ops = {key: _settled_ops(_as_typed(its, typed), accepted) for key, its in script.ops.items()}
    order = tuple(
        (key, rest) for key, when in script.order if (rest := _settled_when(when, accepted)) is not None
    )
    notes = {name: _settled_ops(its, accepted) for name, its in script.notes.items()}
    left = tuple(change for change in script.changes if change.id not in accepted)
    remaining = Script(order, ops, notes, left)
    if not left:
        return remaining
    return replace(remaining, changes=retold(remaining, applied(remaining, _NONE)))


@dataclass
class _Gathering:
    """Blocks as they are gathered from what stands."""

    blocks: list[Block] = field(default_factory=list)
    start: Start | None = None
    tokens: list[Token] = field(default_factory=list)
    loose: bool = False

    def take(self, piece: Token | Start, loose: bool) -> None:
        if isinstance(piece, Start):
            self._begin(piece)
            return
        _joined(self.tokens, piece, loose or self.loose)
        self.loose = False

    def take_all(self, pieces: Sequence[Token | Start]) -> None:
        """Takes a row that nobody changed."""
        tokens = [piece for piece in pieces[1:] if not isinstance(piece, Start)]
        if not pieces or not isinstance(pieces[0], Start) or len(tokens) < len(pieces) - 1:
            for piece in pieces:
                self.take(piece, False)
            return
        self.take(pieces[0], False)
        if tokens and self.loose:
            self.take(tokens.pop(0), False)
        self.tokens += tokens

    def _begin(self, start: Start) -> None:
        if self.start is None and self.tokens and not _apart(start, self.tokens):
            # Its own block was taken out, and there is none before: it begins the next.
            self.start = start
            return
        self.close()
        self.start = start

    def close(self) -> None:
        if self.start is not None or self.tokens:
            self.blocks.append(Block(self.start or Start("paragraph"), tuple(self.tokens)))
        self.start, self.tokens, self.loose = None, [], False


def _apart(start: Start, tokens: Iterable[Token]) -> bool:
    """Whether words without a block cannot begin this one: a row has cells, a table of records no words."""
    return start.kind in ("row", "fixed", "picture") or any(isinstance(token, Cell) for token in tokens)


def _joined(tokens: list[Token], token: Token, loose: bool) -> None:
    """Puts a token behind others; two halves of a word that a change brought together become one."""
    last = tokens[-1] if tokens else None
    if loose and (one := _one_word(last, token)) is not None:
        tokens[-1] = one
    else:
        tokens.append(token)


def _one_word(first: Token | Start | None, second: Token | Start) -> Word | None:
    if not (isinstance(first, Word) and isinstance(second, Word)) or first.look != second.look:
        return None
    pieces = cut(first.text + second.text, first.look)
    return pieces[0] if len(pieces) == 1 else None


def _standing(ops: Iterable[Op], accepted: frozenset[int]) -> Iterator[tuple[Token | Start, bool]]:
    """What stands, each with whether a change was made right before it (so that words may meet)."""
    loose = False
    for op in ops:
        if not op.when or stands(op.when, accepted):
            yield op.token, loose or bool(op.when)
            loose = bool(op.when)
        else:
            loose = True


def _settled_ops(ops: tuple[Op, ...], accepted: frozenset[int]) -> tuple[Op, ...]:
    if not any(map(_WHEN, ops)):
        return ops
    found: list[Op] = []
    loose = False
    for op in ops:
        when = _settled_when(op.when, accepted)
        if when is None:
            loose = True
            continue
        changed = when != op.when
        last = found[-1] if found else None
        one = _one_word(last.token, op.token) if last and last.when == when and (loose or changed) else None
        if one is not None:
            found[-1] = Op(one, when)
        else:
            found.append(Op(op.token, when) if changed else op)
        loose = changed
    return tuple(found)


def _settled_when(when: When, accepted: frozenset[int]) -> When | None:
    """What is left of a condition once these changes are accepted; None if it can never be met."""
    if any(change in accepted and not wanted for change, wanted in when):
        return None
    return tuple(one for one in when if one[0] not in accepted)


def _typed(script: Script, accepted: frozenset[int]) -> frozenset[str]:
    """The names of marks of records whose notes no longer have the words that the records give."""
    return frozenset(
        name
        for name, ops in script.notes.items()
        if any(map(_WHEN, ops)) and _words(ops, accepted) != _words(ops, _NONE)
    )


def _as_typed(ops: tuple[Op, ...], typed: frozenset[str]) -> tuple[Op, ...]:
    return tuple(_typed_ops(ops, typed)) if typed else ops


def _typed_ops(ops: Iterable[Op], typed: frozenset[str]) -> Iterator[Op]:
    for op in ops:
        mark = op.token
        if isinstance(mark, Mark) and mark.name in typed and isinstance(mark.marked, Reference):
            yield Op(replace(mark, marked=Note(())), op.when)
            yield Op(Mark("", replace(mark.marked, silent=True), mark.look), op.when)
        else:
            yield op


def _words(ops: Iterable[Op], accepted: frozenset[int]) -> tuple[Token, ...]:
    found: list[Token] = []
    for piece, loose in _standing(ops, accepted):
        if not isinstance(piece, Start):
            _joined(found, piece, loose)
    return tuple(found)


def _notes(
    blocks: Iterable[Block],
    notes: Mapping[str, tuple[Op, ...]],
    typed: frozenset[str],
    accepted: frozenset[int],
) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """The words of notes whose marks stand, also of those in notes."""
    waiting = [token for block in blocks for token in block.tokens if isinstance(token, Mark)]
    found: set[str] = set()
    for mark in waiting:
        # The list grows while it is read: a note may hold the mark of another.
        if mark.name not in notes or mark.name in found or isinstance(mark.marked, Reference):
            continue
        found.add(mark.name)
        words = _words(_as_typed(notes[mark.name], typed), accepted)
        waiting += [token for token in words if isinstance(token, Mark)]
        yield mark.name, words
