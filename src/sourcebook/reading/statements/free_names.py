"""A subject that stands right after a phrase of time or place, with no comma between."""

from __future__ import annotations

from sourcebook.reading.statements.proper_names import own_name
from sourcebook.reading.statements.reader import Reader


def free_name(r: Reader, first: int, last: int) -> int | None:
    """Where a subject begins that stands right after a phrase of time or place, no comma between.

    "during the parade in Orvel president Teken", "at the session the Union delegation".
    """
    tokens = r.tokens
    weak: int | None = None
    for n in range(first + 1, last):
        opens = _opens_phrase(r, n, last)
        if not opens or not _ends_phrase(r, n - 1):
            continue
        if not _stays_whole(r, n, last):
            continue
        if not _is_noun(r, n - 1):
            weak = weak or n
            continue
        return n
    run = last
    while run > first and (tokens[run - 1].kind == "capital" or tokens[run - 1].key in r.words.particles):
        run -= 1
    if run < last and tokens[run].kind != "capital":
        run += 1
    if run < last and (run != weak or _is_kind_within(r, run, last)):
        begin = own_name(r, run, last, needed=True)
        if begin < last:
            return begin
    return weak


def _is_kind_within(r: Reader, first: int, last: int) -> bool:
    return any(
        token.key in r.words.kinds or r.words.occasions.has(token.key) for token in r.tokens[first : last - 1]
    )


def _stays_whole(r: Reader, first: int, last: int) -> bool:
    """Whether nothing from `first` on breaks a noun phrase off: a verb, a loose preposition."""
    words = r.words
    for n in range(first, last):
        token = r.tokens[n]
        if token.kind != "word":
            continue
        if token.key in words.acting or words.held.has(token.key):
            return False
        if token.key in words.prepositions and token.key not in words.connectors:
            return False
    return True


def _opens_phrase(r: Reader, n: int, last: int) -> bool:
    token, before = r.tokens[n], r.tokens[n - 1]
    if token.key in r.words.determiners and token.kind == "word":
        own = token.key in r.words.possessives
        return n + 1 < last and (not own or bool(r.words.roles.at(r.tokens, n + 1, last)))
    if token.kind == "capital":
        return before.kind != "capital"
    role = r.words.roles.at(r.tokens, n, last) and not r.words.roles.at(r.tokens, n - 1, last)
    return bool(role) and n + 1 < last and r.tokens[n + 1].kind == "capital"


def _ends_phrase(r: Reader, n: int) -> bool:
    """Whether a noun phrase may end with the token."""
    token, words = r.tokens[n], r.words
    if token.kind in ("capital", "date", "number", "quotation"):
        opens = token.key in words.prepositions and (n == 0 or r.tokens[n - 1].is_stop)
        return not token.genitive and not opens
    if token.kind == "stop" or token.genitive:
        return token.kind == "stop" and token.key == ")"
    key = token.key
    if key in words.determiners or key in words.prepositions or key in words.joining or key in words.acting:
        return False
    return not (
        words.relatives.has(key)
        or words.clauses.has(key)
        or words.is_adverb(key)
        or key in words.before_place
    )


def _is_noun(r: Reader, n: int) -> bool:
    """Whether the token is certainly a noun, not an adjective of what follows."""
    token, words = r.tokens[n], r.words
    if token.kind != "word" or r.tokens[n + 1].key in words.determiners:
        return True
    key = token.key
    known = words.occasions.has(key) or words.utterances.has(key) or key in words.kinds or key in words.places
    return known or words.roles.has(key) or (key.endswith("s") and not key.endswith(("ss", "ous", "us")))
