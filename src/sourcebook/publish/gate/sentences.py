"""Every sentence with a quotation, a figure, a date or a person must lead to a record.

A reference counts for the sentence in which it stands or right after which it stands; a silent one for its
whole paragraph. A quotation set apart may lean on the reference that ends the paragraph before it. Each row
of a table that was typed leads to a record of its own. What the team concludes refers to its finding, or to
the paragraphs it rests on. In the summary no figure is typed: it comes from a claim or a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sourcebook.dates.find import find_dates
from sourcebook.publish.edition import Edition, Grid, Heading, Paragraph, Quotation
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.gate.figures import figures, without_names
from sourcebook.publish.gate.flat import Flat, flats
from sourcebook.publish.material import Material
from sourcebook.publish.printing.numbering import Placed, numbered
from sourcebook.publish.printing.words import words
from sourcebook.reading.analysis.quotations import Quoted, find_quotations
from sourcebook.reading.analysis.sentences import find_sentences
from sourcebook.text import Span

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
# One quoted word is a term, not what somebody said.
_FEWEST_WORDS = 3


class Sentences:
    """Looks at the sentences of an edition."""

    def __init__(self, edition: Edition, material: Material) -> None:
        self.edition = edition
        self.material = material
        self.language = edition.front.language
        self.year = _year(edition.front.period)

    def problems(self) -> Iterator[Problem]:
        """What is wrong, in the order of the text."""
        classes: dict[int, frozenset[str]] = {}
        before = Flat()
        for placed in numbered(self.edition, words(self.language)):
            block = placed.block
            if isinstance(block, Heading):
                classes = {level: found for level, found in classes.items() if level < block.level}
                classes[block.level] = block.classes
            elif isinstance(block, Paragraph):
                [text] = flats(block)
                yield from self._paragraph(placed, text, frozenset().union(*classes.values()))
                before = text
            elif isinstance(block, Quotation):
                yield from self._quotation(placed, before)
            elif isinstance(block, Grid):
                yield from self._rows(placed)

    def _paragraph(self, placed: Placed, text: Flat, classes: frozenset[str]) -> Iterator[Problem]:
        if "summary" in classes:
            yield from self._summary(placed, text)
        if "conclusions" in classes and not text.references:
            yield _problem(
                "conclusion-without-finding",
                "a conclusion refers to the finding or paragraphs it rests on: [@finding:...], [#...]",
                placed,
            )
            return
        # What is asked for has days and numbers of its own; what it quotes was said by somebody.
        asks = "recommendations" in classes
        for start, end, until in sentences(text.text, self.language):
            if text.covered(start, until):
                continue
            why = self._quoted(text.text[start:end]) if asks else self._why(text, start, end)
            if why:
                yield self._unreferenced(text.text[start:end], why, placed)

    def _quotation(self, placed: Placed, before: Flat) -> Iterator[Problem]:
        """A quotation set apart, with the paragraph that leads to it."""
        [text] = flats(placed.block)
        led = any(one.silent or one.offset >= len(before.text.rstrip()) for one in before.references)
        if not text.references and not led and text.text.strip():
            yield self._unreferenced(text.text, "a quotation", placed)

    def _rows(self, placed: Placed) -> Iterator[Problem]:
        for row in flats(placed.block):
            why = "" if row.references else self._why(row, 0, len(row.text))
            if why:
                yield self._unreferenced(row.text, why, placed)

    def _unreferenced(self, sentence: str, why: str, placed: Placed) -> Problem:
        some = " ".join(sentence.split()[:9])
        return _problem(
            "sentence-unreferenced",
            f"“{some} ...” has {why} but no reference; refer to the record that says it",
            placed,
        )

    def _why(self, text: Flat, start: int, end: int) -> str:
        """What in a sentence must be proved; "" for nothing."""
        sentence = text.text[start:end]
        if quoted := self._quoted(sentence):
            return quoted
        bare = list(without_names(_without_quoted(sentence), self.language))
        for first, last in text.titles:
            for found in _YEAR.finditer(text.text, max(first, start), max(min(last, end), start)):
                bare[found.start() - start : found.end() - start] = " " * len(found[0])
        left = "".join(bare)
        dates = list(find_dates(left, self.language, self.year))
        if any(one.precision == "day" for one in dates):
            return "a date"
        for mention in reversed(dates):
            left = f"{left[: mention.start]} {left[mention.end :]}"
        if next(figures(left, self.language), None):
            return "a figure"
        if person := self.material.persons.first(sentence):
            return f"a person ({person})"
        return "a date" if any(one.year_stated for one in dates) else ""

    def _quoted(self, sentence: str) -> str:
        for quotation in find_quotations(sentence):
            inner = sentence[quotation.inner_start : quotation.inner_end]
            if quotation.depth == 0 and len(inner.split()) >= _FEWEST_WORDS:
                return "a quotation"
        return ""

    def _summary(self, placed: Placed, text: Flat) -> Iterator[Problem]:
        bare = without_names(_without_quoted(text.text), self.language)
        dates = [(one.start, one.end) for one in find_dates(bare, self.language, self.year)]
        for found in figures(bare, self.language):
            if any(start <= found.start < end for start, end in dates):
                continue
            figure = text.text[found.start : found.end]
            yield _problem(
                "summary-figure-typed",
                f"the figure {figure} in the summary is typed; write [=claim:...] or [=count:...]",
                placed,
            )


def sentences(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, until) of each sentence: marks up to `until` stand after its stop and belong to it.

    What an omission between two quotations parts is one sentence.
    """
    spans = _joined(text, list(find_quotations(text)), language)
    for number, (start, end) in enumerate(spans):
        yield start, end, spans[number + 1].start if number + 1 < len(spans) else len(text) + 1


def _joined(text: str, quotations: Sequence[Quoted], language: str) -> list[Span]:
    found: list[Span] = []
    for span in find_sentences(text, quotations, language):
        goes_on = text.startswith(("...", "…", "[…]", "[...]"), span.start)
        ended_so = bool(found) and text[: found[-1].end].rstrip().endswith(("...", "…", "[…]", "[...]"))
        if found and (goes_on or ended_so):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _without_quoted(text: str) -> str:
    """The text with what stands in quotation marks blanked; offsets stay as they were."""
    found = list(text)
    for one in find_quotations(text):
        if one.depth == 0:
            found[one.inner_start : one.inner_end] = " " * (one.inner_end - one.inner_start)
    return "".join(found)


def _problem(rule: str, message: str, placed: Placed) -> Problem:
    return Problem(rule, message, placed.block.line, placed.where)


def _year(period: str) -> int:
    """The year of dates without one; without a period any does: such a date is one all the same."""
    found = re.search(r"\d{4}", period)
    return int(found[0]) if found else 2000
