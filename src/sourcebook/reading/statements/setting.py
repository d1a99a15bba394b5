"""When, on what occasion and where something was said, as the sentence that introduces it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourcebook.reading.statements.reader import Reader
from sourcebook.reading.statements.setting_phrases import Piece, occasion_noun, pieces_of
from sourcebook.reading.statements.setting_place import place_of
from sourcebook.reading.statements.tokens import Token

Ranges = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Setting:
    """Date (EDTF), occasion and place of words; `stated` is False where the date's year was added."""

    date: str | None = None
    occasion: str | None = None
    place: str | None = None
    stated: bool = True

    def filled(self, other: Setting) -> Setting:
        """What is missing taken from another setting."""
        return Setting(
            self.date or other.date,
            self.occasion or other.occasion,
            self.place or other.place,
            self.stated if self.date else other.stated,
        )


def setting_of(
    r: Reader,
    ranges: Ranges,
    text: tuple[int, int] | None = None,
    title: tuple[int, int] | None = None,
    dated: Ranges | None = None,
) -> Setting:
    """The setting that stretches of a sentence tell.

    `text` is what was said or written, where it is named, `title` its title where that stands apart; `dated`
    are stretches that are looked at for a date alone.
    """
    pieces = [piece for first, last in ranges for piece in pieces_of(r, first, last)]
    date = _date(r, [*ranges, *(dated or [])], pieces)
    chosen = _occasion(r, pieces)
    place = place_of(r, pieces, chosen)
    occasion: str | None = None
    if chosen:
        noun, last = (
            _without_speech(r, chosen, pieces),
            _without_date(r, chosen, _cut(r, chosen, place), date),
        )
        occasion = r.spelt(noun, last)
        if text:
            joined = chosen.kind in ("during", "at", "after")
            link = r.spelt(chosen.first, chosen.noun) if joined and chosen.kind != "after" else ""
            told = _text(r, text, title)
            occasion = " ".join(filter(None, (told, link, occasion))) if joined and told else told or occasion
    elif text:
        occasion = _text(r, text, title)
    return Setting(
        date=date.date.edtf if date and date.date else None,
        occasion=occasion or None,
        place=r.spelt(*place) if place else None,
        stated=date.date.year_stated if date and date.date else True,
    )


def _without_date(r: Reader, piece: Piece, last: int, date: Token | None) -> int:
    """ "asked about the detainees on 6 April": the day is the words' own where they have no other."""
    if (
        piece.kind == "participle"
        and date is not None
        and last - 2 > piece.noun
        and r.tokens[last - 1] is date
    ):
        return last - 2 if r.tokens[last - 2].key in r.words.prepositions else last - 1
    return last


def _text(r: Reader, text: tuple[int, int], title: tuple[int, int] | None) -> str:
    first, last = text
    while first < last and (
        r.tokens[first].key in r.words.determiners or r.tokens[first].key in r.words.possessives
    ):
        first += 1
    while last - 1 > first and (
        r.tokens[last - 1].key in r.words.prepositions or r.tokens[last - 1].kind == "stop"
    ):
        last -= 1
    if last - first == 1 and r.tokens[first].key in r.words.no_occasion:
        return ""
    return " ".join(filter(None, (r.spelt(first, last), r.spelt(*title) if title else "")))


def same_occasion(r: Reader, ranges: Ranges) -> Literal["occasion", "day", "next day"] | None:
    """Whether the words take up the occasion or the day of what was said before: "in the same interview"."""
    for first, last in ranges:
        for n in range(first, last):
            if r.words.next_day.at(r.tokens, n, last):
                return "next day"
            if r.words.same.at(r.tokens, n, last):
                for m in range(n + 1, min(n + 4, last)):
                    if r.tokens[m].key in r.words.days:
                        return "day"
                    if r.words.occasions.at(r.tokens, m, last) or r.words.utterances.at(r.tokens, m, last):
                        return "occasion"
    return None


