"""The words that attribution is told by, of a language, ready to be looked up at a token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from sourcebook.reading.lexicon import lexicon


class Keyed(Protocol):
    """Anything with the word it is looked up by."""

    @property
    def key(self) -> str:
        """The word in small letters."""
        ...


class Phrases:
    """Phrases of one or more words: how many tokens one covers from, or up to, a place."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._from: dict[str, list[tuple[str, ...]]] = {}
        self._to: dict[str, list[tuple[str, ...]]] = {}
        for words in sorted({tuple(str(p).casefold().split()) for p in phrases}, key=len, reverse=True):
            if words:
                self._from.setdefault(words[0], []).append(words)
                self._to.setdefault(words[-1], []).append(words)

    def at(self, tokens: Sequence[Keyed], at: int, end: int) -> int:
        """How many tokens from `at`, none beyond `end`, the longest phrase there has; 0 for none."""
        if at >= end:
            return 0
        for words in self._from.get(tokens[at].key, ()):
            if at + len(words) <= end and all(tokens[at + n].key == word for n, word in enumerate(words)):
                return len(words)
        return 0

    def before(self, tokens: Sequence[Keyed], start: int, end: int) -> int:
        """How many tokens the longest phrase has that ends right before `end`; 0 for none."""
        if end <= start:
            return 0
        for words in self._to.get(tokens[end - 1].key, ()):
            first = end - len(words)
            if first >= start and all(tokens[first + n].key == word for n, word in enumerate(words)):
                return len(words)
        return 0

    def has(self, key: str) -> bool:
        """Whether the word is a phrase by itself."""
        return (key,) in self._from.get(key, ())


