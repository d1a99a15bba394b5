"""Endnotes: what stands below a heading "Notes", at the end of a chapter or of the document.

They are taken out of the text before blocks are made. Each series that begins at 1 is a run of its own; marks
begin anew where their chapter does, so the n-th run belongs to the n-th series of marks.
"""

from __future__ import annotations

import re
from functools import cache

from sourcebook.reading.lexicon import lexicon, phrase_pattern
from sourcebook.reading.pdf.foot import FootNote
from sourcebook.reading.pdf.lines import Line
from sourcebook.reading.pdf.note_labels import number_of, starts_note, taken_off

_LANGUAGES = ("en", "es", "fr", "ru")
_NUMBER = re.compile(r"^\W*(?:(?:\d{1,2}|[IVXLC]{1,6})[.)]?\s+)?")


@cache
def _titles() -> frozenset[str]:
    return frozenset(
        name.casefold() for code in _LANGUAGES for name in lexicon("parts", code).get("notes", [])
    )


def announced(lines: list[Line]) -> int | None:
    """The index of a heading that announces notes, where the first of them stands right below."""
    for index, line in enumerate(lines):
        if _NUMBER.sub("", line.text, count=1).strip(" :.").casefold() in _titles() and _begins(
            lines[index + 1 :]
        ):
            return index
    return None


def take_endnotes(pages: list[list[Line]]) -> list[FootNote]:
    """The endnotes of all pages, in order; their lines are taken out of `pages`."""
    notes: list[FootNote] = []
    taker: _Taker | None = None
    for lines in pages:
        kept: list[Line] = []
        for index, line in enumerate(lines):
            if taker is not None and taker.takes(line, lines[index + 1 : index + 3]):
                continue
            kept.append(line)
            if taker is None or taker.ended:
                taker = _Taker(notes) if announced(lines[index : index + 4]) == 0 else None
        lines[:] = kept
    return notes


def _begins(below: list[Line]) -> bool:
    """Whether notes stand below: the first of the next lines bears the number 1."""
    return any(number_of(starts_note(line) or "") == 1 for line in below[:3])


def _annexed(line: Line) -> bool:
    return any(phrase_pattern("parts", "annex", code).match(line.text) for code in _LANGUAGES)


class _Taker:
    """Takes line after line into notes until something else begins."""

    def __init__(self, notes: list[FootNote]) -> None:
        self.notes = notes
        self.run = max((note.run for note in notes), default=0)
        self.last = 0
        self.size = 0.0
        self.ended = False

    def takes(self, line: Line, following: list[Line]) -> bool:
        """Whether the line belongs to a note; the taker has ended where it does not, unless the heading of a
        chapter stands between two runs."""
        if self.ended:
            return False
        label = starts_note(line)
        number = number_of(label or "")
        if number is not None and (number == 1 or self.last < number <= self.last + 2) and self._fits(line):
            if number == 1:
                self.run += 1
                self.size = line.size
            self.last = number
            self.notes.append(FootNote(label or "", line.page, [(line, taken_off(line))], self.run))
            return True
        heading = line.bold or line.text.isupper()
        if self.last and self._fits(line) and not heading:
            self.notes[-1].lines.append((line, 0))
            return True
        self.ended = not _begins(following) or _annexed(line)
        return False

    def _fits(self, line: Line) -> bool:
        return not self.size or abs(line.size - self.size) < 0.08 * self.size


class Series:
    """Counts series of marks: a new one begins where numbers start again at 1."""

    def __init__(self) -> None:
        self.count, self._last = 1, 0

    def of(self, label: str) -> int:
        """The series of a mark, which comes after those asked for before."""
        number = number_of(label) or self._last
        if number == 1 and self._last > 1:
            self.count += 1
        self._last = number
        return self.count
