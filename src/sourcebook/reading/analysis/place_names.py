"""The words of a place: where its name ends, which words name its kind, what is a people and no place."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.reading.analysis.place_tokens import PlaceToken
from sourcebook.reading.analysis.place_words import PlaceWords

QUOTES = "“”\"«»„‘’'"
# A stop after a longer word ends the sentence; after a shorter one it may be an initial ("St. John").
_INITIALS = 4


def length_of_kind(tokens: Sequence[PlaceToken], at: int, kinds: frozenset[tuple[str, ...]]) -> int:
    """How many words from `at` on name a kind of place ("border villages" is one, too)."""
    for length in (4, 3, 2, 1):
        if (
            at + length <= len(tokens)
            and tuple(t.word.rstrip(".") for t in tokens[at : at + length]) in kinds
        ):
            further = tokens[at + length - 1].word[-1] != "." and tokens[at].capital is False
            return length + (length_of_kind(tokens, at + length, kinds) if further else 0)
    return 0


def adjoins(text: str, tokens: Sequence[PlaceToken], at: int, comma: bool = False) -> bool:
    """Whether the word at `at` follows the one before it with only space, quotation marks or a comma."""
    if at >= len(tokens):
        return False
    before = tokens[at - 1].word
    if before.endswith(".") and len(before) > _INITIALS:
        return False
    gap = text[tokens[at - 1].end : tokens[at].start]
    allowed = QUOTES + " \n\u00a0" + ("," if comma else "")
    return len(gap) <= 4 and all(glyph in allowed for glyph in gap)


def are_sides(text: str, tokens: Sequence[PlaceToken], at: int, end: int, words: PlaceWords) -> bool:
    """ "Between ABC and XYZ", "between Xian and Yian forces": sides, not places."""
    written = [text[t.start : t.end] for t in tokens[at:end]]
    return any(w.isupper() and len(w) > 1 for w in written) or tokens[at].word.endswith(words.peoples)


def end_of_seat(text: str, tokens: Sequence[PlaceToken], end: int, words: PlaceWords) -> int:
    """ "Arts Museum of X": the end of the name with where it is, else `end`."""
    if end + 1 >= len(tokens) or tokens[end].word not in words.of or not adjoins(text, tokens, end):
        return end
    further = end_of_name(text, tokens, end + 1, words) if adjoins(text, tokens, end + 1) else end + 1
    return further if further > end + 1 else end


def end_of_name(text: str, tokens: Sequence[PlaceToken], at: int, words: PlaceWords) -> int:
    """The end of the name that begins at token `at`; `at` itself where none does."""
    end = at
    while end < len(tokens) and (end == at or adjoins(text, tokens, end)):
        token = tokens[end]
        if end > at and not text[tokens[end - 1].end : token.start].isspace():
            break
        if token.word.rstrip(".") in words.no_place:
            return end if end > at and length_of_kind(tokens, end, words.kinds) else at
        if token.capital and not token.word[:1].isdigit():
            end += 1
            continue
        joins = token.word in words.inside or token.word in words.joins
        follows = end + 1 < len(tokens) and tokens[end + 1].capital and adjoins(text, tokens, end + 1)
        if end > at and joins and follows and not tokens[end + 1].word[:1].isdigit():
            end += 1
            continue
        break
    return end


def end_with_kind(text: str, tokens: Sequence[PlaceToken], end: int, words: PlaceWords) -> int:
    """The end of the words for a kind of place that follow a name, else the end of the name."""
    if end < len(tokens) and adjoins(text, tokens, end):
        return end + length_of_kind(tokens, end, words.kinds)
    return end


def is_people(text: str, tokens: Sequence[PlaceToken], end: int, words: PlaceWords) -> bool:
    """Whether the name's last word is an adjective of a people, before the noun it goes with."""
    last = tokens[end - 1].word
    if end < len(tokens) and tokens[end].word in words.of_people and adjoins(text, tokens, end):
        return True
    if last.removesuffix("s").endswith(words.peoples) and last.endswith("s"):
        return True
    if not last.endswith(words.peoples) or end >= len(tokens) or not adjoins(text, tokens, end):
        return False
    following = tokens[end]
    return not following.capital and following.word not in words.after_people
