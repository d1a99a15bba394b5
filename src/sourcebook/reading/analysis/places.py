"""Places by form alone: a preposition and a name, "the village of X", "X district", "near X", "a prison".

No list of places is used, so a report about any country is read the same way; what cannot be told by form
(a name without preposition or kind) is left out. One pass over the words of a stretch of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.dates import DateMention
from sourcebook.reading.analysis.place_names import (
    QUOTES,
    adjoins,
    are_sides,
    end_of_name,
    end_of_seat,
    end_with_kind,
    is_people,
    length_of_kind,
)
from sourcebook.reading.analysis.place_tokens import PlaceToken, place_tokens
from sourcebook.reading.analysis.place_words import PlaceWords, Strength, place_words

# A place that a verb was done to is read no further than so many characters from the verb, or so many words.
_OBJECT = 160
_WORDS = 24


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place told by form: `text[start:end]` are its words without the preposition.

    `named` is False for a place without a name ("a detention centre"); `kind` is the word that says what it
    is ("village"), where there is one; `strength` that of the preposition, "named thing" where there is an
    article in its stead ("raided the village of X").
    """

    start: int
    end: int
    text: str
    strength: Strength
    named: bool
    kind: str | None


def find_places(
    text: str, start: int, end: int, language: str = "en", dates: Sequence[DateMention] = ()
) -> list[PlaceMention]:
    """The places told in `text[start:end]`, in order; words of `dates` are no names."""
    words = place_words(language)
    tokens = place_tokens(text, start, end, dates, words.tails)
    found: list[PlaceMention] = []
    for at in range(len(tokens)):
        preposition = _preposition(tokens, at, words)
        named = tokens[at].capital and tokens[at].word not in words.determiners
        if preposition is None and named and not (at and tokens[at - 1].capital):
            preposition = 0, "named thing"
        if preposition is None:
            continue
        length, strength = preposition
        if strength == "named thing" and at > 1 and _is_topic(tokens, at - 1, words):
            continue
        thing = strength == "named thing"
        read = (
            _thing(text, tokens, at + length, words)
            if thing
            else _phrase(text, tokens, at + length, words, strength)
        )
        place = read if read and (read.kind or strength not in ("named thing", "with kind")) else None
        if place and found and found[-1].end >= place.end:
            # "To the clinic in X" names X: what stands right before the name says more.
            if strength == "strong" and (found[-1].start, found[-1].end) == (place.start, place.end):
                found[-1] = place
        elif place:
            found.append(place)
    return found


def place_after(
    text: str, start: int, end: int, language: str = "en", dates: Sequence[DateMention] = ()
) -> PlaceMention | None:
    """The place right after the word at `start`: "besieged the town of X", not "closed a road near X"."""
    words = place_words(language)
    tokens = place_tokens(text, start, min(end, start + _OBJECT), dates, words.tails)
    if len(tokens) < 2 or _preposition(tokens, 1, words) not in (None, (1, "named thing")):
        return None
    if tokens[1].word in words.indefinite:
        return None
    return _thing(text, tokens, 1, words)


def _thing(text: str, tokens: Sequence[PlaceToken], at: int, words: PlaceWords) -> PlaceMention | None:
    """A place named without a preposition, within or before it: "the village of X", not "the road near X"."""
    place = _phrase(text, tokens, at, words, "named thing")
    if place is None or not place.named:
        return None
    following = next((t for t in tokens[at:] if t.start >= place.end), None)
    if (
        place.kind is None
        and following
        and not following.capital
        and following.word not in words.after_people
    ):
        return None
    low = (t.word for t in tokens[at : at + _WORDS] if t.end <= place.end and not t.capital)
    return None if any(w in words.prepositions and w not in words.set_in for w in low) else place


def _preposition(tokens: Sequence[PlaceToken], at: int, words: PlaceWords) -> tuple[int, Strength] | None:
    if tokens[at].capital and at:
        return None
    for phrase, strength in words.prepositions.get(tokens[at].word, ()):
        if strength == "on" and _is_topic(tokens, at, words):
            continue
        if all(at + n < len(tokens) and tokens[at + n].word == word for n, word in enumerate(phrase)):
            return len(phrase), strength
    return None


def _is_topic(tokens: Sequence[PlaceToken], at: int, words: PlaceWords) -> bool:
    """Whether the preposition at `at` leads to what something is about: "a film focusing on X"."""
    return at > 0 and tokens[at].word in words.prepositions and tokens[at - 1].word in words.topics


