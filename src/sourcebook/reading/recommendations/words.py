"""The word lists on recommendations of one language, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from sourcebook.reading.lexicon import alternation, lexicon


class Words(NamedTuple):
    """Verbs, modals and actor nouns by which recommendations are told and cut into actions."""

    headings: re.Pattern[str]
    not_headings: re.Pattern[str]
    modal: re.Pattern[str]
    proposal: re.Pattern[str]
    asks_that: re.Pattern[str]
    asks: re.Pattern[str]
    again: re.Pattern[str]
    infinitive: re.Pattern[str]
    own_voice: re.Pattern[str]
    going_on: re.Pattern[str]
    actor: re.Pattern[str]
    anaphora: re.Pattern[str]
    demonstrative: re.Pattern[str]
    circumstance: re.Pattern[str]
    adverbs: re.Pattern[str]
    coordinated: re.Pattern[str]
    relatives: re.Pattern[str]
    conjunction: re.Pattern[str]
    to: re.Pattern[str]
    verbs: frozenset[str]
    forms: frozenset[str]
    nouns_too: frozenset[str]
    objects: re.Pattern[str]
    gerunds: dict[str, str]


@cache
def words_of(language: str) -> Words:
    """The word lists on recommendations of a language; those of English where it has none."""
    data = lexicon("recommendations", language)

    def whole(phrases: Iterable[str], after: str = r"(?!\w)") -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{alternation(phrases) or '(?!)'}){after}", re.IGNORECASE)

    verbs = frozenset(verb for verb in data["verbs"])
    nouns = frozenset(data["nouns too"])
    adverbs = rf"(?:(?:{alternation(data['adverbs'])}|\w+ly|\w+mente)\s+)"
    simple = sorted({verb.split()[0] for verb in verbs | nouns})
    joined = rf"(?:,?\s+(?:{alternation(data['and'])})\s+(?:to\s+|que\s+|a\s+)?|,\s+)"
    return Words(
        headings=whole(data["headings"]),
        not_headings=whole(data["not headings"]),
        modal=whole(data["modals"]),
        proposal=whole(data["proposals"]),
        asks_that=whole(data["asks that"]),
        asks=whole(data["asks"]),
        again=re.compile(
            rf",?\s+(?:{alternation(data['and'])})\s+(?:(?:also|further|además|también)\s+)?"
            rf"(?P<verb>{alternation(data['asks'])})(?!\w)",
            re.IGNORECASE,
        ),
        infinitive=re.compile(rf"\s+(?:{alternation(data['infinitive'])}):?\s", re.IGNORECASE),
        own_voice=re.compile(rf"(?:{alternation(data['own voice'])})(?!\w)", re.IGNORECASE),
        going_on=re.compile(rf"\s(?:{alternation(data['and'])})(?:\s+(?:also|further|además|también))?$"),
        actor=whole(data["actor nouns"]),
        anaphora=re.compile(rf"(?:{alternation(data['anaphora'])})$", re.IGNORECASE),
        demonstrative=re.compile(rf"(?:{alternation(data['demonstratives'])})\s", re.IGNORECASE),
        circumstance=re.compile(
            rf"(?:{alternation(lexicon('reactions', language)['circumstances'])})(?!\w)", re.IGNORECASE
        ),
        adverbs=re.compile(adverbs + "{1,3}", re.IGNORECASE),
        coordinated=re.compile(
            rf"(?P<joint>{joined}){adverbs}{{0,2}}(?P<verb>{alternation(simple)})(?!\w)"
            rf"|,\s+(?:{alternation(data['including by'])})\s+(?P<gerund>\w+)"
            rf"|,\s+(?P<act>{alternation(data['acts'])})(?!\w)",
            re.IGNORECASE,
        ),
        relatives=whole(data["relatives"]),
        conjunction=re.compile(rf",?\s+(?:{alternation(data['and'])})\s+", re.IGNORECASE),
        to=re.compile(rf"(?:[\w.()]{{1,6}}\s+)?(?:{alternation(data['to'])})\s+(?=[^\W\d_])", re.IGNORECASE),
        verbs=verbs,
        forms=verbs
        | frozenset(data.get("forms", ()))
        | frozenset(f for v in verbs for f in _asked_forms(v, language)),
        nouns_too=nouns,
        objects=re.compile(rf"\s+(?:{alternation(data['objects'])})(?!\w)", re.IGNORECASE),
        gerunds={form: verb for verb in verbs | nouns for form in _gerunds(verb)} if language == "en" else {},
    )


def _asked_forms(verb: str, language: str) -> tuple[str, ...]:
    """The forms of a verb after "asks that": the Spanish subjunctive; English has the plain form."""
    if language != "es" or " " in verb or not verb.endswith(("ar", "er", "ir")):
        return ()
    stem = verb[:-2]
    if verb.endswith("ar"):
        for ending, soft in (("c", "qu"), ("g", "gu"), ("z", "c")):
            if stem.endswith(ending):
                stem = stem[: -len(ending)] + soft
        return (f"{stem}e", f"{stem}en")
    return (f"{stem}a", f"{stem}an")


def _gerunds(verb: str) -> tuple[str, ...]:
    """The spellings that the -ing form of an English verb may have."""
    first, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    stems = [first]
    if first.endswith("e") and not first.endswith("ee"):
        stems = [first[:-1]]
    if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", first):
        stems.append(first + first[-1])
    return tuple(f"{stem}ing{tail}" for stem in stems)
