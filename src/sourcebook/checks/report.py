"""What rules look at: a reading, with what several rules need of it worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from sourcebook.checks.findings import Side
from sourcebook.languages import words
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.clauses import QUOTED, masked
from sourcebook.reading.candidates import Citation, Source
from sourcebook.reading.document import Document, Note
from sourcebook.reading.extract import Reading
from sourcebook.text import Span
from sourcebook.text.folding import skeleton

_FOLDER = Path(__file__).parent / "words"
_SHOWN = 240
_OPENING = 90


@dataclass(frozen=True, slots=True)
class Cited:
    """A source where it is cited: the note's number, the source's place in the note, and what was read."""

    note: int
    place: int
    source: Source

    @property
    def first_url(self) -> str | None:
        """The first address, if it has one."""
        return self.source.urls[0] if self.source.urls else None

    @property
    def named(self) -> str:
        """The source by its title, else its publisher, else its address, in quotation marks."""
        source = self.source
        return f"“{shortened(source.title or source.publisher or self.first_url or '')}”"


class Report:
    """A report under check.

    `position` names the paragraph or note that a rule looks at just now, for the message when one fails.
    `preserved` has the text of preserved sources by their address (as `bare_url` gives it).
    """

    def __init__(self, reading: Reading, preserved: Mapping[str, str] | None = None) -> None:
        self.reading = reading
        self.preserved: Mapping[str, str] = preserved or {}
        self.document: Document = reading.document
        self.language = reading.document.language
        self.position = ""

    @property
    def views(self) -> Iterator[ParagraphView]:
        """Every paragraph, the front matter's too."""
        for view in self.reading.context.views:
            self.position = self.place(view)
            yield view

    @property
    def numbered(self) -> Iterator[ParagraphView]:
        """The numbered paragraphs of the body."""
        return (view for view in self.views if view.paragraph.label and view.paragraph.region == "body")

    @property
    def body(self) -> Iterator[ParagraphView]:
        """The body without its summary."""
        return (v for v in self.views if v.paragraph.region == "body" and not self.in_summary(v))

    @property
    def summary(self) -> Iterator[ParagraphView]:
        """The paragraphs under the heading of the summary; none where there is no such heading."""
        return (v for v in self.views if self.in_summary(v))

    @property
    def notes(self) -> Iterator[tuple[Note, Citation]]:
        """Every note with what was read of it."""
        for note in self.document.notes:
            self.position = f"note {note.number}"
            yield note, self.reading.citations[note.number]

    @property
    def cited(self) -> Iterator[Cited]:
        """Every source of every note, in order."""
        for one in self._cited:
            self.position = f"note {one.note}"
            yield one

    @cached_property
    def _cited(self) -> tuple[Cited, ...]:
        return tuple(
            Cited(note.number, place, source)
            for note in self.document.notes
            for place, source in enumerate(self.reading.citations[note.number].sources)
        )

    @cached_property
    def _by_note(self) -> dict[int, list[Cited]]:
        found: dict[int, list[Cited]] = {}
        for one in self._cited:
            found.setdefault(one.note, []).append(one)
        return found

    def sources_of(self, number: int) -> list[Cited]:
        """The sources of a note, in order."""
        return self._by_note.get(number, [])

    @cached_property
    def by_url(self) -> dict[str, list[Cited]]:
        """The citations of each address, scheme, "www." and trailing slash apart."""
        found: dict[str, list[Cited]] = {}
        for one in self._cited:
            for url in one.source.urls:
                found.setdefault(bare_url(url), []).append(one)
        return found

    @cached_property
    def _own(self) -> dict[int, str]:
        return {view.paragraph.index: masked(view) for view in self.reading.context.views}

    def own(self, view: ParagraphView) -> str:
        """The paragraph's text with quotations and brackets blotted out, at equal length."""
        return self._own[view.paragraph.index]

    @cached_property
    def _unquoted(self) -> dict[int, str]:
        return {view.paragraph.index: _unquoted(view) for view in self.reading.context.views}

    def unquoted(self, view: ParagraphView) -> str:
        """The paragraph's text with quotations alone blotted out, brackets kept, at equal length."""
        return self._unquoted[view.paragraph.index]

    def words(self, name: str) -> dict[str, Any]:
        """The word list `name` of the checks, in the report's language; English where it has none."""
        return word_list(name, self.language)

    def data(self, name: str) -> dict[str, Any]:
        """A list of the checks that is the same for every language: hosts, parameters of addresses."""
        return words(name, "all", _FOLDER)

    @cached_property
    def _summary_titles(self) -> frozenset[str]:
        return frozenset(skeleton(title) for title in self.words("parts")["summary"])

    def in_summary(self, view: ParagraphView) -> bool:
        """Whether a paragraph without a number stands under the heading of the summary."""
        paragraph = view.paragraph
        return paragraph.label is None and any(
            skeleton(title) in self._summary_titles for title in paragraph.section
        )

    @cached_property
    def _recommended(self) -> frozenset[int]:
        return frozenset(recommendation.span.start for recommendation in self.reading.recommendations)

    def recommends(self, view: ParagraphView) -> bool:
        """Whether a paragraph is a recommendation."""
        return view.paragraph.span.start in self._recommended

    def place(self, view: ParagraphView) -> str:
        """Where a paragraph stands, in words."""
        key = view.paragraph.key
        if key:
            return f"paragraph {key}"
        return f"“{view.paragraph.section[-1]}”" if view.paragraph.section else "front matter"

    def side(self, view: ParagraphView, start: int = 0, end: int | None = None) -> Side:
        """`text[start:end]` of a paragraph as evidence."""
        end = len(view.text) if end is None else end
        span = view.paragraph.passage.source_span(start, end)
        return Side(self.place(view), shortened(view.text[start:end]), span, view.paragraph.key)

    def opening(self, view: ParagraphView) -> Side:
        """The first words of a paragraph as evidence."""
        text = view.text
        end = len(text) if len(text) <= _OPENING else max(text.rfind(" ", 0, _OPENING), 1)
        side = self.side(view, 0, end)
        return side if end == len(text) else replace(side, words=f"{side.words} …")

    def sentence(self, view: ParagraphView, offset: int) -> Side:
        """The sentence at an offset as evidence."""
        return self.side(view, *view.sentence_at(offset))

    def note_side(self, number: int, span: Span | None = None) -> Side:
        """A note, or a stretch of its text, as evidence."""
        note = self.document.notes_by_number[number]
        start, end = span or Span(0, len(note.text))
        return Side(
            f"note {number}",
            shortened(note.text[start:end]),
            note.passage.source_span(start, end),
            note=number,
        )

    def source_side(self, one: Cited) -> Side:
        """A cited source as evidence."""
        return self.note_side(one.note, one.source.span)

    def citing(self, number: int) -> tuple[str, ...]:
        """The labels of the paragraphs that cite a note."""
        keys = (self.document.key(index) for index in self.document.notes_by_number[number].cited_in)
        return tuple(dict.fromkeys(key for key in keys if key))


def _unquoted(view: ParagraphView) -> str:
    characters = list(view.text)
    for quoted in view.quotations:
        characters[quoted.start : quoted.end] = QUOTED * (quoted.end - quoted.start)
    return "".join(characters)


def word_list(name: str, language: str) -> dict[str, Any]:
    """The word list `name` of the checks, in a language; English where it has none."""
    return words(name, language, _FOLDER) or words(name, "en", _FOLDER)


def shortened(words: str) -> str:
    """Words short enough to be shown, on one line."""
    # So many words are longer than what is shown: the rest of an endless sentence need not be looked at.
    line = " ".join(words.split(maxsplit=_SHOWN)[:_SHOWN])
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"


def bare_url(url: str) -> str:
    """An address without what may differ though it leads to the same page: scheme, "www.", last slash."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.strip(), flags=re.IGNORECASE).rstrip("/")


def parted(url: str) -> SplitResult:
    """An address in its parts; one without scheme is taken for https, a broken one for a bare path."""
    try:
        return urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return SplitResult("", "", url, "", "")


def host(url: str) -> str:
    """The host of an address, small letters, without "www."."""
    try:
        return (parted(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
