"""Terms in the report's own voice: outside quotations and names, and not said to be others'."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sourcebook.checks.findings import Side
from sourcebook.checks.report import Report
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.lexicon import alternation, lexicon

# An attribution further from a term than this is not looked for; nor a naming further before it.
_REACH = 300
_NAMED = 100
_NOTHING = "(?!)"
# A phrase of art around a term is no longer than this.
_NEAR = 40
_BEGINNING = 3
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A term where it stands: offsets into the paragraph's text."""

    view: ParagraphView
    start: int
    end: int
    written: str


class Terms:
    """Terms to look for as whole words, in any case; "*" at the end of one stands for any ending."""

    def __init__(self, terms: Iterable[str]) -> None:
        listed = [term.casefold() for term in terms]
        whole = alternation(term for term in listed if not term.endswith("*")) or _NOTHING
        stems = alternation(term[:-1] for term in listed if term.endswith("*")) or _NOTHING
        self._pattern = re.compile(rf"(?:(?P<whole>{whole})(?![\w-])|(?P<stem>{stems})\w{{0,12}}(?!\w))")
        # Few words begin as a term does: only at those is the long expression tried.
        self._beginnings = frozenset(word[0][:_BEGINNING] for word in map(_WORD.match, listed) if word)

    def found_in(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The term without its star, and where it stands; no two overlap."""
        folded = text.lower()
        if len(folded) != len(text):
            folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        at = 0
        for word in _WORD.finditer(folded):
            begins = word[0][:_BEGINNING]
            if word.start() < at or begins not in self._beginnings:
                continue
            match = self._pattern.match(folded, word.start())
            if match:
                at = match.end()
                yield " ".join((match["whole"] or match["stem"]).split()), match.start(), at


def places_of(report: Report, terms: Iterable[str]) -> dict[str, list[Place]]:
    """Where each term stands in the report's own voice, terms in the order of their first use."""
    wanted, words = Terms(terms), report.words("loaded")
    found: dict[str, list[Place]] = defaultdict(list)
    for view in report.views:
        if view.paragraph.region != "front" or report.in_summary(view):
            for term, place in spoken(view, report.own(view), wanted, words, report.language):
                found[term].append(place)
    return found


def spoken(
    view: ParagraphView, own: str, wanted: Terms, words: Mapping[str, Any], language: str
) -> Iterator[tuple[str, Place]]:
    """The terms that a text says in its own voice, and where.

    `own` is the text with quotations and brackets blotted out; `words` the list "loaded" of its language.
    """
    harmless = _phrases(tuple(words["harmless"]))
    said = _compiled(language, tuple(words["named by"]), tuple(words["said in"]))
    for term, start, end in wanted.found_in(own):
        near = harmless.finditer(own, max(0, start - _NEAR), end + _NEAR)
        of_art = any(phrase.start() <= start < phrase.end() for phrase in near)
        if not of_art and not _is_name(own, start, end) and not _attributed(said, view, own, start):
            yield term, Place(view, start, end, view.text[start:end])


@cache
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(alternation(phrases) or _NOTHING, re.IGNORECASE)


def sides_of(report: Report, places: Iterable[Place]) -> Iterator[Side]:
    """Each sentence with one of the places once, in order."""
    sentences = {(p.view.paragraph.index, p.view.sentence_at(p.start)): p for p in places}
    for place in sentences.values():
        yield report.sentence(place.view, place.start)


def written(places: Iterable[Place]) -> str:
    """The forms used, each once, in quotation marks."""
    return ", ".join(f"“{form}”" for form in dict.fromkeys(place.written.lower() for place in places))


def _attributed(words: _Attributions, view: ParagraphView, own: str, at: int) -> bool:
    """Whether the sentence gives what stands at `at` to somebody: "according to X", "X found that"."""
    sentence = view.sentence_at(at)
    start, end = max(sentence.start, at - _REACH), min(sentence.end, at + _REACH)
    return bool(
        words.according.search(own, start, end)
        or words.that.search(own, start, at)
        or words.named.search(own, max(start, at - _NAMED), at)
    )


@dataclass(frozen=True, slots=True)
class _Attributions:
    according: re.Pattern[str]
    that: re.Pattern[str]
    named: re.Pattern[str]


@cache
def _compiled(language: str, named: tuple[str, ...], nouns: tuple[str, ...]) -> _Attributions:
    data = lexicon("claimants", language)
    verbs = alternation([*data["verbs"], *nouns])
    that = alternation(word for word in data["that"] if word.isalpha())
    return _Attributions(
        re.compile(rf"(?<!\w)(?:{alternation(data['according'])})\s", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{verbs})\s(?:\w+\s){{0,4}}?(?:{that})\s", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{alternation(named)})(?!\w|\s(?:for|on|upon)\s)", re.IGNORECASE),
    )


def _is_name(own: str, start: int, end: int) -> bool:
    """Whether the word is part of a name: it begins with a capital where no sentence does."""
    if not own[start].isupper():
        return False
    before = own[:start].rstrip()[-1:]
    following = own[end : end + 2].strip()
    return before not in ("", ".", "!", "?", ":") or following[:1].isupper()