def _phrase(
    text: str, tokens: Sequence[PlaceToken], at: int, words: PlaceWords, strength: Strength
) -> PlaceMention | None:
    """The place whose words begin at token `at`, right after a preposition."""
    first = at
    while at < len(tokens) and at - first < 5 and not tokens[at].capital and tokens[at].word in words.before:
        if length_of_kind(tokens, at, words.kinds) or not adjoins(text, tokens, at):
            break
        at += 1
    if at >= len(tokens) or not adjoins(text, tokens, at):
        return None
    kind_length = length_of_kind(tokens, at, words.kinds)
    if kind_length:
        return _kind_first(text, tokens, first, at, kind_length, words, strength)
    name_end = end_of_name(text, tokens, at, words)
    if name_end == at:
        adjective = at + 1
        follows = adjective < len(tokens) and adjoins(text, tokens, adjective)
        length = length_of_kind(tokens, adjective, words.kinds) if follows and not tokens[at].capital else 0
        if length and strength != "weak":
            return _kind_first(text, tokens, first, adjective, length, words, strength)
        return None
    return _name_first(text, tokens, first, at, name_end, words, strength)


def _kind_first(
    text: str,
    tokens: Sequence[PlaceToken],
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
    apart = after < len(tokens) and tokens[after].word in words.company and kind not in words.shared
    if after < len(tokens) and tokens[after].word in leads and not apart and adjoins(text, tokens, after):
        lies_in = tokens[after].word in words.lies_in and kind not in words.unnamed
        name_at = after + 1
        while name_at < len(tokens) and not tokens[name_at].capital and name_at - after < 6:
            nested = length_of_kind(tokens, name_at, words.kinds)
            known = tokens[name_at].word in words.before | leads
            if not adjoins(text, tokens, name_at) or not (nested or known):
                break
            name_at += max(nested, 1)
        end = (
            end_of_name(text, tokens, name_at, words)
            if name_at < len(tokens) and adjoins(text, tokens, name_at)
            else name_at
        )
        if end > name_at:
            end = end_with_kind(text, tokens, end, words)
            return _place(
                text, tokens, name_at if lies_in else first, end, words, strength, True, " ".join(kind)
            )
    end = (
        end_of_name(text, tokens, after, words)
        if after < len(tokens) and adjoins(text, tokens, after)
        else after
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
    tokens: Sequence[PlaceToken],
    first: int,
    at: int,
    end: int,
    words: PlaceWords,
    strength: Strength,
) -> PlaceMention | None:
    """ "X", "X district", "X and Y villages, Z province"."""
    with_kind = end_with_kind(text, tokens, end, words)
    kind = " ".join(t.word for t in tokens[end:with_kind]) or None
    if end < len(tokens) and tokens[end].word.rstrip(".") in words.versus:
        return None
    if kind is None:
        if strength == "on" and are_sides(text, tokens, at, end, words):
            return None
        if strength == "on" and tokens[at - 1].word in ("on", "over", "under", "beneath"):
            return None
        if is_people(text, tokens, end, words):
            return _unnamed_after(text, tokens, first, end, words, strength)
    last = with_kind
    if kind is None and (tokens[end - 1].word,) in words.kinds and end - at > 1:
        last = end_of_seat(text, tokens, end, words)
    if (
        kind
        and tokens[end - 1].word.endswith(words.peoples)
        and last < len(tokens)
        and tokens[last].word in words.of
    ):
        last = max(last, end_of_name(text, tokens, last + 1, words)) if last + 1 < len(tokens) else last
    for _ in range(2):
        if not (last < len(tokens) and tokens[last].capital and adjoins(text, tokens, last, comma=True)):
            break
        name_end = end_of_name(text, tokens, last, words)
        longer = end_with_kind(text, tokens, name_end, words)
        if longer == name_end:
            break
        last = longer
    return _place(text, tokens, first, last, words, strength, True, kind)


def _unnamed_after(
    text: str, tokens: Sequence[PlaceToken], first: int, end: int, words: PlaceWords, strength: Strength
) -> PlaceMention | None:
    """ "in Xian jails": a kind of place of a people."""
    length = length_of_kind(tokens, end, words.unnamed)
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


def _place(
    text: str,
    tokens: Sequence[PlaceToken],
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
    return PlaceMention(start, stop, text[start:stop].strip(QUOTES + " .,"), strength, named, kind)
