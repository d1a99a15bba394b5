"""Courts as a paragraph names them, in its own words and inside quotations alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sourcebook.reading.analysis.bodies import body_words, kind_of, spell
from sourcebook.reading.analysis.known import Known
from sourcebook.text import Span

_WORD = re.compile(r"[^\W_](?:[^\W_]|[’'.&/-](?=[^\W_]))*")
_LONGEST = 12
# Small words that a court's name does not go on with after its head.
_NOT_AFTER = frozenset(
    ("in", "to", "en", "a", "al", "under", "with", "without", "by", "from", "con", "sin", "por")
)


def courts(text: str, known: Known, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, str]]:
    """The courts named in `text[start:end]`: where, and the name with its abbreviation spelt out."""
    stop = len(text) if end is None else end
    taken = start
    for match in _head(known.language).finditer(text, start, stop):
        if match.start() < taken or not match[0][0].isupper():
            continue
        span = _around(text, match.start(), match.end(), start, stop, known)
        name = text[span.start : span.end]
        if kind_of(name, known.language) == "court" and not body_words(known.language).roles.search(name):
            taken = span.end
            yield span, _named(name, known)


def names_court(text: str, language: str) -> bool:
    """Whether a word of a court's name stands in a text at all."""
    return _head(language).search(text) is not None


@cache
def _head(language: str) -> re.Pattern[str]:
    words = body_words(language)
    heads = [pattern.pattern for kind, pattern in words.heads if kind == "court"]
    known = [pattern.pattern for kind, pattern in words.known if kind == "court"]
    return re.compile("|".join([*(f"(?:{k})" for k in known), *(f"(?i:{h})" for h in heads)]))


def _named(name: str, known: Known) -> str:
    return spell(name, known.abbreviations)


def _around(text: str, start: int, end: int, low: int, high: int, known: Known) -> Span:
    """The name around its head: capitalised words before it, "of" and capitalised words after it."""
    connectors = body_words(known.language).connectors
    before = list(_WORD.finditer(text, max(low, start - 80), start))
    for word in reversed(before):
        if not word[0][0].isupper() or text[word.end() : start].strip(" ") or word[0].endswith(("'s", "’s")):
            break
        start = word.start()
    at = end
    for n, word in enumerate(_WORD.finditer(text, end, min(high, end + 120))):
        if n > _LONGEST or text[at : word.start()] != " ":
            break
        at = word.end()
        if word[0][0].isupper():
            end = at
        elif word[0] not in connectors or word[0] in _NOT_AFTER:
            break
    return Span(start, end)


def is_international(court: str, known: Known) -> bool:
    """Whether a court is no country's own: by a word of its name, or because any report knows it."""
    words = body_words(known.language)
    listed = next(pattern for kind, pattern in words.known if kind == "court")
    return words.international.search(court) is not None or listed.search(court) is not None
