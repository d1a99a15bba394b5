"""Sentences of a row of tokens: the places where one ends and the next begins.

The rules are those by which the gate looks for sentences that lead to no record; ends of other scripts are
told to them as signs that they know. Two edits in one sentence are never merged silently, so where it is not
certain that a sentence ends it goes on: all languages whose abbreviations are known must agree.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby, pairwise
from pathlib import Path

from sourcebook.languages import languages_with, words
from sourcebook.publish.edition import Cross, Reference, Value
from sourcebook.publish.gate.sentences import sentences as gate_sentences
from sourcebook.publish.word.flow import Cell, Mark, Token, Word

Ranges = list[tuple[int, int]]

_FOLDER = Path(__file__).parent / "merging" / "words"
# The gate knows lists of these; a language without one has that of English.
_GATE_LANGUAGES = ("en", "es")
# After them no blank is written.
_UNSPACED = "。！？｡"
_CLOSERS = '"”’»)]」』）】'
# One character for one: ends that no abbreviation bears become "!". Georgian has small letters only: any of
# them may begin a sentence, one alone is an initial.
_KNOWN = str.maketrans(
    {
        **dict.fromkeys("։۔।॥።｡。！", "!"),
        **dict.fromkeys("؟？፧", "?"),
        **dict.fromkeys("「『", "“"),
        **dict.fromkeys("」』", "”"),
        **dict.fromkeys("¿¡", "("),
        "․": ".",
        "）": ")",
        **{chr(code): chr(code).upper() for code in range(0x10D0, 0x10FB)},
    }
)
_END = re.compile(r"[.!?…։۔।॥።؟？！。｡፧][\"”’»)\]」』）】]*\s*$")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.-]{0,19})\.$")


def sentences(tokens: Sequence[Token], note: bool = False) -> Ranges:
    """Ranges of tokens, one a sentence, in order, which cover them all; none for no tokens.

    Blanks after a sentence belong to it, so do marks right after its stop, and the boundary that ends a cell.
    `note`: the tokens are those of a note, in which a citation can begin a sentence.
    """
    found: Ranges = []
    for start, end in _cells(tokens):
        cuts = [start, *(start + cut for cut in _cuts(tokens[start:end], note)), end]
        found += pairwise(cuts)
    return found


def is_ended(tokens: Sequence[Token]) -> bool:
    """Whether the last of these tokens, but for blanks and marks, end a sentence."""
    return _END.search("".join(one.text for one in tokens[-12:] if isinstance(one, Word))) is not None


def _cells(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Ranges between the boundaries of cells, each with the one that ends it."""
    start = 0
    for place, token in enumerate(tokens):
        if isinstance(token, Cell):
            yield start, place + 1
            start = place + 1
    if start < len(tokens):
        yield start, len(tokens)


def _cuts(tokens: Sequence[Token], note: bool) -> list[int]:
    """Where a sentence begins, but for the first."""
    text, starts = _laid(tokens, note)
    cuts = (bisect_left(starts, offset) for offset in _offsets(text))
    return [cut for cut, _ in groupby(cuts) if 0 < cut < len(tokens)]


@lru_cache(maxsize=4096)
def _offsets(text: str) -> tuple[int, ...]:
    """Where in a text sentences begin: asked again for each partner who changed a paragraph."""
    agreed = set.intersection(*(_begins(text, language) for language in _GATE_LANGUAGES))
    return tuple(offset for offset in sorted(agreed) if not _abbreviated(text, offset))


def _laid(tokens: Sequence[Token], note: bool) -> tuple[str, list[int]]:
    """The text in signs that the rules know, and where in it each token begins."""
    text, starts, length, unspaced = [], [], 0, False
    for token in tokens:
        piece = token.text if isinstance(token, Word) else _piece(token, note)
        if unspaced and piece and piece not in _CLOSERS:
            text.append(" ")
            length, unspaced = length + 1, False
        starts.append(length)
        text.append(piece)
        length += len(piece)
        unspaced = unspaced or (bool(piece) and piece in _UNSPACED)
    return "".join(text).translate(_KNOWN), starts


def _piece(token: Mark | Cell, note: bool) -> str:
    match token:
        case Mark(marked=Value() | Cross()):
            return "1"
        case Mark(marked=Reference(silent=False)) if note:
            return "A"
        case _:
            return ""


def _begins(text: str, language: str) -> set[int]:
    return {start for start, _, _ in gate_sentences(text, language)}


def _abbreviated(text: str, offset: int) -> bool:
    """Whether the stop before a place ends a word known to be cut short, a letter alone, or a number that is
    all there is so far: the label of what follows."""
    if (
        text[max(0, offset - 8) : offset].strip().rstrip(".").isdigit()
        and not text[: max(0, offset - 8)].strip()
    ):
        return True
    found = _WORD_BEFORE.search(text[max(0, offset - 24) : offset].rstrip())
    if found is None:
        return False
    word = found[1].casefold()
    return len(word) == 1 or word in _stops()


@cache
def _stops() -> frozenset[str]:
    return frozenset(
        str(word).translate(_KNOWN).casefold().rstrip(".")
        for language in languages_with("abbreviations", _FOLDER)
        for word in words("abbreviations", language, _FOLDER).get("stops", [])
    )
