"""Own words for the sentence that a change is in, in place of those that came back.

References in the sentence stay where they stand among its words: a wording says nothing about them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import LCSseq

from sourcebook.publish.word.flow import PLAIN, Look, Start, Token, Word
from sourcebook.publish.word.script import Op, Script, stands
from sourcebook.publish.word.sentences import sentences
from sourcebook.publish.word.tokens import cut

_NONE: frozenset[int] = frozenset()


class NoSentence(ValueError):
    """A change that is in no sentence: a block moved, split, joined or added; it is taken as it is or not."""


def reworded(script: Script, change: int, words: str) -> Script:
    """The script in which this change gives its sentence (or sentences) these words. Raises NoSentence."""
    wanted = cut(" ".join(words.split()))
    for key, ops in script.ops.items():
        if changed := _reworded(ops, change, wanted, note=False):
            return replace(script, ops={**script.ops, key: changed})
    for name, ops in script.notes.items():
        if changed := _reworded(ops, change, wanted, note=True):
            return replace(script, notes={**script.notes, name: changed})
    raise NoSentence(
        "words of your own can be given for a change within a block; accept this one, or reject it"
    )


def _reworded(ops: Sequence[Op], change: int, wanted: Sequence[Word], note: bool) -> tuple[Op, ...] | None:
    touched = [place for place, op in enumerate(ops) if any(one == change for one, _ in op.when)]
    if not touched or any(isinstance(ops[place].token, Start) for place in touched):
        return None
    first, end = _around(ops, touched, note)
    inner = [op for op in ops[first:end] if not _put_in(op, change)]
    if not any(_base_word(op, change) for op in inner):
        # A sentence that was put in: the blanks around it are not of the wording.
        put = [op.token for op in ops[first:end] if _put_in(op, change)]
        blank = Word(" ")
        wanted = [
            *([blank] if put[:1] == [blank] else []),
            *wanted,
            *([blank] if put[-1:] == [blank] else []),
        ]
    return (*ops[:first], *_with(inner, change, wanted), *ops[end:])


def _put_in(op: Op, change: int) -> bool:
    return isinstance(op.token, Word) and (change, True) in op.when


def _around(ops: Sequence[Op], touched: Sequence[int], note: bool) -> tuple[int, int]:
    """From where to where the sentences go that a change is in."""
    base = [
        place for place, op in enumerate(ops) if stands(op.when, _NONE) and not isinstance(op.token, Start)
    ]
    tokens: list[Token] = [token for place in base if not isinstance(token := ops[place].token, Start)]
    first, end = touched[0], touched[-1] + 1
    for low, high in sentences(tokens, note):
        begin, last = base[low], base[high - 1] + 1
        if begin < touched[-1] + 1 and last > touched[0]:
            first, end = min(first, begin), max(end, last)
    return first, end


def _with(inner: Sequence[Op], change: int, wanted: Sequence[Word]) -> Iterator[Op]:
    """The sentences with these words: what both have stays, the rest goes or comes under the change."""
    ends = _blank_at_end(inner, change)
    new = [*wanted, *ends]
    places = [place for place, op in enumerate(inner) if _base_word(op, change)]
    olds = [_text(inner[place].token) for place in places]
    keep: set[int] = set()
    puts: dict[int, list[Word]] = {}
    for code in LCSseq.opcodes(olds, [one.text for one in new]):
        if code.tag == "equal":
            keep.update(places[code.src_start : code.src_end])
        else:
            at = places[code.src_start] if code.src_start < len(places) else len(inner)
            look = _look(inner, places, code.src_start)
            own = puts.setdefault(at, [])
            own += [Word(one.text, look) for one in new[code.dest_start : code.dest_end]]
    for place in range(len(inner) + 1):
        yield from (Op(word, ((change, True),)) for word in puts.get(place, ()))
        if place == len(inner):
            return
        op = inner[place]
        if not _base_word(op, change):
            yield op
            continue
        others = tuple(one for one in op.when if one[0] != change)
        yield Op(op.token, others if place in keep else (*others, (change, False)))


def _base_word(op: Op, change: int) -> bool:
    return isinstance(op.token, Word) and stands(op.when, _NONE)


def _text(token: Token | Start) -> str:
    return token.text if isinstance(token, Word) else ""


def _look(inner: Sequence[Op], places: Sequence[int], at: int) -> Look:
    """The look of the words that are replaced."""
    token = inner[places[at]].token if at < len(places) else None
    return token.look if isinstance(token, Word) else PLAIN


def _blank_at_end(inner: Sequence[Op], change: int) -> list[Word]:
    """The blank between these sentences and the next, which a wording does not have."""
    for op in reversed(inner):
        if _base_word(op, change):
            return [Word(" ")] if _text(op.token) == " " else []
    return []
