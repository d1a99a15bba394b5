"""The act in a sentence: the verb that reports what a body said or did, and the instrument it used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sourcebook.reading.lexicon import alternation, lexicon

# How far after its verb the instrument is looked for, in characters.
_OBJECT = 90

# Acts that are reactions wherever they stand, without a word of condemnation or appeal.
_FORMAL_INSTRUMENTS = ("statement", "joint statement", "resolution", "letter")


class ActWords(NamedTuple):
    """Verbs of acting with the group of each, instruments with the name of each."""

    verb: re.Pattern[str]
    groups: dict[str, str]
    strong: re.Pattern[str]
    formal: re.Pattern[str]
    anywhere: re.Pattern[str]
    instrument: re.Pattern[str]
    instruments: dict[str, str]
    by: re.Pattern[str]
    agent: re.Pattern[str]
    according: re.Pattern[str]
    another: re.Pattern[str]
    own: re.Pattern[str]


class Act(NamedTuple):
    """`start` and `end` of the verb, the group it belongs to, the instrument, whether it is strong."""

    start: int
    end: int
    group: str
    instrument: str
    strong: bool


@cache
def act_words(language: str) -> ActWords:
    """The word lists on acts of a language."""
    data = lexicon("reactions", language)
    groups = {_key(verb): group for group, verbs in data["verbs"].items() for verb in verbs}
    instruments = {_key(noun): name for name, nouns in data["instruments"].items() for noun in nouns}
    nouns = alternation(instruments)
    return ActWords(
        verb=re.compile(rf"(?<!\w)(?:{alternation([*groups, *data['strong']])})(?!\w)"),
        groups=groups,
        strong=re.compile(rf"(?<!\w)(?:{alternation(data['strong'])})(?!\w)", re.IGNORECASE),
        formal=re.compile(
            rf"(?<!\w)(?:{alternation(data['formal'])})(?!\w)(?!\s+(?:{alternation(data['participle'])})\s)"
        ),
        anywhere=re.compile(rf"(?<!\w)(?:{alternation([*data['strong'], *data['formal']])})(?!\w)"),
        instrument=re.compile(rf"(?<!\w)(?:{nouns})(?!\w)", re.IGNORECASE),
        instruments=instruments,
        by=re.compile(
            rf"(?:(?:{alternation(data['articles'])})\s+)?(?:[\w-]+\s+){{0,3}}(?P<noun>{nouns})"
            rf"\s+(?:{alternation(data['by'])})\s+(?:{alternation(data['articles'])})?\s*",
            re.IGNORECASE,
        ),
        agent=re.compile(rf"\s+(?:\w+\s+)?(?:{alternation(data['agent'])})\s+", re.IGNORECASE),
        according=re.compile(rf"(?:{alternation(data['according'])})\s+", re.IGNORECASE),
        own=re.compile(rf"(?:{alternation(data['own'])})\s", re.IGNORECASE),
        another=re.compile(rf"(?<!\w)(?:{alternation(data['another'])})(?!\w)", re.IGNORECASE),
    )


def _key(phrase: str) -> str:
    return " ".join(phrase.casefold().split())


def acts(mask: str, start: int, end: int, language: str) -> Iterator[Act]:
    """The acts that a sentence of a masked paragraph may report, in order."""
    words = act_words(language)
    for match in words.verb.finditer(mask, start, end):
        group = words.groups.get(_key(match[0]), "statement issued")
        stop = min(end, match.end() + _OBJECT)
        nouns = (words.instruments[_key(m[0])] for m in words.instrument.finditer(mask, match.start(), stop))
        instrument = _instrument(group, nouns)
        strong = words.strong.match(mask, match.start(), end) is not None
        formal = (
            instrument in _FORMAL_INSTRUMENTS and words.formal.match(mask, match.start(), end) is not None
        )
        yield Act(match.start(), match.end(), group, instrument, strong or formal)


# Verbs that leave open what was issued, and the instruments that those which do not leave open may have.
_OPEN = ("statement issued", "post", "report", "visit", "sanctions")
_FITTING = {"resolution": ("resolution", "decision", "report", "statement"), "meeting": ("meeting",)}


def _instrument(group: str, nouns: Iterator[str]) -> str:
    """The first noun counts with verbs that say little themselves ("issued"); others name the instrument."""
    if group in _OPEN:
        noun = next(nouns, None)
    else:
        noun = next((noun for noun in nouns if noun in _FITTING.get(group, ())), None)
    return noun or ("statement" if group in ("statement issued", "condemnation") else group)


def named_instrument(text: str, language: str) -> str | None:
    """The instrument that a noun of `text` names, if any."""
    words = act_words(language)
    match = words.instrument.search(text)
    return words.instruments[_key(match[0])] if match else None