def _date(r: Reader, ranges: Ranges, pieces: list[Piece]) -> Token | None:
    """The day told of the words: not one within "commenting on the attack of ..." or "who, since ..."."""
    found: list[tuple[int, int, Token]] = []
    for order, (first, last) in enumerate(ranges):
        relative = False
        for n in range(first, last):
            token = r.tokens[n]
            if token.is_stop:
                relative = False
            relative = relative or bool(r.words.relatives.at(r.tokens, n, last) and token.key != "that")
            if token.kind == "date" and token.date and token.date.precision in ("day", "month"):
                inside = any(
                    p.kind in ("participle", "clause", "after") and p.first < n < p.last for p in pieces
                )
                since = token.date.prefix in ("since", "until", "from")
                found.append((2 * (relative or since) + inside, order, token))
            elif _is_year_alone(r, n, first):
                found.append((4, order, token))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _is_year_alone(r: Reader, n: int, first: int) -> bool:
    """ "In 2029, the mayor said": a year that opens a stretch, not that of something else in it."""
    token = r.tokens[n]
    if token.kind != "date" or token.date is None or token.date.precision != "year":
        return False
    opens = n - 1 == first or (n - 2 >= first and r.tokens[n - 2].is_stop)
    return (
        n > first
        and opens
        and (r.words.at.has(r.tokens[n - 1].key) or r.words.during.has(r.tokens[n - 1].key))
    )


_STRENGTH = {"during": 3.0, "speaking": 3.0, "participle": 2.0, "after": 1.0, "clause": 0.0, "place": 0.0}


def _occasion(r: Reader, pieces: list[Piece]) -> Piece | None:
    """The phrase that names the occasion best; the first of equals."""
    best: tuple[float, Piece] | None = None
    for piece in pieces:
        named = piece.kind in ("during", "at") and occasion_noun(r, piece.noun, piece.last)
        if piece.kind == "at" and (not named or _runs_into_clause(r, piece)):
            continue
        opening = r.tokens[piece.noun : piece.last][:2]
        if not named and (opening[0].kind == "date" or any(t.key in r.words.times for t in opening)):
            continue
        strength = 4.0 if named else _STRENGTH[piece.kind]
        if named and piece.last - piece.noun == 1 and r.tokens[piece.noun].key in r.words.speeches:
            strength = 2.5 if any(p.kind in ("during", "after") and p is not piece for p in pieces) else 4.0
        if r.words.same.at(r.tokens, piece.noun, piece.last):
            continue
        if strength > 0.0 and (best is None or strength > best[0]):
            best = strength, piece
    if best and best[1].kind in ("at", "during"):
        return _joined(r, best[1], pieces)
    return best[1] if best else None


def _runs_into_clause(r: Reader, piece: Piece) -> bool:
    """Whether a finite verb follows within the phrase: then it is no phrase of place or occasion."""
    for n in range(piece.noun, piece.last):
        if r.words.relatives.at(r.tokens, n, piece.last):
            return False
        if r.tokens[n].kind == "word" and r.tokens[n].key in r.words.finite:
            return True
    return False


def _joined(r: Reader, piece: Piece, pieces: list[Piece]) -> Piece:
    """ "his address on the occasion of the feast": the speech with what it was for."""
    key = r.tokens[piece.last - 1].key
    if not (key in r.words.speeches or r.words.utterances.has(key)):
        return piece
    for other in pieces:
        gap = r.tokens[piece.last : other.first] if other.first >= piece.last else None
        if other.kind == "after" and gap is not None and all(t.key.endswith("ed") for t in gap):
            return Piece(piece.kind, piece.first, piece.noun, other.last)
    return piece


def _without_speech(r: Reader, piece: Piece, pieces: list[Piece]) -> int:
    """Past "speech" in "his speech Opening of the Forum" (a word left out)."""
    n = piece.noun
    if piece.kind in ("at", "during") and r.tokens[n].key in r.words.speeches and n + 1 < piece.last:
        return n + 1 if r.tokens[n + 1].kind == "capital" else n
    return n


def _cut(r: Reader, piece: Piece, place: tuple[int, int] | None) -> int:
    """The end of an occasion's name: before its place, where enough is left to know it by."""
    if place is None or not (piece.noun < place[0] <= piece.last) or piece.kind in ("participle", "after"):
        return piece.last
    n = place[0] - 1
    while n > piece.noun and r.tokens[n].key not in r.words.of_place:
        n -= 1
    held = r.words.held.before(r.tokens, piece.noun, n)
    n -= held
    rest = range(piece.noun, n)
    specific = held or any(
        r.tokens[m].kind in ("capital", "quotation")
        or (m > piece.noun and r.tokens[m].key in r.words.prepositions)
        for m in rest
    )
    return n if specific and n > piece.noun else piece.last
