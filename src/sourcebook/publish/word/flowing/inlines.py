"""Tokens become nested inlines again: neighbours of one look in one element, notes with the words they have
now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sourcebook.publish.edition import Emphasis, Foreign, Inline, Link, Note, Text, joined
from sourcebook.publish.word.flow import PLAIN, Look, Mark, Token, Word

_Piece = tuple[Inline, Look]


def inlines(tokens: Iterable[Token], notes: Mapping[str, tuple[Token, ...]]) -> tuple[Inline, ...]:
    """The inlines of a block's or cell's tokens, without blanks at its edges, as the Markdown file has them.

    A typed note, and a mark that only a file knows, has its words from `notes`.
    """
    pieces = _trimmed(list(_pieces(tokens, notes, frozenset())))
    return _linked(pieces)


def _pieces(
    tokens: Iterable[Token], notes: Mapping[str, tuple[Token, ...]], within: frozenset[str]
) -> Iterator[_Piece]:
    text, look = "", PLAIN
    for token in tokens:
        if isinstance(token, Word) and (not text or token.look == look):
            text, look = text + token.text, token.look
            continue
        if text:
            yield Text(text), look
            text = ""
        if isinstance(token, Word):
            text, look = token.text, token.look
        elif isinstance(token, Mark):
            made = _marked(token, notes, within)
            if made is not None:
                yield made, token.look
    if text:
        yield Text(text), look


def _marked(mark: Mark, notes: Mapping[str, tuple[Token, ...]], within: frozenset[str]) -> Inline | None:
    if mark.marked is not None and not isinstance(mark.marked, Note):
        return mark.marked
    if mark.name in notes and mark.name not in within:
        return Note(_linked(list(_pieces(notes[mark.name], notes, within | {mark.name}))))
    if mark.marked is not None:
        return mark.marked
    # Nobody knows what it stands for: the characters that it printed are not lost.
    return Text(mark.printed) if mark.printed else None


def _trimmed(pieces: list[_Piece]) -> list[_Piece]:
    """Without blanks at the edges of the text, where they are plain: inside an element they stand."""
    for place, cut in ((0, str.lstrip), (-1, str.rstrip)):
        while pieces:
            one, look = pieces[place]
            if not isinstance(one, Text) or look != PLAIN:
                break
            if bare := cut(one.text):
                pieces[place] = Text(bare), look
                break
            del pieces[place]
    return pieces


def _linked(pieces: Sequence[_Piece]) -> tuple[Inline, ...]:
    return _grouped(pieces, lambda look: look.link, lambda inner, url: Link(inner, url), _of_language)


def _of_language(pieces: Sequence[_Piece]) -> tuple[Inline, ...]:
    return _grouped(pieces, lambda look: look.language, lambda inner, code: Foreign(inner, code), _strong)


def _strong(pieces: Sequence[_Piece]) -> tuple[Inline, ...]:
    return _grouped(pieces, lambda look: look.strong, lambda inner, _: Emphasis(inner, True), _emphasised)


def _emphasised(pieces: Sequence[_Piece]) -> tuple[Inline, ...]:
    return _grouped(pieces, lambda look: look.emphasis, lambda inner, _: Emphasis(inner), _joined)


def _joined(pieces: Sequence[_Piece]) -> tuple[Inline, ...]:
    return joined(one for one, _ in pieces)


def _grouped(
    pieces: Sequence[_Piece],
    of: Callable[[Look], str | bool],
    make: Callable[[tuple[Inline, ...], Any], Inline],
    inner: Callable[[Sequence[_Piece]], tuple[Inline, ...]],
) -> tuple[Inline, ...]:
    """Neighbours that share one property of their look inside one element of it."""
    found: list[Inline] = []
    for said, group in groupby(pieces, key=lambda piece: of(piece[1])):
        children = inner(list(group))
        found += [make(children, said)] if said else children
    return tuple(found)
