"""The phrases of time, place and occasion: "at a rally", "during his visit", "asked about X"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourcebook.reading.statements.reader import Reader

# "To the young pupils of the Second School in X": no more words stand between.
_LISTENERS = 9

Kind = Literal["during", "at", "place", "after", "speaking", "participle", "clause", "none"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A phrase of time, place or occasion: `first` is its opening word, at `noun` its matter begins."""

    kind: Kind
    first: int
    noun: int
    last: int


def pieces_of(r: Reader, first: int, last: int) -> list[Piece]:
    """The phrases of a stretch, cut at dates; what opens with a participle runs on over commas."""
    found: list[Piece] = []
    n = cut = first
    while n < last:
        begins = n == cut or r.tokens[n - 1].is_stop or r.tokens[n - 1].kind == "date"
        opened = _opened(r, n, last, begins)
        if opened is None:
            n += 1
            continue
        kind, noun = opened
        end = _end(r, noun, last, kind)
        stop = end
        while stop > noun and trails(r, stop - 1):
            stop -= 1
        if stop - 1 > noun and _is_loose_participle(r, stop - 1):
            stop -= 1
        if noun < stop:
            found.append(Piece(kind, n, noun, stop))
        n = cut = max(end, n + 1)
    return found


def trails(r: Reader, n: int) -> bool:
    """Whether a token at the end of a phrase is no part of it: a stop, a preposition, an adverb."""
    token = r.tokens[n]
    return token.is_stop or (
        token.kind == "word" and (token.key in r.words.prepositions or r.words.is_adverb(token.key))
    )


def _is_loose_participle(r: Reader, n: int) -> bool:
    """ "a letter dated", "a message posted": what tells the day or the channel is no part of the name."""
    token = r.tokens[n]
    done = token.kind == "word" and (token.key.endswith("ed") or token.key in r.words.shortened)
    return done and r.words.is_text(r.tokens[n - 1].key)


def _opened(r: Reader, n: int, last: int, begins: bool) -> tuple[Kind, int] | None:
    """The kind of phrase that opens at a token, and where its noun stands."""
    tokens, words = r.tokens, r.words
    key = tokens[n].key
    if tokens[n].kind not in ("word", "capital"):
        return None
    if key in words.speaking and begins:
        inner = _opened(r, n + 1, last, True) if n + 1 < last else None
        if inner or key not in words.participles:
            return ("at", inner[1]) if inner else _to_listeners(r, n, last)
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
    if begins and key in words.of_place and not words.at.at(tokens, n, last):
        return "place", _noun(r, n + 1, last)
    covered = words.during.at(tokens, n, last)
    if covered:
        return "during", _noun(r, n + covered, last)
    covered = words.at.at(tokens, n, last)
    if covered:
        noun = _noun(r, n + covered, last)
        if begins or occasion_noun(r, noun, min(last, noun + 5), near=True) or _after_telling(r, n):
            return "at", noun
    return None


def _to_listeners(r: Reader, n: int, last: int) -> tuple[Kind, int] | None:
    """ "Speaking to cadets of the Naval School": the occasion is told by who listened."""
    spoken = n + 1 < last and r.tokens[n + 1].key in r.words.before_listeners
    told = spoken and any(r.words.listeners.at(r.tokens, m, last) for m in range(n + 2, min(n + 5, last)))
    return ("speaking", n) if told else None


def _after_telling(r: Reader, n: int) -> bool:
    """ "told a crowd in Orvel", "spoke to pupils of a school in Orvel": where those stood who were told."""
    if r.tokens[n].key in r.words.of_place and _listen(r, n):
        return True
    for m in range(n - 1, max(-1, n - 7), -1):
        token = r.tokens[m]
        if token.kind != "word":
            return False
        if token.key in r.words.telling:
            return m < n - 1 and r.tokens[n].key in r.words.of_place
    return False


def _listen(r: Reader, n: int) -> bool:
    """Whether "to a crowd", "before pupils of the Second School" ends right before a token."""
    for m in range(n - 1, max(-1, n - _LISTENERS), -1):
        if r.tokens[m].kind not in ("word", "capital"):
            return False
        if r.tokens[m].key in r.words.before_listeners:
            return any(r.words.listeners.at(r.tokens, noun, n) for noun in range(m + 1, min(m + 4, n)))
    return False


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
        if n > noun and not runs_on and (token.key == "that" or r.words.during.at(r.tokens, n, last)):
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


def occasion_noun(r: Reader, first: int, last: int, near: bool = False) -> bool:
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