@dataclass(frozen=True)
class Vocabulary:
    """What the reader of statements knows of a language, one field a word list."""

    verbs: Phrases
    calling: Phrases
    making: Phrases
    utterances: Phrases
    quoted: Phrases
    as_saying: Phrases
    according: Phrases
    adverbs: Phrases
    naming: Phrases
    named_after_noun: Phrases
    name_kinds: Phrases
    named: Phrases
    roles: Phrases
    occasions: Phrases
    at: Phrases
    during: Phrases
    after: Phrases
    same: Phrases
    no_adverbs: frozenset[str]
    sittings: Phrases
    gatherings: Phrases
    before_listeners: frozenset[str]
    listeners: Phrases
    in_words: Phrases
    office_verbs: Phrases
    askers: frozenset[str]
    telling: frozenset[str]
    self_named: Phrases
    no_occasion: frozenset[str]
    first_of_two: Phrases
    acting: frozenset[str]
    he: Phrases
    they: Phrases
    it: frozenset[str]
    possessives: frozenset[str]
    days: frozenset[str]
    binding: frozenset[str]
    clauses: Phrases
    clause_openers: frozenset[str]
    relatives: Phrases
    joining: frozenset[str]
    base_forms: frozenset[str]
    only_that: frozenset[str]
    portfolios: frozenset[str]
    honorifics: frozenset[str]
    set_apart: frozenset[str]
    determiners: frozenset[str]
    connectors: frozenset[str]
    attached: frozenset[str]
    prepositions: frozenset[str]
    particles: frozenset[str]
    kinds: frozenset[str]
    indefinite: frozenset[str]
    apposing: frozenset[str]
    finite: frozenset[str]
    also_names: frozenset[str]
    shortened: frozenset[str]
    answering: frozenset[str]
    told_by: dict[str, str]
    own_words: Phrases
    views: frozenset[str]
    next_day: Phrases
    speeches: frozenset[str]
    participles: frozenset[str]
    times: frozenset[str]
    speaking: frozenset[str]
    held: Phrases
    of_place: frozenset[str]
    before_place: frozenset[str]
    places: frozenset[str]
    adverb_endings: tuple[str, ...]
    drops_subjects: bool
    subject_may_follow: bool
    english: bool
    titles: frozenset[str]

    @property
    def no_names(self) -> frozenset[str]:
        """Words that are part of no person's name, though they may bear a capital."""
        return (
            self.determiners
            | self.kinds
            | self.honorifics
            | self.clause_openers
            | self.prepositions
            | self.titles
        )

    def is_text(self, key: str) -> bool:
        """Whether a word is a noun for something said or written, or for where it is said."""
        return self.utterances.has(key) or self.occasions.has(key)

    def is_adverb(self, key: str) -> bool:
        """Whether a word may stand between a subject and its verb."""
        if self.adverbs.has(key):
            return True
        return len(key) > 4 and key.endswith(self.adverb_endings) and key not in self.no_adverbs


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of statements in a language, English where it has none yet."""
    speech, roles, persons = (lexicon(name, language) for name in ("speech", "roles", "persons"))
    occasions, quotations = lexicon("occasions", language), lexicon("quotations", language)
    english = speech.get("conjugation", "english") == "english"
    doubled = frozenset(speech.get("doubled", ()))
    forms = (lambda verb: _english(verb, doubled)) if english else _spanish
    bases = [str(verb) for verb in speech["regular"]]
    irregular = {base: [str(f) for f in listed] for base, listed in speech["irregular"].items()}
    verbs = {form for base in bases for form in forms(base)} | {
        f for listed in irregular.values() for f in listed
    }
    calling = {form for base in speech["calling"] for form in (*forms(str(base)), *irregular.get(base, ()))}
    titles = [str(role) for role in roles["roles"]]

    def phrases(source: dict[str, Any], key: str) -> Phrases:
        return Phrases(source.get(key, ()))

    def those(source: dict[str, Any], key: str) -> frozenset[str]:
        return frozenset(str(word).casefold() for word in source.get(key, ()))

    return Vocabulary(
        verbs=Phrases(verbs),
        calling=Phrases(calling),
        making=phrases(speech, "making"),
        utterances=Phrases(_with_plurals(speech["utterances"])),
        quoted=phrases(speech, "quoted passively"),
        as_saying=phrases(speech, "as saying"),
        according=phrases(speech, "according"),
        adverbs=phrases(speech, "adverbs"),
        naming=phrases(quotations, "naming"),
        named_after_noun=phrases(quotations, "named after a noun"),
        name_kinds=phrases(quotations, "kinds"),
        named=phrases(quotations, "named"),
        roles=Phrases(
            (*_with_plurals(titles), *(f"{p}{t}" for p in those(roles, "prefixes") for t in titles))
        ),
        occasions=Phrases(_with_plurals(occasions["nouns"])),
        at=phrases(occasions, "at"),
        during=phrases(occasions, "during"),
        after=phrases(occasions, "after"),
        same=phrases(speech, "same"),
        no_adverbs=those(speech, "no adverbs"),
        sittings=phrases(occasions, "sittings"),
        gatherings=phrases(occasions, "gatherings"),
        before_listeners=those(occasions, "before listeners"),
        listeners=phrases(occasions, "listeners"),
        in_words=phrases(speech, "in words"),
        office_verbs=phrases(persons, "office verbs"),
        askers=those(speech, "askers"),
        telling=those(speech, "telling"),
        self_named=phrases(speech, "self-named"),
        no_occasion=those(speech, "no occasion"),
        first_of_two=phrases(speech, "first of two"),
        acting=those(speech, "acting"),
        he=phrases(speech, "he"),
        they=phrases(speech, "they"),
        it=those(speech, "it"),
        possessives=those(speech, "possessives"),
        days=those(speech, "days"),
        binding=those(speech, "binding"),
        clauses=phrases(speech, "clauses"),
        clause_openers=those(occasions, "clause"),
        relatives=phrases(speech, "relatives"),
        joining=those(speech, "joining"),
        base_forms=frozenset(base.split()[0] for base in bases) if english else frozenset(),
        only_that=those(speech, "only before that"),
        portfolios=those(roles, "portfolios"),
        honorifics=those(roles, "honorifics"),
        set_apart=those(roles, "other"),
        determiners=those(persons, "determiners"),
        connectors=those(persons, "connectors"),
        attached=those(persons, "attached"),
        prepositions=those(persons, "prepositions"),
        particles=those(persons, "particles"),
        kinds=frozenset(_with_plurals(persons["kinds"])),
        indefinite=those(persons, "indefinite"),
        apposing=those(persons, "apposing"),
        finite=those(persons, "finite"),
        also_names=those(persons, "also names"),
        shortened=those(persons, "shortened"),
        answering=those(speech, "answering"),
        told_by={str(verb): str(noun) for verb, noun in speech.get("told by", {}).items()},
        own_words=phrases(speech, "own words"),
        views=those(speech, "views"),
        next_day=phrases(speech, "next day"),
        speeches=those(occasions, "speeches"),
        participles=those(occasions, "participles"),
        times=those(occasions, "times"),
        speaking=those(occasions, "speaking"),
        held=phrases(occasions, "held"),
        of_place=those(occasions, "in"),
        before_place=those(occasions, "setting"),
        places=those(occasions, "places"),
        adverb_endings=tuple(speech.get("adverb endings", ())),
        drops_subjects=speech.get("drops subjects") == "true",
        subject_may_follow=speech.get("subject may follow") == "true",
        english=english,
        titles=frozenset(word for title in _with_plurals(titles) for word in title.split()),
    )


def _with_plurals(words: Iterable[object]) -> Iterable[str]:
    for word in words:
        text = str(word).casefold()
        yield text
        if not text.endswith("s"):
            yield f"{text[:-1]}ies" if text.endswith("y") and text[-2:-1] not in "aeiou" else f"{text}s"


def _english(verb: str, doubled: frozenset[str]) -> Iterable[str]:
    """The regular forms of an English verb; of "point out" those of its first word."""
    word, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    made: tuple[str, ...]
    if word.endswith("e"):
        made = (f"{word}s", f"{word}d", f"{word[:-1]}ing")
    elif word.endswith("y") and word[-2] not in "aeiou":
        made = (f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
    elif word in doubled:
        made = (f"{word}s", f"{word}{word[-1]}ed", f"{word}{word[-1]}ing", f"{word}ed", f"{word}ing")
    elif word.endswith(("s", "x", "sh", "ch")):
        made = (f"{word}es", f"{word}ed", f"{word}ing")
    else:
        made = (f"{word}s", f"{word}ed", f"{word}ing")
    yield from (form + tail for form in (word, *made))


_SPANISH = {
    "ar": ("a", "an", "ó", "aron", "aba", "aban", "ado", "ando", "ase", "ara"),
    "er": ("e", "en", "ió", "ieron", "ía", "ían", "ido", "iendo"),
    "ir": ("e", "en", "ió", "ieron", "ía", "ían", "ido", "iendo"),
}


def _spanish(verb: str) -> Iterable[str]:
    """Third persons, participle and gerund of a regular Spanish verb."""
    word, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    for ending in _SPANISH.get(word[-2:], ()):
        yield word[:-2] + ending + tail
