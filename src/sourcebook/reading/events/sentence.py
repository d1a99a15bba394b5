"""A sentence as words and what they are: cues, things, words that open clauses; quoted words left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.events.vocabulary import Hit, Token, Vocabulary, hits, tokens
from sourcebook.text import Span

# No sentence of prose is longer; what is longer is read no further, so that it takes no longer.
_WORDS = 600
# Names of peoples are longer than those of units and months cut short ("12 Mts").
_PEOPLE = 5


@dataclass(frozen=True)
class Sentence:
    """A sentence as words and hits, quoted words left out of the hits."""

    number: int
    span: Span
    words: tuple[Token, ...]
    hits: tuple[Hit, ...]

    def has(self, *lists: str) -> bool:
        """Whether words of any of the lists stand here."""
        return any(hit.list in lists for hit in self.hits)

    def of(self, *lists: str) -> list[Hit]:
        """The hits of the lists."""
        return [hit for hit in self.hits if hit.list in lists]


def read_sentence(view: ParagraphView, number: int, span: Span, known: Vocabulary) -> Sentence:
    """The words of a sentence and what they are, without what is quoted."""
    words = tokens(view.text, *span)[:_WORDS]
    # "May" in a date is no verb, and what is quoted is not the report's own.
    apart = [(q.start, q.end) for q in view.quotations if q.depth == 0] + [
        (d.start, d.end) for d in view.dates
    ]
    apart = [(low, high) for low, high in apart if high > span.start and low < span.end]
    found = [*hits(words, known), *_counted_people(view.text, words)]
    if apart:
        found = [h for h in found if not any(low <= words[h.first].start < high for low, high in apart)]
    terms = [h for h in found if h.list == "no cue"]
    nouns = [h for h in found if h.noun and h.last - h.first > 1]
    found = [
        h
        for h in found
        if h.list not in ("cue", "negation", "none")
        or not (
            _is_name(view.text, words, h) or _is_within(h, terms) or (not h.noun and _is_within(h, nouns))
        )
    ]
    return Sentence(number, span, tuple(words), tuple(found))


def _counted_people(text: str, words: Sequence[Token]) -> Iterator[Hit]:
    """ "14 Xians": a number and the name of a people or group in the plural."""
    for n, (count, noun) in enumerate(pairwise(words)):
        people = text[noun.start].isupper() and noun.word.endswith("s") and len(noun.word) >= _PEOPLE
        if people and count.word.isdigit() and text[count.end : noun.start] == " ":
            yield Hit(n, n + 2, "thing counted people")


def _is_within(hit: Hit, longer: Sequence[Hit]) -> bool:
    """Whether a cue is a part of a longer phrase: "forced" in "forced displacement"."""
    return any(other.first <= hit.first < other.last and hit.last <= other.last for other in longer)


def _is_name(text: str, words: Sequence[Token], hit: Hit) -> bool:
    """Whether a cue is a part of a name, which a capital within a sentence tells: "the Opening Ceremony"."""
    return hit.first > 0 and text[words[hit.first].start].isupper()
