"""The subject of an act: the parts of a sentence before its verb, without those that tell when and where."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sourcebook.dates.vocabulary import vocabulary
from sourcebook.reading.analysis.bodies import body_words
from sourcebook.reading.analysis.clauses import segments
from sourcebook.reading.lexicon import alternation, lexicon

_TOKEN = re.compile(r"\S+")
# "5 May", "el 5 de mayo", "November 9".
_DAY = re.compile(r"(?:\w{1,3}\s)?\d{1,2}(?:st|nd|rd|th|º)?(?=\W|$)|[^\W\d_]{3,10}\.?\s\d{1,2}$")
# The longest way from a sentence's start to its verb, in characters: beyond it lies no simple sentence.
_LONGEST = 600


class SubjectWords(NamedTuple):
    """Words that open a circumstance, that stand between subject and verb, that refer back."""

    circumstance: re.Pattern[str]
    filler: re.Pattern[str]
    anaphora: re.Pattern[str]
    both: re.Pattern[str]
    subordinate: re.Pattern[str]
    passive: re.Pattern[str]


class Subject(NamedTuple):
    """The noun phrases as written; whether they refer back; the circumstances left out."""

    phrases: tuple[str, ...]
    circumstances: tuple[str, ...]
    refers_back: bool
    both: bool


@cache
def subject_words(language: str) -> SubjectWords:
    """The word lists on subjects of a language."""
    data = lexicon("reactions", language)
    return SubjectWords(
        circumstance=re.compile(rf"(?:{alternation(data['circumstances'])})(?!\w)", re.IGNORECASE),
        filler=re.compile(rf"(?:^|\s)(?:{alternation(data['fillers'])})\s*$", re.IGNORECASE),
        anaphora=re.compile(
            rf"(?:{alternation(data['anaphora'])})(?:\s+(?:also|then|further))?$", re.IGNORECASE
        ),
        both=re.compile(rf"(?:{alternation(data['both'])})$", re.IGNORECASE),
        subordinate=re.compile(
            rf"(?:(?:{alternation(data['connecting'])})\s+)*(?:{alternation(data['subordinators'])})(?!\w)",
            re.IGNORECASE,
        ),
        passive=re.compile(rf"(?<!\w)(?:{alternation(data['passive'])})\s+(?:\w+ly\s+)?$"),
    )


def subject(text: str, mask: str, start: int, verb: int, language: str) -> Subject | None:
    """Who stands before the verb at `verb` of the sentence that begins at `start`.

    None where the verb stands in a subordinate clause ("when X condemned ...") or has no subject here.
    """
    words = subject_words(language)
    if verb - start > _LONGEST:
        return None
    parts = list(segments(mask, start, verb))
    phrases: list[str] = []
    circumstances: list[str] = []
    for n, (low, high) in enumerate(parts):
        last = n == len(parts) - 1 and not mask[high:verb].strip(" ")
        part = text[low:high]
        part = before_day(part, language)
        if last:
            part = _without_fillers(part, words)
            if words.subordinate.match(part) or words.passive.search(mask, low, verb):
                return None
            if part and not words.circumstance.match(part) and not _names(part, language):
                return None
        if words.circumstance.match(part) or _DAY.match(part) or not _names(part, language):
            circumstances.append(part)
            tail = _tail(part, language) if last else ""
            if tail and tail != part:
                phrases.append(tail)
        elif part:
            phrases.append(part)
    if not phrases:
        return None
    whole = " ".join(phrases)
    return Subject(
        tuple(phrases),
        tuple(circumstances),
        words.anaphora.match(whole) is not None,
        words.both.match(whole) is not None,
    )


@cache
def _on_a_day(language: str) -> re.Pattern[str]:
    months = alternation(vocabulary(language).months)
    return re.compile(
        rf",?\s(?:on|of|el|de|del)\s(?:\d{{1,2}}\s(?:de\s)?(?:{months})|(?:{months})\s\d)(?!\w*-)",
        re.IGNORECASE,
    )


def before_day(part: str, language: str) -> str:
    """A noun phrase without the day that follows it: "the X Council on 5 May"."""
    match = _on_a_day(language).search(part)
    return part[: match.start()] if match and match.start() else part


def _without_fillers(part: str, words: SubjectWords) -> str:
    while match := words.filler.search(part):
        part = part[: match.start()].rstrip()
    return part


def _names(part: str, language: str) -> bool:
    """Whether a part could be a noun phrase that names somebody or refers back to somebody."""
    words = subject_words(language)
    if words.anaphora.match(part) or words.both.match(part):
        return True
    return any(token[0].lstrip("“\"'‘(")[:1].isupper() for token in _TOKEN.finditer(part))


def _tail(part: str, language: str) -> str:
    """The name right before the verb, where no comma sets it off: "At the X session the Y delegation"."""
    bodies = body_words(language)
    tokens = list(_TOKEN.finditer(part))
    begin = len(tokens)
    for n in range(len(tokens) - 1, 0, -1):
        word = tokens[n][0]
        small = word.casefold()
        if small in bodies.articles:
            if tokens[n - 1][0].casefold() in bodies.connectors:
                begin = n
                continue
            begin = n
            break
        if not (word[:1].isupper() or small in bodies.connectors or bodies.roles.fullmatch(word)):
            break
        begin = n
    while begin < len(tokens) and tokens[begin][0].casefold() in bodies.connectors:
        begin += 1
    return part[tokens[begin].start() :] if begin < len(tokens) else ""
