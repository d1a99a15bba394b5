"""The word lists that figures are read with, compiled once a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sourcebook.languages import words
from sourcebook.reading.lexicon import alternation, lexicon


def _any(phrases: list[str]) -> str:
    return alternation(phrases) or "(?!)"


def _before(phrases: list[str]) -> re.Pattern[str]:
    """Any of the phrases right before the place where the search ends."""
    return re.compile(rf"(?<!\w)(?:{_any(phrases)})[\s\u00a0(]*$", re.IGNORECASE)


def _after(phrases: list[str]) -> re.Pattern[str]:
    """Any of the phrases right after the place where the match begins."""
    return re.compile(rf"[\s\u00a0-]*(?P<words>{_any(phrases)})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """What tells a figure from other numbers, and what it measures."""

    label: re.Pattern[str]
    list_join: re.Pattern[str]
    clock: re.Pattern[str]
    head_first: bool
    name_after: re.Pattern[str]
    anaphora: re.Pattern[str]
    definite: re.Pattern[str]
    idiom: re.Pattern[str]
    deictic: re.Pattern[str]
    measures_time: re.Pattern[str]
    ordinal: re.Pattern[str]
    ordinal_word: re.Pattern[str]
    phrase_ends: frozenset[str]
    symbols: dict[str, str]
    currency: re.Pattern[str]
    currencies: dict[str, str]
    units: re.Pattern[str]
    unit_names: dict[str, tuple[str, str]]
    persons: re.Pattern[str]
    outcomes: re.Pattern[str]
    qualifier: re.Pattern[str]
    qualifiers: dict[str, str]
    qualifier_after: re.Pattern[str]
    qualifiers_after: dict[str, str]
    inside: re.Pattern[str]
    inside_after: re.Pattern[str]
    outside: re.Pattern[str]
    breaks_down: re.Pattern[str]
    continuing: re.Pattern[str]
    one_unit: re.Pattern[str]
    one_person: re.Pattern[str]
    construction: re.Pattern[str]
    numerals: frozenset[str]
    rank: re.Pattern[str]
    periods: re.Pattern[str]
    kin: re.Pattern[str]
    possessive: re.Pattern[str]
    enumerated: re.Pattern[str]
    governed: re.Pattern[str]


@cache
def words_of(language: str) -> Words:
    """The words of a language, English where it has none yet."""
    figures, units = lexicon("figures", language), lexicon("units", language)
    qualifiers = lexicon("qualifiers", language)
    numbers = words("numbers", language) or words("numbers", "en")
    before = {phrase: kind for kind, phrases in qualifiers["before"].items() for phrase in phrases}
    after = {phrase: kind for kind, phrases in qualifiers["after"].items() for phrase in phrases}
    names = {
        phrase.casefold(): (kind, unit)
        for kind in ("time", "measure", "money", "votes")
        for unit, phrases in units[kind].items()
        for phrase in phrases
    } | {phrase.casefold(): ("age", "years") for phrase in units["ages"]}
    currencies = dict(units["currency symbols"])
    persons = _any(units["persons"])
    time = _any([phrase for phrases in units["time"].values() for phrase in phrases])
    ordinals = _any(list(numbers.get("ordinals", {})))
    fillers = _any(qualifiers["between"])
    return Words(
        label=_before(figures["labels"]),
        list_join=re.compile(rf"\s?(?:,\s?)?(?:(?:{_any(figures['list joins'])})\s?)?"),
        clock=_after(figures["clock"]),
        head_first=units["head"] == "first",
        name_after=_after(figures["names after"]),
        anaphora=_before(figures["anaphora"]),
        definite=_before(figures["definite"]),
        idiom=re.compile(rf"(?<!\w)(?:{_any(figures['idioms'])})(?!\w)", re.IGNORECASE),
        deictic=re.compile(rf"[\s,]*(?:{_any(figures['deictic'])})(?!\w)", re.IGNORECASE),
        measures_time=re.compile(rf"\s(?:{_any(figures['measures time'])})(?!\w)", re.IGNORECASE),
        ordinal=re.compile(rf"[\s-]?(?:{_any(numbers.get('ordinal endings', []))})(?!\w)", re.IGNORECASE),
        ordinal_word=re.compile(rf"-(?:{ordinals})(?!\w)", re.IGNORECASE),
        phrase_ends=frozenset(word.casefold() for word in figures["phrase ends"]),
        symbols={symbol.casefold(): unit for symbol, unit in units["symbols"].items()},
        currency=re.compile(rf"(?<![\w$])(?:{_any(list(currencies))})\s?$", re.IGNORECASE),
        currencies=currencies,
        units=_after(list(names)),
        unit_names=names,
        persons=re.compile(rf"(?<!\w)(?:{persons})(?!\w)", re.IGNORECASE),
        outcomes=re.compile(rf"(?<!\w)(?:{_any(units['outcomes'])})(?!\w)", re.IGNORECASE),
        qualifier=re.compile(
            rf"(?:(?<!\w)|(?=[~≈<>≥≤]))(?P<words>{_any(list(before))})[\s\u00a0(]*(?:(?:{fillers})[\s\u00a0]+)?$",
            re.IGNORECASE,
        ),
        qualifiers={phrase.casefold(): kind for phrase, kind in before.items()},
        qualifier_after=_after(list(after)),
        qualifiers_after={phrase.casefold(): kind for phrase, kind in after.items()},
        inside=re.compile(rf"(?<!\w)(?:{_any(figures['inside'])})(?!\w)", re.IGNORECASE),
        inside_after=_after(figures["inside"]),
        outside=re.compile(rf"(?<!\w)(?:{_any(figures['outside'])})[\s\u00a0]*$", re.IGNORECASE),
        breaks_down=re.compile(rf"(?:{_any(figures['breaks down'])})(?!\w)", re.IGNORECASE),
        continuing=re.compile(rf"(?:{_any(figures['continuing'])})(?!\w)", re.IGNORECASE),
        one_unit=re.compile(
            rf"(?<!\w)(?P<one>{_any(figures['one'])})\s(?P<unit>{time})(?!\w)", re.IGNORECASE
        ),
        one_person=re.compile(
            rf"(?<!\w)(?P<one>{_any(figures['one'])})\s(?P<noun>(?:[\w’'-]{{1,24}}\s){{0,3}}?(?:{persons}))\s(?:{_any(figures['was'])}\s){{0,2}}(?:{_any(units['outcomes'])})(?!\w)",
            re.IGNORECASE,
        ),
        numerals=frozenset(figures["numeral one"]),
        construction=re.compile(
            rf"(?<!\w)(?:{_any(units['construction'])})\s(?:{_any(figures['built in'])})\s$", re.IGNORECASE
        ),
        periods=re.compile(
            rf"(?<!\w)(?:{_any(lexicon('events', language)['periods'])})(?!\w)", re.IGNORECASE
        ),
        kin=re.compile(rf"\s(?:[\w-]+\s){{0,2}}?(?:{_any(units['kin'])})(?!\w)", re.IGNORECASE),
        possessive=_before(figures["possessives"]),
        enumerated=re.compile(rf"[^.;:]{{2,48}}(?:,|\s(?:{_any(figures['list joins'])}))\s", re.IGNORECASE),
        governed=re.compile(rf"(?<!\w)(?:{_any(figures['governs'])})\s$", re.IGNORECASE),
        rank=re.compile(
            rf"(?<!\w)(?P<ordinal>{ordinals})[\s-](?:{_any(units['superlatives'])})(?!\w)",
            re.IGNORECASE,
        ),
    )
