"""Excerpts: the part of a text where a query was found, in the text's own letters, the words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcebook.dossier.search.fold import BREAK, Places, fold
from sourcebook.dossier.search.query import Query, Term

# Pieces of the text, and whether each is a word that was sought.
Excerpt = tuple[tuple[str, bool], ...]
# Characters of text in an excerpt, and how many of them stand before the first mark.
LONG = 240
BEFORE = 60


def pattern_of(query: Query) -> re.Pattern[str] | None:
    """Finds the sought words in folded text; None where nothing is sought."""
    terms = sorted({_pattern(term) for term in query.sought}, key=len, reverse=True)
    return re.compile(f"(?<!\\S)(?:{'|'.join(terms)})") if terms else None


def _pattern(term: Term) -> str:
    # Marks on letters may have left spaces of more than one.
    return " +".join(map(re.escape, term.words)) + ("\\S*" if term.prefix else "(?!\\S)")


def excerpt(text: str, pattern: re.Pattern[str] | None) -> tuple[int, Excerpt]:
    """(where the first mark is, the excerpt around the place with the most marks near each other).

    Line breaks become spaces; an excerpt stays within one field. Without a pattern, the beginning.
    """
    folded = fold(text)
    found = [match.span() for match in pattern.finditer(folded)] if pattern else []
    if not found:
        return 0, ((_line(text[:LONG].split(BREAK)[0]).strip(), False),)
    places = Places(text)
    first = _densest(found)
    marks = [places.span(*span) for span in found[first : first + 40]]
    start, end = _window(text, marks[0])
    pieces: list[tuple[str, bool]] = []
    at = start
    for low, high in marks:
        if low < at or high > end:
            continue
        pieces += [(_line(text[at:low]), False), (_line(text[low:high]), True)]
        at = high
    pieces.append((_line(text[at:end]), False))
    lead, tail = start > 0 and text[start - 1] != BREAK, end < len(text) and text[end] != BREAK
    return marks[0][0], _trimmed(pieces, lead, tail)


def _densest(found: Sequence[tuple[int, int]]) -> int:
    """The first of the marks that have the most others close behind."""
    best, most, last = 0, 0, 0
    for first, (start, _) in enumerate(found):
        while last < len(found) and found[last][1] <= start + LONG - BEFORE:
            last += 1
        if last - first > most:
            best, most = first, last - first
    return best


def _window(text: str, mark: tuple[int, int]) -> tuple[int, int]:
    """The stretch of the text that is shown: whole words, within one field."""
    low, high = mark
    start = max(0, low - BEFORE, text.rfind(BREAK, 0, low) + 1)
    end = min(len(text), max(start + LONG, high))
    wall = text.find(BREAK, high, end)
    end = wall if wall >= 0 else end
    if start > 0 and text[start - 1] != BREAK and not text[start - 1].isspace():
        space = text.find(" ", start, low)
        start = space + 1 if space >= 0 else start
    if end < len(text) and text[end] != BREAK and not text[end].isspace():
        space = text.rfind(" ", high, end)
        end = space if space >= 0 else end
    return start, end


def _trimmed(pieces: list[tuple[str, bool]], lead: bool, tail: bool) -> Excerpt:
    first, last = pieces[0][0].lstrip(), pieces[-1][0].rstrip()
    pieces[0] = ("…" + first if lead else first, False)
    pieces[-1] = (last + "…" if tail else last, False)
    return tuple(piece for piece in pieces if piece[0])


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
