"""When, on what occasion and where something was said, as the sentence that introduces it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourcebook.reading.statements.phrases import Reader
from sourcebook.reading.statements.tokens import Token

Ranges = list[tuple[int, int]]
Kind = Literal["during", "at", "after", "speaking", "participle", "clause", "none"]


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


@dataclass(frozen=True, slots=True)
class _Piece:
    """A phrase of time, place or occasion: `first` is its opening word, at `noun` its matter begins."""

    kind: Kind
    first: int
    noun: int
    last: int


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
    pieces = [piece for first, last in ranges for piece in _pieces(r, first, last)]
    date = _date(r, [*ranges, *(dated or [])], pieces)
    chosen = _occasion(r, pieces)
    place = _place(r, pieces, chosen)
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


def _without_date(r: Reader, piece: _Piece, last: int, date: Token | None) -> int:
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


def same_occasion(r: Reader, ranges: Ranges) -> Literal["occasion", "day"] | None:
    """Whether the words take up the occasion or the day of what was said before: "in the same interview"."""
    for first, last in ranges:
        for n in range(first, last):
            if r.words.same.at(r.tokens, n, last):
                for m in range(n + 1, min(n + 4, last)):
                    if r.tokens[m].key in r.words.days:
                        return "day"
                    if r.words.occasions.at(r.tokens, m, last) or r.words.utterances.at(r.tokens, m, last):
                        return "occasion"
    return None


def _date(r: Reader, ranges: Ranges, pieces: list[_Piece]) -> Token | None:
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
    return min(found, key=lambda item: item[:2])[2] if found else None


def _pieces(r: Reader, first: int, last: int) -> list[_Piece]:
    """The phrases of a stretch, cut at dates; what opens with a participle runs on over commas."""
    found: list[_Piece] = []
    n = first
    while n < last:
        opened = _opened(r, n, last, n == first or r.tokens[n - 1].is_stop or r.tokens[n - 1].kind == "date")
        if opened is None:
            n += 1
            continue
        kind, noun = opened
        end = _end(r, noun, last, kind)
        stop = end
        while stop > noun and _trails(r, stop - 1):
            stop -= 1
        if noun < stop:
            found.append(_Piece(kind, n, noun, stop))
        n = max(end, n + 1)
    return found


def _trails(r: Reader, n: int) -> bool:
    """Whether a token at the end of a phrase is no part of it: a stop, a preposition, an adverb."""
    token = r.tokens[n]
    return token.is_stop or (
        token.kind == "word" and (token.key in r.words.prepositions or r.words.is_adverb(token.key))
    )


def _opened(r: Reader, n: int, last: int, begins: bool) -> tuple[Kind, int] | None:
    """The kind of phrase that opens at a token, and where its noun stands."""
    tokens, words = r.tokens, r.words
    key = tokens[n].key
    if tokens[n].kind not in ("word", "capital"):
        return None
    if key in words.speaking and begins:
        inner = _opened(r, n + 1, last, True) if n + 1 < last else None
        if inner or key not in words.participles:
            return ("at", inner[1]) if inner else None
    if key in words.determiners and tokens[n].kind == "word" and n and tokens[n - 1].key in words.telling:
        noun = _noun(r, n, last)
        gathers = any(words.gatherings.at(tokens, m, last) for m in range(noun, min(last, noun + 4)))
        return ("at", noun) if gathers else None
    if begins and key in words.clause_openers:
        inner = _opened(r, n + 1, last, True) if n + 1 < last else None
        return inner if inner and inner[0] == "participle" else ("clause", n)
    if begins and (key in words.participles or words.participles & {key}):
        return "participle", n
    if begins and words.after.at(tokens, n, last):
        return "after", n
    covered = words.during.at(tokens, n, last)
    if covered:
        return "during", _noun(r, n + covered, last)
    covered = words.at.at(tokens, n, last)
    if covered:
        noun = _noun(r, n + covered, last)
        if begins or _occasion_noun(r, noun, min(last, noun + 5), near=True):
            return "at", noun
    return None


def _noun(r: Reader, n: int, last: int) -> int:
    """Past articles, and past a preposition written twice ("during in the message")."""
    while n < last and (
        r.tokens[n].key in r.words.determiners
        or r.tokens[n].key in r.words.possessives
        or (
            r.tokens[n].key in r.words.of_place
            and n + 1 < last
            and r.tokens[n + 1].key in r.words.determiners
        )
    ):
        n += 1
    return n


def _end(r: Reader, noun: int, last: int, kind: Kind) -> int:
    runs_on = kind in ("participle", "clause")
    for n in range(noun, last):
        token = r.tokens[n]
        if token.kind == "date" and not runs_on and _sets_apart(r, n, noun):
            return n
        if (
            token.kind == "date"
            and runs_on
            and r.tokens[n - 1].key in r.words.prepositions
            and n - 2 >= noun
            and r.tokens[n - 2].is_stop
        ):
            return n - 1
        if token.is_stop and token.key in ",;:" and not runs_on:
            return n
        if n > noun and not runs_on and r.words.during.at(r.tokens, n, last):
            return n
        if n > noun and not runs_on and r.words.after.at(r.tokens, n, last) and kind != "after":
            return n
    return last


def _sets_apart(r: Reader, n: int, noun: int) -> bool:
    """Whether a date stands beside the phrase ("... on 3 May"), not within it ("results of 2030")."""
    token = r.tokens[n]
    if token.date is None or token.date.precision == "year":
        return False
    return (
        n <= noun
        or r.tokens[n - 1].key in ("on", "of", "el", "del", "de", "in", "dated")
        or r.tokens[n - 1].is_stop
    )


def _occasion_noun(r: Reader, first: int, last: int, near: bool = False) -> bool:
    """Whether an occasion is named: before the first preposition, or in a name."""
    for n in range(first, last):
        token = r.tokens[n]
        if not token.genitive and (
            r.words.occasions.at(r.tokens, n, last)
            or (token.kind == "capital" and r.words.sittings.at(r.tokens, n, last))
        ):
            return True
        if n > first and near and (token.key in r.words.prepositions or token.kind == "stop"):
            return False
        if n > first and token.kind == "word" and token.key in r.words.prepositions:
            return False
    return False


_STRENGTH = {"during": 3.0, "speaking": 3.0, "participle": 2.0, "after": 1.0, "clause": 0.0}


def _occasion(r: Reader, pieces: list[_Piece]) -> _Piece | None:
    """The phrase that names the occasion best; the first of equals."""
    best: tuple[float, _Piece] | None = None
    for piece in pieces:
        named = piece.kind in ("during", "at") and _occasion_noun(r, piece.noun, piece.last)
        if piece.kind == "at" and not named:
            continue
        if not named and any(t.key in r.words.times for t in r.tokens[piece.noun : piece.last][:2]):
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


def _joined(r: Reader, piece: _Piece, pieces: list[_Piece]) -> _Piece:
    """ "his address on the occasion of the feast": the speech with what it was for."""
    for other in pieces:
        if (
            other.first == piece.last
            and other.kind == "after"
            and r.tokens[piece.last - 1].key in r.words.speeches
        ):
            return _Piece(piece.kind, piece.first, piece.noun, other.last)
    return piece


def _without_speech(r: Reader, piece: _Piece, pieces: list[_Piece]) -> int:
    """Past "speech" in "his speech Opening of the Forum" (a word left out)."""
    n = piece.noun
    if piece.kind in ("at", "during") and r.tokens[n].key in r.words.speeches and n + 1 < piece.last:
        return n + 1 if r.tokens[n + 1].kind == "capital" else n
    return n


def _place(r: Reader, pieces: list[_Piece], chosen: _Piece | None) -> tuple[int, int] | None:
    """The place at the end of the occasion, else one that stands by itself."""
    if chosen and chosen.kind in ("during", "at", "participle"):
        return _place_at_end(r, chosen)
    for piece in pieces:
        if piece.kind != "at" or piece is chosen or r.tokens[piece.first].key not in r.words.of_place:
            continue
        found = _place_from(r, piece.first, piece.last)
        if found is not None:
            return found
    return None


def place_held(r: Reader) -> str | None:
    """The place where something was held or done, in a sentence that tells of it: "was signed in Orvel"."""
    for n in range(1, len(r.tokens) - 1):
        before = r.tokens[n - 1]
        done = r.words.held.before(r.tokens, 0, n) or (r.words.english and before.key.endswith("ed"))
        if r.tokens[n].kind == "word" and r.tokens[n].key in r.words.of_place and done:
            end = n + 1
            while (
                end < len(r.tokens)
                and not r.tokens[end].is_stop
                and r.tokens[end].key not in r.words.prepositions
            ):
                end += 1
            found = _place_from(r, n, end)
            if found is not None:
                return r.spelt(*found)
    return None


def _place_at_end(r: Reader, piece: _Piece) -> tuple[int, int] | None:
    for n in range(piece.last - 2, piece.noun, -1):
        token = r.tokens[n]
        if token.kind == "word" and token.key in r.words.of_place:
            found = _place_from(r, n, piece.last)
            if found is None:
                return None
            held = r.words.held.before(r.tokens, piece.noun, n)
            return found if held or _holds_place(r, n - 1) else None
    return None


def _holds_place(r: Reader, n: int) -> bool:
    """Whether "in X" after the token tells where, not what: "rally in X", not "the situation in X"."""
    token, words = r.tokens[n], r.words
    if token.kind in ("capital", "quotation", "date", "number"):
        return True
    return words.occasions.has(token.key) or token.key in words.kinds or words.roles.has(token.key)


def _place_from(r: Reader, n: int, last: int) -> tuple[int, int] | None:
    """The place after "in": its name, "city of X", "X district" (of Y); None where none is named."""
    n += 1
    while n < last and (r.tokens[n].key in r.words.before_place or r.tokens[n].key in r.words.determiners):
        n += 1
    named = [m for m in range(n, last) if r.tokens[m].kind == "capital"]
    rest = [m for m in range(n, last) if r.tokens[m].kind != "capital"]
    fits = all(r.tokens[m].key in r.words.places or r.tokens[m].key in ("of", "de", "del") for m in rest)
    kind = any(_no_place(r, m) for m in named)
    if not named or not fits or kind:
        return None
    of = next(
        (m for m in range(named[0], last) if m in rest and r.tokens[m].key in ("of", "de", "del")), last
    )
    return n, of


def _no_place(r: Reader, n: int) -> bool:
    key = r.tokens[n].key
    return r.words.occasions.has(key) or (key in r.words.kinds and key not in r.words.places)


def _cut(r: Reader, piece: _Piece, place: tuple[int, int] | None) -> int:
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
