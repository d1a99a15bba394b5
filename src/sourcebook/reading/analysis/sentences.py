"""Sentences of a paragraph. A stop inside a quotation ends no sentence of the report's own.

Rules, not a model: abbreviations are a word list, a single capital before a stop is an initial, and what
follows must look like a beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sourcebook.reading.analysis.quotations import Quoted
from sourcebook.reading.lexicon import lexicon
from sourcebook.text import Span

_END = re.compile(r"[.!?…][\"”’»)\]]{0,3}(?=\s+[\"“„«‘(\[]{0,2}(?:\w|[.…]{3}))|[:;]?\n")
# "General (ret.) Bek": a single word in brackets ends no sentence.
_BRACKETED_WORD = re.compile(r"[\w,;] [(\[]\w{1,12}\.[)\]]$")
_WORD_BEFORE = re.compile(r"[\w.]{1,20}$")


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(
        word.casefold().rstrip(".") for word in lexicon("abbreviations", language).get("stops", [])
    )


def find_sentences(text: str, quotations: Sequence[Quoted], language: str = "en") -> Iterator[Span]:
    """Spans of the sentences of a paragraph, white space between them left out."""
    outer = [q for q in quotations if q.depth == 0]
    start, at = 0, 0
    for match in _END.finditer(text):
        while at < len(outer) and outer[at].end <= match.start():
            at += 1
        inside = at < len(outer) and outer[at].start < match.start() and match.end() < outer[at].end
        if inside or not _ends(text, match, _abbreviations(language)):
            continue
        if text[start : match.end()].strip():
            yield _stripped(text, start, match.end())
        start = match.end()
    if text[start:].strip():
        yield _stripped(text, start, len(text))


def _ends(text: str, match: re.Match[str], abbreviations: frozenset[str]) -> bool:
    if match[0].endswith("\n"):
        return True
    if _BRACKETED_WORD.search(text, max(0, match.end() - 20), match.end()):
        return False
    after = text[match.end() : match.end() + 4].lstrip(" \n")
    if after[:1].islower():
        return False
    if match[0][0] in "!?…":
        return True
    word = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
    if word is None:
        return True
    bare = word[0].casefold().strip(".")
    if after.lstrip('"“„«‘([')[:1].islower():
        return False
    return bare not in abbreviations and not (len(bare) == 1 and word[0].isalpha() and word[0].isupper())


def _stripped(text: str, start: int, end: int) -> Span:
    body = text[start:end]
    return Span(start + len(body) - len(body.lstrip()), start + len(body.rstrip()))
