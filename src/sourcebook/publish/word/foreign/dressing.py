"""What a Word file knows of a draft's passages beside their words: languages, citations, cells with marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sourcebook.checks.word.filetext import FileText
from sourcebook.checks.word.placing import (
    Offsets,
    Place,
    Placed,
    Segment,
    after,
    marks_within,
    within,
)
from sourcebook.publish.citing import Cited
from sourcebook.publish.edition import Cite, Inline, Reference
from sourcebook.publish.own_words.apparatus import Apparatus, Spoken
from sourcebook.reading.document import Table
from sourcebook.text import Emphasis, Link, Mark, Passage

# No reader gives a mark such a label: it stands for the citation of that number.
_LABEL = "\ue000"


@dataclass(frozen=True, slots=True)
class Standing:
    """A citation as it stands in the file: the letters that it shows, its characters, what it cites."""

    place: Place
    shown: str
    cited: tuple[Cited, ...]


class Dressing(Apparatus):
    """The apparatus of a draft. `unplaced` gives the citations that were found in no passage."""

    def __init__(
        self,
        placed: Placed,
        in_text: Sequence[Standing],
        in_notes: Sequence[Standing],
        foreign: frozenset[str],
        numbers: Mapping[tuple[str, str], int],
        bibliography: frozenset[int],
    ) -> None:
        """`foreign` are tags of languages that are not the report's; `numbers` lead from the kind and id of a
        note in the file to its number; `bibliography` are indexes of paragraphs that are one.
        """
        self._placed = placed
        self._in_text = sorted(in_text, key=lambda standing: standing.place)
        self._in_notes = in_notes
        self._foreign = foreign
        self._numbers = numbers
        self._bibliography = bibliography
        self._done: dict[int, tuple[Passage, Passage]] = {}
        self._spoken: dict[int, tuple[Spoken, ...]] = {}
        self._seen: set[int] = set()
        self._of_note = self._by_note()

    def passage(self, passage: Passage) -> Passage:
        """The passage with the citations of programs as marks."""
        known = self._done.get(id(passage))
        if known is None:
            segments = self._placed.passages.get(id(passage), ())
            # Both are kept: an identity counts as long as what has it is there.
            known = self._done[id(passage)] = (passage, self._dressed(passage, segments))
        return known[1]

    def languages(self, passage: Passage) -> tuple[Spoken, ...]:
        """The words of a passage that the file tags with another language."""
        return self._spoken.get(id(passage), ())

    def placed(self, label: str) -> tuple[Inline, ...] | None:
        """The reference behind a citation; its words stay as they were typed."""
        if not label.startswith(_LABEL):
            return None
        standing = self._in_text[int(label[1:])]
        cites = tuple(Cite("source", one.id, one.before, one.after) for one in standing.cited)
        return (Reference(cites, silent=True),)

    def cited(self, note: int) -> tuple[Cited, ...]:
        """What the fields of a note cite."""
        return self._of_note.get(note, ())

    def silent(self, note: int) -> bool:
        """Every typed note names what it cites."""
        return True

    def left_out(self, paragraph: int) -> bool:
        """Whether a paragraph is part of a bibliography."""
        return paragraph in self._bibliography

    def cells(self, table: Table) -> tuple[tuple[Passage, ...], ...] | None:
        """The cells of a table with marks, looks, links and languages."""
        key = id(table)
        return tuple(
            tuple(self._cell(cell, self._placed.cells.get((key, row, column)), row < table.head)
                  for column, cell in enumerate(cells))
            for row, cells in enumerate(table.rows)
        )  # fmt: skip

    def unplaced(self) -> list[Standing]:
        """Citations of the text that no passage has; known once every passage was asked for."""
        return [one for number, one in enumerate(self._in_text) if number not in self._seen and one.cited]

    def _by_note(self) -> dict[int, tuple[Cited, ...]]:
        places = sorted((place.start, place.end, number) for number, place in self._placed.of_note.items())
        found: dict[int, tuple[Cited, ...]] = {}
        at = 0
        for one in sorted(self._in_notes, key=lambda standing: standing.place):
            while at < len(places) and places[at][1] <= one.place.start:
                at += 1
            if at < len(places) and places[at][0] <= one.place.start:
                number = places[at][2]
                found[number] = (*found.get(number, ()), *one.cited)
        return found

    def _dressed(self, passage: Passage, segments: Sequence[Segment]) -> Passage:
        body = id(passage) not in self._placed.of_notes
        text = self._placed.body if body else self._placed.notes
        marks = list(passage.marks)
        spoken: list[Spoken] = []
        for segment in segments:
            offsets = Offsets(passage.text, segment)
            spoken += self._in_foreign(text, segment.place, offsets)
            if body:
                marks += self._citations(passage.text, segment.place, offsets)
        dressed = replace(passage, marks=tuple(sorted(marks, key=lambda mark: mark.at)))
        self._spoken[id(dressed)] = tuple(spoken)
        return dressed

    def _in_foreign(self, text: FileText, place: Place, offsets: Offsets) -> Iterator[Spoken]:
        for one in within(text.languages, place):
            if one.value in self._foreign:
                yield Spoken(*offsets.stretch(one), one.value)

    def _citations(self, text: str, place: Place, offsets: Offsets) -> list[Mark]:
        found = []
        first = bisect_left(self._in_text, place.start, key=lambda one: one.place.start)
        last = bisect_left(self._in_text, place.end, key=lambda one: one.place.start)
        for number in range(first, last):
            one = self._in_text[number]
            self._seen.add(number)
            if one.cited:
                end = offsets.before(min(one.place.end, place.end))
                found.append(Mark(after(text, end, _tail(one.shown)), f"{_LABEL}{number}"))
        return found

    def _cell(self, cell: str, place: Place | None, header: bool) -> Passage:
        """A cell with the marks, looks, links and languages that the file has in it."""
        text = " ".join(cell.split())
        if place is None:
            return Passage(text)
        body, offsets = self._placed.body, Offsets(text, Segment(0, len(text), place))
        marks = self._citations(text, place, offsets)
        for mark in marks_within(body, place):
            number = self._numbers.get((mark.kind, mark.id))
            if number is not None:
                marks.append(Mark(offsets.before(mark.at), "", number))
        emphasis = [Emphasis(*offsets.stretch(one), "italic") for one in within(body.italic, place)]
        if not header:
            emphasis += [Emphasis(*offsets.stretch(one), "bold") for one in within(body.bold, place)]
        links = tuple(Link(*offsets.stretch(one), one.value) for one in within(body.links, place))
        passage = Passage(text, (), tuple(sorted(marks, key=lambda mark: mark.at)), tuple(emphasis), links)
        self._spoken[id(passage)] = tuple(self._in_foreign(body, place, offsets))
        self._done[id(passage)] = (passage, passage)
        return passage


def _tail(shown: str) -> str:
    """The signs behind the last letter of what a citation shows."""
    last = max((at for at, character in enumerate(shown) if character.isalnum()), default=-1)
    return shown[last + 1 :]
