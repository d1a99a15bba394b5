"""A sentence as words and what they are: cues, things, words that open clauses; quoted words left out."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.events.vocabulary import Hit, Token, Vocabulary, hits, tokens
from sourcebook.text import Span

# No sentence of prose is longer; what is longer is read no further, so that it takes no longer.
_WORDS = 600


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
    found = hits(words, known)
    if apart:
        found = [h for h in found if not any(low <= words[h.first].start < high for low, high in apart)]
    terms = [h for h in found if h.list == "no cue"]
    if terms:
        found = [h for h in found if h.list != "cue" or not any(t.first <= h.first < t.last for t in terms)]
    return Sentence(number, span, tuple(words), tuple(found))
