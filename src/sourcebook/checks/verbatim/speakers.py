"""Whose words a passage of a source is, where the source says so.

An interview sets a label before each turn ("Q:", "Tesk:"); an article sets words in quotation marks and names
who said them beside. Only what is said plainly counts: where nobody is named, nothing is concluded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from sourcebook.checks.verbatim.source import SourceText
from sourcebook.checks.verbatim.surroundings import after, before
from sourcebook.checks.verbatim.word_lists import bracket_words, plain, turn_words
from sourcebook.checks.verbatim.words import Word, keys_of, split
from sourcebook.languages import script_of
from sourcebook.reading.analysis.bodies import kind_of
from sourcebook.reading.lexicon import lexicon
from sourcebook.text import Span
from sourcebook.text.folding import fold

_LABEL = re.compile(r"^[ \t*_>–—-]{0,8}([^\W\d_][^\n:։]{0,59}?)[*_ \t]{0,4}[:։][*_]{0,3}[ \t]", re.MULTILINE)
_LETTER = re.compile(r"^[ \t*_>–—-]{0,8}([QAВОՀՊ])[*_]{0,3}[.\-–—][*_]{0,3}[ \t]", re.MULTILINE)
_OPENING, _CLOSING = "“„«‟❝", "”»❞"
_MOST_QUOTED = 3000
# How far from the verb a name may stand, and a person without one ("a reporter of the local radio said").
_NAME_REACH, _REACH = 4, 7


class Turn(NamedTuple):
    """Where a turn begins in the source, and the label before it."""

    start: int
    label: str


def another(source: SourceText, span: Span, speaker: str | None) -> str | None:
    """Who else said the words at `span`, as the source names them; None where nobody else is named.

    Without a speaker only the questions of an interview are told apart. Where the speaker is a body, whoever
    is named in an article may have spoken for it.
    """
    label = _turn_at(_turns(source.text, speaker), span.start)
    if label is not None and not _names(label, speaker) and not _is_answering(label):
        named = speaker is not None and script_of(label) == script_of(speaker)
        if named or _is_asking(label):
            return label
    if speaker is None or any(kind_of(speaker, language) != "other" for language in ("en", source.language)):
        return None
    return _attributed(source, span, speaker)


@lru_cache(maxsize=64)
def _turns(text: str, speaker: str | None) -> tuple[Turn, ...]:
    """The turns of a source, if it is a talk: someone asks questions, or the speaker has turns.

    A label that stands there once is a heading or a note, unless it is the speaker's or a known word.
    """
    counted = Counter(turn.label for turn in _labels(text))
    own = {label for label in counted if _is_asking(label) or _names(label, speaker)}
    if not own:
        return ()
    own |= {label for label, count in counted.items() if count > 1 or _is_answering(label)}
    return tuple(turn for turn in _labels(text) if turn.label in own)


@lru_cache(maxsize=16)
def _labels(text: str) -> tuple[Turn, ...]:
    """Whatever looks like a label before a turn."""
    found = (
        Turn(match.start(), match[1].strip())
        for pattern in (_LABEL, _LETTER)
        for match in pattern.finditer(text)
    )
    return tuple(sorted(turn for turn in found if _is_label(turn.label)))


def _is_asking(label: str) -> bool:
    words = split(fold(label))
    return any(turn_words().asking.at(words, n) for n in range(min(3, len(words))))


def _is_answering(label: str) -> bool:
    return turn_words().answering.at(split(fold(label)), 0) > 0


def _is_label(label: str) -> bool:
    words = split(fold(label))
    if not words or len(words) > 5:
        return False
    if _is_asking(label) or _is_answering(label):
        return True
    return not (words[0].text[0].islower() or words[-1].text[0].islower())


def _turn_at(turns: Sequence[Turn], at: int) -> str | None:
    index = bisect_right(turns, at, key=lambda turn: turn.start) - 1
    return turns[index].label if index >= 0 else None


def _names(text: str, speaker: str | None) -> bool:
    """Whether a text names the speaker; a name may bear the ending of a case."""
    if not speaker:
        return False
    own = [w.key for w in split(fold(speaker)) if len(w.key) > 2 and w.text[0] == w.text[0].upper()]
    return any(
        key == mine or (len(mine) > 3 and key[:4] == mine[:4] and abs(len(key) - len(mine)) <= 3)
        for key in keys_of(fold(text))
        for mine in own
    )


def _attributed(source: SourceText, span: Span, speaker: str) -> str | None:
    """The other person who is named as having said a passage."""
    low = max(0, span.start - _MOST_QUOTED)
    quoted = _quoted(source.text[low : span.end + _MOST_QUOTED], Span(span.start - low, span.end - low))
    start, end = (quoted.start + low, quoted.end + low) if quoted else span
    around = fold(before(source, start)), fold(after(source, end))
    if any(_names(text, speaker) for text in around):
        return None
    names = _sayer(source, split(around[0]), True), _sayer(source, split(around[1]), False)
    found = (names[1] or names[0]) if quoted else names[0]
    if found and script_of(found) == script_of(speaker):
        return found
    return None


def _quoted(text: str, span: Span) -> Span | None:
    """The quotation marks that a stretch stands between, the marks with it; within one paragraph."""
    low = text.rfind("\n\n", 0, span.start) + 1
    high = text.find("\n\n", span.end)
    high = len(text) if high < 0 else high
    opened: list[int] = []
    straight: int | None = None
    for match in re.finditer(rf"[{_OPENING}{_CLOSING}\"]", text[low:high]):
        at = low + match.start()
        if match[0] in _OPENING and not (match[0] in _CLOSING and opened):
            opened.append(at)
            continue
        start: int | None
        if match[0] == '"':
            start, straight = (straight, None) if straight is not None else (None, at)
        else:
            start = opened.pop() if opened else None
        if start is not None and start < span.start and at >= span.end:
            return Span(start, at + 1)
    return None


def _sayer(source: SourceText, words: Sequence[Word], before_quote: bool) -> str | None:
    """The name, or the other person, beside a verb of saying; the verb nearest the quotation."""
    every = tuple(words)
    order = range(len(every) - 1, -1, -1) if before_quote else range(len(every))
    for n in order:
        length = turn_words().saying.at(every, n)
        if length:
            return _name(source, every[n + length :]) or _name(source, every[:n][::-1], backwards=True)
    return None


def _name(source: SourceText, words: Sequence[Word], backwards: bool = False) -> str | None:
    """The name among the first few words, or a person without one; none behind a preposition."""
    listed = turn_words()
    taken: list[str] = []
    for n, word in enumerate(words[:_REACH]):
        if listed.others.at((word,), 0):
            return word.text
        if _may_be_name(word, source.language) and (taken or n < _NAME_REACH):
            taken.append(word.text)
        elif taken or listed.stops.at((word,), 0):
            break
    name = " ".join(reversed(taken) if backwards else taken)
    return name if len(taken) > 1 or (name and _is_surname(name, source)) else None


def _may_be_name(word: Word, language: str) -> bool:
    """Whether a word has a capital and is neither an office nor a small word."""
    if not word.text[0].isupper() or len(word.text) < 2:
        return False
    words = bracket_words(language)
    pronoun = any(plain(word.text) in group for group in words.persons.values())
    return not (pronoun or words.pointing.at((word,), 0) or plain(word.text) in _offices(language))


@cache
def _offices(language: str) -> frozenset[str]:
    listed = lexicon("roles", language)
    phrases = (phrase for name in ("roles", "portfolios", "honorifics") for phrase in listed.get(name, ()))
    return frozenset(plain(word.text) for phrase in phrases for word in split(fold(str(phrase))))


def _is_surname(name: str, source: SourceText) -> bool:
    """Whether a single name stands behind another one somewhere in the source."""
    pairs = re.finditer(rf"(\w+)[ \n]+{re.escape(name)}(?!\w)", source.text)
    return any(match[1][0].isupper() for match in pairs)
