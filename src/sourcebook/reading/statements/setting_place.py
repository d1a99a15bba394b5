"""Where something was said: the place at the end of an occasion, after its day, or one that stands alone."""

from __future__ import annotations

from sourcebook.reading.statements.reader import Reader
from sourcebook.reading.statements.setting_phrases import Piece, trails


def place_of(r: Reader, pieces: list[Piece], chosen: Piece | None) -> tuple[int, int] | None:
    """The place at the end of the occasion, else one that stands by itself."""
    if chosen and chosen.kind in ("during", "at", "participle"):
        return _place_at_end(r, chosen) or _place_after(r, chosen)
    for piece in pieces:
        if (
            piece.kind not in ("at", "place")
            or piece is chosen
            or r.tokens[piece.first].key not in r.words.of_place
        ):
            continue
        found = _place_from(r, piece.first, piece.last)
        if found is not None:
            return found
    return None


def _place_after(r: Reader, piece: Piece) -> tuple[int, int] | None:
    """ "In the debate of 20 June in X on the bill": a place after the day of an occasion."""
    n = piece.last
    while n < len(r.tokens) and r.tokens[n].kind != "date" and trails(r, n) and not r.tokens[n].is_stop:
        n += 1
    if n + 1 >= len(r.tokens) or r.tokens[n].kind != "date" or r.tokens[n + 1].key not in r.words.of_place:
        return None
    end = n + 2
    while end < len(r.tokens) and r.tokens[end].kind == "capital":
        end += 1
    return _place_from(r, n + 1, end)


def _place_at_end(r: Reader, piece: Piece) -> tuple[int, int] | None:
    last = piece.last
    while last - 1 > piece.noun and (r.tokens[last - 1].kind == "date" or trails(r, last - 1)):
        last -= 1
    for n in range(last - 2, piece.noun, -1):
        token = r.tokens[n]
        if token.kind == "word" and token.key in r.words.of_place:
            found = _place_from(r, n, last)
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
