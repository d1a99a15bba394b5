"""Who is said to say so: the claimant of a sentence ("according to X", "X said that", "X's report found").

The claimant is named as the text names it; nothing is inferred where a sentence gives none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sourcebook.reading.lexicon import alternation, lexicon
from sourcebook.text import Span

_LONGEST = 140
# A claimant further from what is claimed than this is not looked for.
_NEAR = 400
_STOPS = re.compile(r"[,;:()\[\]“”\"«»\n]|\s[–—-]\s")
_NAME_STOP = re.compile(r"[,;:()\[\]“”\"«»\n]|\s[–—-]\s|\.(?=\s|$)")


class _Words(NamedTuple):
    according: re.Pattern[str]
    verb: re.Pattern[str]
    name_end: re.Pattern[str]
    nobody: frozenset[str]
    fillers: frozenset[str]
    openers: frozenset[str]
    unfinished: frozenset[str]


@cache
def _words(language: str) -> _Words:
    data = lexicon("claimants", language)
    return _Words(
        according=re.compile(rf"(?<!\w)(?:{alternation(data['according'])})\s", re.IGNORECASE),
        verb=re.compile(rf"(?<!\w)(?:{alternation(data['verbs'])})(?!\w)"),
        name_end=re.compile(rf"\s(?:{alternation(data['name ends'])})(?!\w)"),
        nobody=frozenset(word.casefold() for word in data["nobody"]),
        fillers=frozenset(word.casefold() for word in data["fillers"]),
        openers=frozenset(word.casefold() for word in data["openers"]),
        unfinished=frozenset(word.casefold() for word in data["unfinished"]) | frozenset(data["nobody"]),
    )


def claimant(text: str, sentence: Span, at: int, language: str) -> str | None:
    """Who claims what stands at `at` in the sentence; None where the sentence names nobody."""
    words = _words(language)
    first, last = max(sentence.start, at - _NEAR), min(sentence.end, at + _NEAR)
    match = words.according.search(text, first, last)
    if match:
        return _named(text, match.end(), sentence.end, words)
    found: str | None = None
    for match in words.verb.finditer(text, first, at):
        found = _subject(text, sentence.start, match.start(), words) or found
    return found


def _named(text: str, start: int, end: int, words: _Words) -> str | None:
    last = min(end, start + _LONGEST)
    stop = _NAME_STOP.search(text, start, last)
    name = words.name_end.split(text[start : stop.start() if stop else last], maxsplit=1)[0].strip()
    return name if name.casefold() not in words.nobody and any(c.isalpha() for c in name) else None


def _subject(text: str, start: int, end: int, words: _Words) -> str | None:
    """The noun phrase right before a verb: from the last break, without the date before it."""
    begin = max(start, end - _LONGEST)
    breaks = [m.end() for m in _STOPS.finditer(text, begin, end)]
    name = text[breaks[-1] if breaks else begin : end].split()
    while name and name[-1].casefold() in words.fillers:
        name.pop()
    while name and name[0].casefold() in words.openers:
        name.pop(0)
    if not name or name[0].casefold() in words.nobody or name[-1].casefold() in words.unfinished:
        return None
    if len(name) > 14 or not any(word[:1].isupper() for word in name):
        return None
    return " ".join(name)
