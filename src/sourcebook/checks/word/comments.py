"""A copy of a Word file with the findings as comments, each at the words it is about.

A finding on a note hangs on the note's mark in the text and quotes the passage: comments within notes are
ignored by Word and make LibreOffice refuse the file. What hangs on no words of the file hangs on its first.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TypeAlias
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from sourcebook.checks.engine import Checked
from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.word.letters import Letters, W, marks_of
from sourcebook.reading.document import Document
from sourcebook.reading.errors import ReadingError
from sourcebook.reading.extract import Reading

_AUTHOR = "Sourcebook"

Run: TypeAlias = etree._Element


def with_comments(path: Path, reading: Reading, checked: Checked) -> tuple[bytes, int]:
    """The bytes of the copy, and how many findings have a comment (all of them).

    Raises ReadingError where the file cannot be opened as a Word file.
    """
    try:
        word = docx.Document(str(path))
    except (KeyError, ValueError, BadZipFile, PackageNotFoundError) as error:
        raise ReadingError(f"{path}: comments can only be put into a DOCX file ({error})") from error
    places = _Places(word, reading.document)
    for finding in checked.findings:
        first, last = places.of(finding)
        comment = word.comments.add_comment(text=_words(finding), author=_AUTHOR, initials="S")
        _mark(first, last, comment.comment_id)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue(), len(checked.findings)


def _words(finding: Finding) -> str:
    level = "remark" if finding.severity == "info" else finding.severity
    lines = [f"{level}: {finding.rule}", finding.message]
    lines += (f"{side.where}: {side.words}" if side.words else side.where for side in finding.sides)
    return "\n".join("".join(c for c in line if c.isprintable()) for line in lines)


class _Places:
    """Finds the runs that a finding is about."""

    def __init__(self, word: WordDocument, document: Document) -> None:
        self._document = document
        self._letters = Letters(word.element.body)
        self._marks = marks_of(word.element.body)
        self._first = next(iter(word.element.body.iter(f"{W}r")), None)
        if self._first is None:
            self._first = word.add_paragraph().add_run(" ")._r
        self._keys = {paragraph.key: paragraph for paragraph in document.paragraphs}

    def of(self, finding: Finding) -> tuple[Run, Run]:
        """The first and the last run of the first side that the file has."""
        for side in finding.sides:
            runs = self._mark(side) if side.note is not None else self._passage(side)
            if runs is not None:
                return runs
        return self._first, self._first

    def _mark(self, side: Side) -> tuple[Run, Run] | None:
        """The mark of a note: notes count on in the order of their marks."""
        numbers = [note.number for note in self._document.notes]
        at = numbers.index(side.note) if side.note in numbers else len(self._marks)
        return (self._marks[at], self._marks[at]) if at < len(self._marks) else None

    def _passage(self, side: Side) -> tuple[Run, Run] | None:
        home = self._keys.get(side.paragraph) if side.paragraph else None
        offsets = home.passage.offsets_of(side.span) if home and side.span else None
        if home and offsets:
            # Items within a paragraph are paragraphs of their own here, and their letters are not written.
            begin = home.text.rfind("\n", 0, offsets.start) + 1
            line = home.text[begin:].split("\n", 1)[0]
            words = line[offsets.start - begin : offsets.end - begin]
            found = self._letters.find(words, line, offsets.start - begin)
        else:
            found = self._letters.find(side.words.rstrip("…"), side.words.rstrip("…"), 0)
        if found is None:
            return None
        end = self._letters.in_paragraph(*found)
        # The end first: cutting a run there moves nothing that stands before it.
        self._letters.end_run(end - 1)
        first = self._letters.first_run(found[0])
        return first, self._letters.run_of(end - 1)


def _mark(first: Run, last: Run, number: int) -> None:
    """Puts a comment's marks around two runs, beside links and tracked insertions that hold them."""
    begin = etree.Element(f"{W}commentRangeStart", {f"{W}id": str(number)})
    end = etree.Element(f"{W}commentRangeEnd", {f"{W}id": str(number)})
    reference = etree.Element(f"{W}r")
    etree.SubElement(reference, f"{W}commentReference", {f"{W}id": str(number)})
    _outermost(first).addprevious(begin)
    after = _outermost(last)
    after.addnext(reference)
    after.addnext(end)


def _outermost(run: Run) -> etree._Element:
    """What stands for a run right below its paragraph."""
    while run.getparent().tag != f"{W}p":
        run = run.getparent()
    return run
