"""Places by form alone: a preposition and a name, "the village of X", "X district", "near X", "a prison".

No list of places is used, so a report about any country is read the same way; what cannot be told by form
(a name without preposition or kind) is left out. One pass over the words of a stretch of text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sourcebook.dates import DateMention
from sourcebook.reading.analysis.place_words import PlaceWords, Strength, place_words

_TOKEN = re.compile(r"\w+(?:[’'./`-]\w+)*\.?")
_QUOTES = "“”\"«»„‘’'"
# A stop after a longer word ends the sentence; after a shorter one it may be an initial ("St. John").
_INITIALS = 4


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place told by form: `text[start:end]` are its words without the preposition.

    `named` is False for a place without a name ("a detention centre"); `kind` is the word that says what it
    is ("village"), where there is one; `strength` that of the preposition.
    """

    start: int
    end: int
    text: str
    strength: Strength
    named: bool
    kind: str | None


class _Token(NamedTuple):
    start: int
    end: int
    word: str
    capital: bool


def find_places(
    text: str, start: int, end: int, language: str = "en", dates: Sequence[DateMention] = ()
) -> list[PlaceMention]:
    """The places told in `text[start:end]`, in order; words of `dates` are no names."""
    words = place_words(language)
    tokens = _tokens(text, start, end, dates, words.tails)
    found: list[PlaceMention] = []
    for at in range(len(tokens)):
        preposition = _preposition(tokens, at, words)
        if preposition is None:
            continue
        length, strength = preposition
        place = _phrase(text, tokens, at + length, words, strength)
        if place and place.strength == "with kind" and place.kind is None:
            continue
        if place and not (found and found[-1].end >= place.end):
            found.append(place)
    return found


def _tokens(
    text: str, start: int, end: int, dates: Sequence[DateMention], tails: tuple[str, ...]
) -> list[_Token]:
    spans = [(d.start, d.end) for d in dates if d.start < end and d.end > start]
    return [
        _Token(m.start(), m.end(), m[0].casefold(), _capital(m[0], tails))
        for m in _TOKEN.finditer(text, start, end)
        if not any(low <= m.start() < high for low, high in spans)
    ]


def _capital(word: str, tails: tuple[str, ...]) -> bool:
    """Whether a word begins as names do: "Orsha", "7th", "al-Sheikh"; not "Orsha-based"."""
    tail = word.rpartition("-")[2] if "-" in word else ""
    if tail[:1].islower() and tail.endswith(tails):
        return False
    return word[:1].isupper() or word[:1].isdigit() or word.partition("-")[2][:1].isupper()


def _preposition(tokens: Sequence[_Token], at: int, words: PlaceWords) -> tuple[int, Strength] | None:
    if tokens[at].capital and at:
        return None
    for phrase, strength in words.prepositions.get(tokens[at].word, ()):
        if all(at + n < len(tokens) and tokens[at + n].word == word for n, word in enumerate(phrase)):
            return len(phrase), strength
    return None


def _kind(tokens: Sequence[_Token], at: int, kinds: frozenset[tuple[str, ...]]) -> int:
    """How many words from `at` on name a kind of place ("border villages" is one, too)."""
    for length in (3, 2, 1):
        if (
            at + length <= len(tokens)
            and tuple(t.word.rstrip(".") for t in tokens[at : at + length]) in kinds
        ):
            further = tokens[at + length - 1].word[-1] != "." and tokens[at].capital is False
            return length + (_kind(tokens, at + length, kinds) if further else 0)
    return 0


def _adjoins(text: str, tokens: Sequence[_Token], at: int, comma: bool = False) -> bool:
    """Whether the word at `at` follows the one before it with only space, quotation marks or a comma."""
    if at >= len(tokens):
        return False
    before = tokens[at - 1].word
    if before.endswith(".") and len(before) > _INITIALS:
        return False
    gap = text[tokens[at - 1].end : tokens[at].start]
    allowed = _QUOTES + " \n\u00a0" + ("," if comma else "")
    return len(gap) <= 4 and all(glyph in allowed for glyph in gap)


def _phrase(
    text: str, tokens: Sequence[_Token], at: int, words: PlaceWords, strength: Strength
) -> PlaceMention | None:
    """The place whose words begin at token `at`, right after a preposition."""
    first = at
    while at < len(tokens) and at - first < 5 and not tokens[at].capital and tokens[at].word in words.before:
        if _kind(tokens, at, words.kinds) or not _adjoins(text, tokens, at):
            break
        at += 1
    if at >= len(tokens) or not _adjoins(text, tokens, at):
        return None
    kind_length = _kind(tokens, at, words.kinds)
    if kind_length:
        return _kind_first(text, tokens, first, at, kind_length, words, strength)
    name_end = _name(text, tokens, at, words)
    if name_end == at:
        adjective = at + 1
        follows = adjective < len(tokens) and _adjoins(text, tokens, adjective)
        length = _kind(tokens, adjective, words.kinds) if follows and not tokens[at].capital else 0
        if length and strength != "weak":
            return _kind_first(text, tokens, first, adjective, length, words, strength)
        return None
    return _name_first(text, tokens, first, at, name_end, words, strength)


