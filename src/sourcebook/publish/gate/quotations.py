"""What an edition quotes against the records that the sentence refers to, word for word.

The record's text is compared, its translation, the passages of its evidence, and where only a source is
referred to the text layers of its captures. Where there is no text to compare with, that is counted and told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sourcebook.checks.verbatim import SourceText, verify
from sourcebook.checks.verbatim.source import prepared
from sourcebook.publish.edition import Cite, Edition, Paragraph
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.gate.flat import flat
from sourcebook.publish.material import Material, NoSuchRecord, Plain
from sourcebook.publish.printing.numbering import numbered
from sourcebook.publish.printing.words import words
from sourcebook.reading.analysis.quotations import find_quotations
from sourcebook.reading.analysis.sentences import find_sentences

_FEWEST_WORDS = 3


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
        language = self.edition.front.language
        for placed in numbered(self.edition, words(language)):
            if not isinstance(placed.block, Paragraph) or placed.region == "annex":
                continue
            text = flat(placed.block)
            quotations = list(find_quotations(text.text))
            spans = list(find_sentences(text.text, quotations, language))
            for one in quotations:
                quote = text.text[one.inner_start : one.inner_end]
                if one.depth or len(quote.split()) < _FEWEST_WORDS:
                    continue
                start = max((span.start for span in spans if span.start <= one.start), default=0)
                until = min(
                    (span.start for span in spans if span.start >= one.end), default=len(text.text) + 1
                )
                message = self._wrong(quote, text.cites_within(start, until))
                if message:
                    yield Problem("quotation-not-in-record", message, placed.block.line, placed.where)

    def _wrong(self, quote: str, cites: Sequence[Cite]) -> str:
        texts = [text for id in self._ids(cites) if (text := self._prepared(id)) is not None]
        if not texts:
            self.not_compared += 1
            return ""
        self.compared += 1
        verdicts = [verify(quote, text) for text in texts]
        if any(verdict.faithful for verdict in verdicts):
            return ""
        if all(verdict.kind == "translation" for verdict in verdicts):
            self.compared -= 1
            self.not_compared += 1
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


def _texts(record: Plain) -> Iterator[str]:
    fields = record["fields"]
    yield from (str(fields[name]) for name in ("text", "translation") if fields.get(name))
    yield from (row["exact"] for row in record.get("evidence", ()) if row.get("exact"))
