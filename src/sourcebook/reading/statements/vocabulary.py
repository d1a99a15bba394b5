"""The words that attribution is told by, of a language, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sourcebook.reading.lexicon import alternation, lexicon


@dataclass(frozen=True)
class Vocabulary:
    """What the reader of statements knows of a language."""

    verb: re.Pattern[str]
    making: re.Pattern[str]
    calling: re.Pattern[str]
    utterance: re.Pattern[str]
    he: re.Pattern[str]
    it: re.Pattern[str]
    they: re.Pattern[str]
    same: re.Pattern[str]
    adverbs: re.Pattern[str]
    naming: re.Pattern[str]
    kinds: re.Pattern[str]
    named: re.Pattern[str]
    role: re.Pattern[str]
    honorific: re.Pattern[str]
    particles: frozenset[str]
    opener: re.Pattern[str]
    occasion: re.Pattern[str]
    participle: re.Pattern[str]


def _whole(phrases: Iterable[str], before: str = "", after: str = "") -> re.Pattern[str]:
    return re.compile(rf"{before}(?<!\w)(?:{alternation(phrases) or '(?!)'})(?!\w){after}", re.IGNORECASE)


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of statements in a language, English where it has none yet."""
    speech, roles = lexicon("speech", language), lexicon("roles", language)
    occasions = lexicon("occasions", language)
    forms = [form for verb in speech["verbs"] for form in _forms(verb)]
    forms += [form for listed in speech["irregular"].values() for form in listed]
    return Vocabulary(
        verb=_whole(forms),
        making=_whole(speech["making"]),
        calling=_whole(speech["calling"]),
        utterance=_whole([*speech["utterances"], *(f"{noun}s" for noun in speech["utterances"])]),
        he=_whole(speech["he"], after="$"),
        it=_whole(speech["it"], after="$"),
        they=_whole(speech["they"], after="$"),
        same=_whole(speech["same"]),
        adverbs=_whole(speech["adverbs"], before=r"(?:^|\s)", after="$"),
        naming=_whole(speech["naming"], after=r"\s*[,:]?\s*$"),
        kinds=_whole(speech["kinds"], after=r"\s*,?\s*$"),
        named=_whole(speech["named"], before=r"^\s*"),
        role=_whole([*roles["roles"], *(f"{r}s" for r in roles["roles"] if r.isalpha())]),
        honorific=_whole(roles["honorifics"], before="^", after=r"\s+"),
        particles=frozenset(roles["particles"]),
        opener=_whole(occasions["openers"], before=r"^\s*"),
        occasion=_whole([*occasions["nouns"], *(f"{n}s" for n in occasions["nouns"])]),
        participle=_whole(occasions["participles"], before=r"^\s*"),
    )


def _forms(verb: str) -> Iterable[str]:
    """The regular forms of an English verb; of "point out" those of its first word."""
    word, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    yield verb
    if word.endswith("e"):
        made = (f"{word}s", f"{word}d", f"{word[:-1]}ing")
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        made = (f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
    elif word in _DOUBLING:
        made = (f"{word}s", f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")
    elif word.endswith(("s", "x", "sh", "ch")):
        made = (f"{word}es", f"{word}ed", f"{word}ing")
    else:
        made = (f"{word}s", f"{word}ed", f"{word}ing")
    yield from (form + tail for form in made)


_DOUBLING = frozenset(("admit", "brag", "dub", "label", "quip", "refer", "signal", "slam"))
