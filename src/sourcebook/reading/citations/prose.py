"""The note's own words, as against what it cites: sentences that say something."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sourcebook.reading.analysis.sentences import find_sentences
from sourcebook.reading.citations.addresses import Address
from sourcebook.reading.citations.styles import SYMBOL
from sourcebook.reading.citations.vocabulary import Vocabulary

_WORDS = re.compile(r"\w+")
_SHORTEST = 4
_SMALL = re.compile(r"(?<!\w)[^\W\d_A-Z][^\W\d_]{3,}")
_PLAIN = 4


def is_prose(sentence: str, words: Vocabulary) -> bool:
    """A sentence that says something: long enough, with a verb or a pronoun of the list in small letters."""
    lead = words.signal.match(sentence)
    if len(_WORDS.findall(sentence, lead.end() if lead else 0)) < _SHORTEST:
        return False
    start = lead.end() if lead else 0
    return any(m[0].islower() or m.start() == 0 for m in words.prose.finditer(sentence, start))


def leading_prose(
    text: str, start: int, urls: list[Address], words: Vocabulary, cites: Callable[[int, int], bool]
) -> int:
    """The end of the sentences, from `start` on, that cite nothing; `cites` judges the last one."""
    first_url = next((u.start for u in urls if u.start >= start), len(text))
    begin = start
    for a, b in _sentences(text, start, len(text), words):
        sentence = text[a:b]
        last = b >= len(text.rstrip())
        own = is_prose(sentence, words) or (
            not cites(a, b) and (words.new_source.match(text, b - 1) or _plain(sentence))
        )
        if b > first_url or not own or _is_document(sentence):
            return begin
        if last and cites(a, b):
            return begin
        begin = len(text) if last else b
    return begin


def _plain(sentence: str) -> bool:
    """A sentence in running text with nothing of a citation: long, without a comma, mostly small letters."""
    small = _SMALL.findall(sentence)
    return len(small) > _PLAIN and not re.search(r"[,:?!]", sentence) and sentence.endswith((".", ".”", ".’"))


def trailing_prose(text: str, start: int, end: int, words: Vocabulary, ends: list[int]) -> int:
    """Where own words begin behind a source: after a stop, behind the first of `ends` (of a URL, a date)."""
    first = min((at for at in ends if start < at <= end), default=None)
    if first is None:
        return end
    for a, b in _sentences(text, start, end, words):
        if a >= first:
            sentence = text[a:b]
            return a if is_prose(sentence, words) and not _is_document(sentence) else end
    return end


def _sentences(text: str, start: int, end: int, words: Vocabulary) -> Iterator[tuple[int, int]]:
    for span in find_sentences(text[start:end], (), words.language):
        yield start + span.start, start + span.end


def _is_document(sentence: str) -> bool:
    """Whether a sentence begins with the symbol of a document."""
    return SYMBOL.match(sentence.lstrip()) is not None