def _kind_first(
    text: str,
    tokens: Sequence[_Token],
    first: int,
    at: int,
    length: int,
    words: PlaceWords,
    strength: Strength,
) -> PlaceMention | None:
    """ "the village of X", "a road near X", "a prison"."""
    kind = tuple(t.word for t in tokens[at : at + length])
    after = at + length
    leads = words.of | words.called
    if after < len(tokens) and tokens[after].word in leads and _adjoins(text, tokens, after):
        lies_in = tokens[after].word in words.lies_in and kind not in words.unnamed
        name_at = after + 1
        while name_at < len(tokens) and not tokens[name_at].capital and name_at - after < 6:
            nested = _kind(tokens, name_at, words.kinds)
            known = tokens[name_at].word in words.before | leads
            if not _adjoins(text, tokens, name_at) or not (nested or known):
                break
            name_at += max(nested, 1)
        end = (
            _name(text, tokens, name_at, words)
            if name_at < len(tokens) and _adjoins(text, tokens, name_at)
            else name_at
        )
        if end > name_at:
            end = _with_kind(text, tokens, end, words)
            return _place(
                text, tokens, name_at if lies_in else first, end, words, strength, True, " ".join(kind)
            )
    end = (
        _name(text, tokens, after, words) if after < len(tokens) and _adjoins(text, tokens, after) else after
    )
    if end > after:
        return _place(text, tokens, first, end, words, strength, True, " ".join(kind))
    return (
        _place(text, tokens, first, after, words, strength, False, " ".join(kind))
        if kind in words.unnamed
        else None
    )


def _name_first(
    text: str,
    tokens: Sequence[_Token],
    first: int,
    at: int,
    end: int,
    words: PlaceWords,
    strength: Strength,
) -> PlaceMention | None:
    """ "X", "X district", "X and Y villages, Z province"."""
    with_kind = _with_kind(text, tokens, end, words)
    kind = " ".join(t.word for t in tokens[end:with_kind]) or None
    if kind is None:
        if strength == "on" and tokens[at - 1].word in ("on", "over", "above", "under", "beneath"):
            return None
        if _is_people(text, tokens, end, words):
            return _unnamed_after(text, tokens, first, end, words, strength)
    last = with_kind
    if (
        kind
        and tokens[end - 1].word.endswith(words.peoples)
        and last < len(tokens)
        and tokens[last].word in words.of
    ):
        last = max(last, _name(text, tokens, last + 1, words)) if last + 1 < len(tokens) else last
    for _ in range(2):
        if not (last < len(tokens) and tokens[last].capital and _adjoins(text, tokens, last, comma=True)):
            break
        name_end = _name(text, tokens, last, words)
        longer = _with_kind(text, tokens, name_end, words)
        if longer == name_end:
            break
        last = longer
    return _place(text, tokens, first, last, words, strength, True, kind)


def _unnamed_after(
    text: str, tokens: Sequence[_Token], first: int, end: int, words: PlaceWords, strength: Strength
) -> PlaceMention | None:
    """ "in Xian jails": a kind of place of a people."""
    length = _kind(tokens, end, words.unnamed)
    if not length:
        return None
    return _place(
        text,
        tokens,
        first,
        end + length,
        words,
        strength,
        True,
        " ".join(t.word for t in tokens[end : end + length]),
    )


def _name(text: str, tokens: Sequence[_Token], at: int, words: PlaceWords) -> int:
    """The end of the name that begins at token `at`; `at` itself where none does."""
    end = at
    while end < len(tokens) and (end == at or _adjoins(text, tokens, end)):
        token = tokens[end]
        if end > at and not text[tokens[end - 1].end : token.start].isspace():
            break
        if token.word.rstrip(".") in words.no_place:
            return at
        if token.capital and not token.word[:1].isdigit():
            end += 1
            continue
        joins = token.word in words.inside or token.word in words.joins
        follows = end + 1 < len(tokens) and tokens[end + 1].capital and _adjoins(text, tokens, end + 1)
        if end > at and joins and follows and not tokens[end + 1].word[:1].isdigit():
            end += 1
            continue
        break
    return end


def _with_kind(text: str, tokens: Sequence[_Token], end: int, words: PlaceWords) -> int:
    if end < len(tokens) and _adjoins(text, tokens, end):
        return end + _kind(tokens, end, words.kinds)
    return end


def _is_people(text: str, tokens: Sequence[_Token], end: int, words: PlaceWords) -> bool:
    """Whether the name's last word is an adjective of a people, before the noun it goes with."""
    last = tokens[end - 1].word
    if last.removesuffix("s").endswith(words.peoples) and last.endswith("s"):
        return True
    if not last.endswith(words.peoples) or end >= len(tokens) or not _adjoins(text, tokens, end):
        return False
    following = tokens[end]
    return not following.capital and following.word not in words.after_people


def _place(
    text: str,
    tokens: Sequence[_Token],
    first: int,
    end: int,
    words: PlaceWords,
    strength: Strength,
    named: bool,
    kind: str | None,
) -> PlaceMention:
    while first < end - 1 and tokens[first].word in words.determiners and not tokens[first].capital:
        first += 1
    start, stop = tokens[first].start, tokens[end - 1].end
    return PlaceMention(start, stop, text[start:stop].strip(_QUOTES + " .,"), strength, named, kind)
