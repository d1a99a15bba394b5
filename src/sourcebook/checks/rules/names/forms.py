"""The names of a report as written: each capitalised word with its places, own text and quotations apart.

Words that stand only where a sentence begins, words that the report also writes small, and the common nouns
of bodies and offices are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sourcebook.checks.report import Report
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.names.words import words_of

_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_URL = re.compile(r"(?<!\S)\S*(?:https?://|www\.|@)\S*")

# How many words of a name on either side are looked at.
_BESIDE = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form stands: offsets into the paragraph's text. `alone`: no other name stands beside it."""

    view: ParagraphView
    start: int
    end: int
    alone: bool = True


@dataclass
class Form:
    """A capitalised word: its places in the report's own text and in quotations, and the words beside it."""

    word: str
    own: list[Place] = field(default_factory=list)
    quoted: list[Place] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)
    as_place: int = 0
    within: bool = False

    @property
    def places(self) -> list[Place]:
        """All its places, those in the report's own text first."""
        return self.own + self.quoted

    @property
    def alone(self) -> bool:
        """Whether it stands somewhere without another name beside it."""
        return any(place.alone for place in self.places)

    @property
    def a_place(self) -> bool:
        """Whether it stands where places do in a third of its places."""
        return self.as_place * 3 >= len(self.places)


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


def forms(report: Report) -> dict[str, Form]:
    """The names of body and summary by form; capitalised words of two letters and less are left out."""
    words, common = words_of(report.language), frozenset(report.words("names")["no names"])
    no_names = words.no_names | common
    found: dict[str, Form] = {}
    small: set[str] = set()
    for view in report.views:
        if view.paragraph.region == "front" and not report.in_summary(view):
            continue
        own = report.unquoted(view)
        text = _URL.sub(lambda m: " " * len(m[0]), view.text)
        starts = {span.start for span in view.sentences}
        for run in _runs(text, small, words.no_names):
            a_place = _place(text, run, words.place_before, words.place_nouns)
            for n, token in enumerate(run):
                if token.word.casefold() in no_names or len(token.word) < 3:
                    continue
                form = found.setdefault(token.word, Form(token.word))
                place = Place(view, token.start, token.end, alone=len(run) == 1)
                (form.own if own[token.start] == text[token.start] else form.quoted).append(place)
                near = (*run[max(0, n - _BESIDE) : n], *run[n + 1 : n + 1 + _BESIDE])
                form.beside.update(other.word for other in near)
                form.within = form.within or not _opens(text, token.start, starts)
                form.as_place += a_place
    return {word: form for word, form in found.items() if form.within and word.casefold() not in small}


def _runs(text: str, small: set[str], no_names: frozenset[str]) -> Iterator[list[_Token]]:
    """Capitalised words with one space between them, those left out that begin a sentence only ("In").

    The small words are added to `small`."""
    run: list[_Token] = []
    for match in _TOKEN.finditer(text):
        if not match[0][0].isupper() or match[0].isupper() or match[0].casefold() in no_names:
            small.add(match[0].casefold() if match[0].islower() else "")
            if run:
                yield run
            run = []
            continue
        word = _POSSESSIVE.sub("", match[0])
        if run and text[run[-1].end : match.start()] not in (" ", "\u00a0"):
            yield run
            run = []
        run.append(_Token(word, match.start(), match.start() + len(word)))
    if run:
        yield run


def _opens(text: str, start: int, starts: set[int]) -> bool:
    """Whether a sentence, quotation or line begins here."""
    return start in starts or text[max(0, start - 1) : start] in ("", "\n", "“", '"', "‘", "«")


def _place(text: str, run: list[_Token], before: re.Pattern[str], nouns: frozenset[str]) -> bool:
    first, last = run[0], run[-1]
    following = text[last.end : last.end + 24].split()
    return (
        before.search(text, max(0, first.start - 40), first.start) is not None
        or (bool(following) and following[0].strip(".,;:") in nouns)
        or any(token.word.casefold() in nouns for token in run)
    )
