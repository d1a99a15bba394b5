"""What an edition quotes against the records that the sentence refers to, word for word.

The record's text is compared, its translation, the passages of its evidence, and where only a source is
referred to the text layers of its captures. Where there is no text to compare with, that is counted and told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sourcebook.checks.verbatim import SourceText, verify
from sourcebook.checks.verbatim.source import prepared
from sourcebook.publish.edition import Cite, Edition, Grid, Paragraph, Quotation
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.gate.flat import Flat, flats
from sourcebook.publish.gate.sentences import sentences
from sourcebook.publish.material import Material, NoSuchRecord, Plain
from sourcebook.publish.printing.numbering import Placed, numbered
from sourcebook.publish.printing.words import words
from sourcebook.reading.analysis.quotations import find_quotations

_FEWEST_WORDS = 3
_MARKS = "“”„«»\"‘’' "


class Quotations:
    """Compares the quotations of an edition; `compared` and `not_compared` count them."""

    def __init__(self, edition: Edition, material: Material) -> None:
        self.edition = edition
        self.material = material
        self.compared = 0
        self.not_compared = 0
        self._prepared = cache(self._text_of)

    def problems(self) -> Iterator[Problem]:
        """Quotations that are not in what they refer to, in the order of the text."""
        before = Flat()
        for placed in numbered(self.edition, words(self.edition.front.language)):
            match placed.block:
                case Paragraph():
                    [before] = flats(placed.block)
                    yield from self._within(before, placed)
                case Grid():
                    for row in flats(placed.block):
                        yield from self._within(row, placed)
                case Quotation():
                    [text] = flats(placed.block)
                    cites = text.cites_within(-1, len(text.text)) or _last(before)
                    yield from self._told(text.text.strip(_MARKS), cites, placed)

    def _within(self, text: Flat, placed: Placed) -> Iterator[Problem]:
        """The quotations of a text, each with what its sentence refers to."""
        spans = list(sentences(text.text, self.edition.front.language))
        for one in find_quotations(text.text):
            quote = text.text[one.inner_start : one.inner_end]
            if one.depth or len(quote.split()) < _FEWEST_WORDS:
                continue
            start = max((start for start, _, _ in spans if start <= one.start), default=0)
            until = min((start for start, _, _ in spans if start >= one.end), default=len(text.text) + 1)
            yield from self._told(quote, text.cites_within(start, until), placed)

    def _told(self, quote: str, cites: Sequence[Cite], placed: Placed) -> Iterator[Problem]:
        message = self._wrong(quote, cites)
        if message:
            yield Problem("quotation-not-in-record", message, placed.block.line, placed.where)

    def _wrong(self, quote: str, cites: Sequence[Cite]) -> str:
        texts = [text for id in self._ids(cites) if (text := self._prepared(id)) is not None]
        verdicts = [verify(quote, text) for text in texts]
        if all(verdict.kind == "translation" for verdict in verdicts):
            self.not_compared += 1
            return ""
        self.compared += 1
        if any(verdict.faithful for verdict in verdicts):
            return ""
        best = min(verdicts, key=lambda one: one.kind == "not-found")
        return f"“{' '.join(quote.split()[:8])} ...” is not so in the record: {best.message}"

    def _ids(self, cites: Sequence[Cite]) -> Iterator[str]:
        for cite in cites:
            try:
                yield str(self.material.get(cite.kind, cite.key)["id"])
            except NoSuchRecord:
                # Printing tells of it; there is nothing to compare with.
                continue

    def _text_of(self, id: str) -> SourceText | None:
        record = self.material.records[id]
        if record["kind"] not in ("statement", "source"):
            # What an event or a figure was read from is told by the report, not quoted from it.
            return None
        texts = list(_texts(record))
        if record["kind"] == "source":
            for capture in self.material.captures_of.get(id, ()):
                text = self.material.text_of(capture["id"])
                texts += [text] if text else []
        return prepared("\n\n".join(texts)) if texts else None


def _last(before: Flat) -> list[Cite]:
    """What the end of the paragraph that leads to a quotation refers to."""
    end = len(before.text.rstrip())
    return [cite for one in before.references if one.silent or one.offset >= end for cite in one.cites]


def _texts(record: Plain) -> Iterator[str]:
    fields = record["fields"]
    yield from (str(fields[name]) for name in ("text", "translation") if fields.get(name))
    yield from (row["exact"] for row in record.get("evidence", ()) if row.get("exact"))
