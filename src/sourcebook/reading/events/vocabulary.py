"""The words that events are told with, as tables for one pass over the words of a sentence.

A list of two thousand cues would be slow as one regular expression; here each word of a text is looked up
once, and the phrases that begin with it are compared. The notation of the lists ("detain|-|s|ed|ing": a
stem and its endings, "-" for the bare stem) is the same for every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sourcebook.reading.lexicon import lexicon

_TOKEN = re.compile(r"\w+(?:[’'`-]\w+)*")
_LISTS = (
    "happening",
    "reactions",
    "unreal",
    "conditions",
    "finite",
    "infinitive",
    "earlier",
    "done to",
    "background",
    "background clauses",
    "background gerunds",
    "relative",
    "relative or content",
    "point in time",
    "evidence",
    "shows",
    "became known",
    "accidents",
    "negation",
    "none",
    "nobody",
    "same day",
    "later",
    "day after",
    "day before",
    "periods",
    "during",
    "after",
    "overview",
    "be",
    "whereabouts",
    "claims",
    "definite",
    "suffers",
    "have",
    "helpers",
    "no cue",
    "articles",
    "begins object",
    "joins",
    "testimony",
    "pluperfect",
    "counts",
    "dates only",
    "aims",
    "done to places",
    "by then",
    "one more",
    "takes place",
    "feigned",
)


class Token(NamedTuple):
    """A word of a text: its characters and its folded form."""

    start: int
    end: int
    word: str


class Hit(NamedTuple):
    """Words first..last (exclusive) of a text belong to a list, or are a cue of a rule."""

    first: int
    last: int
    list: str
    rule: int = -1
    gerund: bool = False
    noun: bool = False
    weak: bool = False


@dataclass(frozen=True)
class Rule:
    """A cue's event type, and which things must or must not stand with it."""

    type: str
    noun: bool
    object: str | None
    near: str | None
    with_: str | None
    subject: str | None
    not_with: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the rule is called in `cues`."""
        things = " with things" if self.object or self.near or self.with_ or self.subject else ""
        return f"{self.type} {'noun' if self.noun else 'verb'}{things}"


@dataclass(frozen=True)
class Vocabulary:
    """Rules and phrases of a language: `phrases` by their first word, longest first."""

    rules: tuple[Rule, ...]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Hit], ...]]
    families: dict[str, tuple[str, ...]]
    participles: tuple[str, ...]
    come_later: frozenset[str]
    gerunds: tuple[str, ...]
    seen_damaged: frozenset[str]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The event words of a language, English where it has none yet."""
    data = lexicon("events", language)
    rules = tuple(_rule(entry) for entry in data["rules"])
    found: dict[str, list[tuple[tuple[str, ...], Hit]]] = {}
    for form, hit in _entries(data, rules):
        found.setdefault(form[0], []).append((form, hit))
    return Vocabulary(
        rules=rules,
        phrases={first: tuple(sorted(forms, key=lambda f: -len(f[0]))) for first, forms in found.items()},
        participles=tuple(data["participle endings"]),
        come_later=frozenset(data["come later"]),
        gerunds=tuple(data.get("gerunds", ())),
        seen_damaged=frozenset(data["seen damaged"]),
        families={kind: tuple(types) for types in data["families"].values() for kind in types},
    )


def _rule(entry: dict[str, Any]) -> Rule:
    not_with = tuple(entry.get("not with", ()))
    return Rule(
        type=entry["type"],
        noun="nouns" in entry,
        object=entry.get("object"),
        near=entry.get("near"),
        with_=entry.get("with"),
        subject=entry.get("subject"),
        not_with=not_with,
    )


def _entries(data: dict[str, Any], rules: Sequence[Rule]) -> Iterator[tuple[tuple[str, ...], Hit]]:
    gerunds, weak = tuple(data.get("gerunds", ())), frozenset(data.get("weak endings", ()))
    for number, entry in enumerate(data["rules"]):
        noun = rules[number].noun
        for form, ending in forms(entry.get("verbs") or entry["nouns"]):
            gerund = not noun and form[0].endswith(gerunds)
            may_be_noun = not noun and len(form) == 1 and ending in weak
            yield form, Hit(0, len(form), "cue", number, gerund, noun, may_be_noun)
    lists = [(name, data.get(name, ())) for name in _LISTS]
    things = [(f"thing {name}", words) for name, words in data["things"].items()]
    for name, words in [*lists, *things]:
        for form, _ in forms(words):
            yield form, Hit(0, len(form), name)


def forms(entries: Iterable[str]) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The forms that the entries of a list stand for, as folded words, each with its ending."""
    for entry in entries:
        stem, *endings = entry.split("|")
        if not endings:
            yield tuple(t.word for t in tokens(stem)), None
        for ending in endings:
            yield tuple(t.word for t in tokens(stem if ending == "-" else stem + ending)), ending


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of `text[start:end]`; a hyphen or apostrophe inside a word belongs to it."""
    stop = len(text) if end is None else end
    return [
        Token(m.start(), m.end(), m[0].casefold().replace("’", "'"))
        for m in _TOKEN.finditer(text, start, stop)
    ]


def hits(words: Sequence[Token], known: Vocabulary) -> list[Hit]:
    """Every phrase of the vocabulary among the words; of one rule or list, the longest at a place."""
    found: list[Hit] = []
    for at, token in enumerate(words):
        bare = token.word.removesuffix("'s")
        seen: set[tuple[str, int]] = set()
        for form, hit in known.phrases.get(bare, ()):
            key = (hit.list, hit.rule)
            if key in seen or at + len(form) > len(words):
                continue
            if all(words[at + n].word == form[n] for n in range(1, len(form))):
                seen.add(key)
                found.append(hit._replace(first=at, last=at + len(form)))
    return found
