"""The short way for what nobody touched, as most of a file is: known at once, and set down as it stands.

The long way would come to the same, token by token.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sourcebook.publish.edition import Note
from sourcebook.publish.word.comparing.blocks import New
from sourcebook.publish.word.comparing.items import BLANK, normal
from sourcebook.publish.word.comparing.marking import Marks
from sourcebook.publish.word.flow import Cell, Mark, Token, Word
from sourcebook.publish.word.opened import Bit

# What a word is by its ends: a letter or digit first, or last; a blank; nothing. And an end of a row or cell.
_FIRST, _LAST, _BLANK, _NOTHING, _EDGE = 1, 2, 4, 8, 16


def quiet(bits: Sequence[Bit]) -> tuple[Token, ...] | None:
    """The tokens of bits with nothing tracked or commented, each an item and an element by itself.

    None where it is otherwise: where words stand that have to be put together, or blanks that are none.
    """
    if any(bit.inserted or bit.deleted or bit.restyled or bit.comments for bit in bits):
        return None
    tokens = tuple(bit.token for bit in bits)
    return tokens if _is_clean(tokens) else None


def _is_clean(tokens: Sequence[Token]) -> bool:
    last = _EDGE | _BLANK
    for token in tokens:
        if isinstance(token, Word):
            ends = _ends(token.text)
            if ends & _NOTHING or (ends & last & _BLANK) or (ends & _FIRST and last & _LAST):
                return False
            last = ends
        elif isinstance(token, Cell):
            if last == _BLANK:
                return False
            last = _EDGE | _BLANK
        elif token.silent:
            return False
        else:
            last = 0
    return last != _BLANK


@lru_cache(maxsize=65536)
def _ends(text: str) -> int:
    key = normal(text)
    if key in ("", BLANK):
        return _BLANK if key else _NOTHING
    return _FIRST * text[0].isalnum() + _LAST * text[-1].isalnum()


def is_as_sent(row: Sequence[Token], tokens: Sequence[Token], edition: Sequence[Token]) -> bool:
    """Whether quiet tokens of a returned file are the sent row, and that is what the edition says."""
    if len(row) != len(tokens):
        return False
    own = [token for token in edition if not (isinstance(token, Mark) and token.silent)]
    return len(own) == len(row) and all(map(_is_kept, row, tokens, own))


def _is_kept(sent: Token, found: Token, own: Token) -> bool:
    if sent is found is own:
        return True
    if isinstance(sent, Mark):
        return (
            sent == found
            and isinstance(found, Mark)
            and sent.printed == found.printed
            and isinstance(own, Mark)
            and own.name == sent.name
        )
    if isinstance(sent, Word):
        return sent == found and isinstance(own, Word) and own.text == sent.text
    return sent == found == own


def is_head_kept(new: New) -> bool:
    """Whether the start of a block has nothing tracked or commented."""
    head = new.head
    return not (head.when or head.restyled or head.was or head.comments or new.ghost)


def marks_kept(
    before: Sequence[Token], after: Sequence[Token], marks: Marks, names: Mapping[str, str]
) -> dict[str, str] | None:
    """The marks of notes that stand in two rows of an edition, if these are the same but for names of marks.

    By what the newer row calls them (`names` says what that is here), what the base does; None if the rows
    differ. A note without words is left to those who look closer.
    """
    if len(before) != len(after):
        return None
    found: dict[str, str] = {}
    taken: set[str] = set()
    for one, other in zip(before, after, strict=True):
        if not isinstance(one, Mark) or not isinstance(other, Mark):
            if one is not other and one != other:
                return None
        elif not _is_alike(one, other):
            return None
        elif one.name:
            name = names[other.name]
            if isinstance(one.marked, Note):
                known = marks.first.get(one.name)
                fresh = name not in marks.renamed and name not in found and not marks.is_told(one.name)
                if not known or known != marks.second.get(name) or not fresh or one.name in taken:
                    return None
                found[name] = one.name
                taken.add(one.name)
            elif one.name in marks.first or name in marks.second:
                return None
    return found


def _is_alike(one: Mark, other: Mark) -> bool:
    return (
        one.marked is not None
        and bool(one.name) is bool(other.name)
        and one.look == other.look
        and one.marked == other.marked
    )


def is_read(row: Sequence[Token], exact: bool) -> bool:
    """Whether a row has anything but marks and blanks; `exact` where only the blank itself is one."""
    return any(
        (token.text if exact else normal(token.text)) != BLANK if isinstance(token, Word) else True
        for token in row
        if not isinstance(token, Mark)
    )


def named(tokens: Sequence[Token]) -> Iterator[Mark]:
    """The marks with names."""
    return (token for token in tokens if isinstance(token, Mark) and token.name)
