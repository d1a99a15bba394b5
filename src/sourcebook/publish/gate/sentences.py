"""Every sentence with a quotation, a figure, a date or a person must lead to a record.

A reference counts for the sentence in which it stands or right after which it stands; a silent one for its
whole paragraph. What the team concludes refers to its finding, or to the paragraphs it rests on. In the
summary no figure is typed: it comes from a claim or a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from sourcebook.dates.find import find_dates
from sourcebook.publish.edition import Edition, Heading, Paragraph
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.gate.flat import Flat, flat
from sourcebook.publish.material import Material
from sourcebook.publish.printing.numbering import Placed, numbered
from sourcebook.publish.printing.words import words
from sourcebook.reading.analysis.quotations import Quoted, find_quotations
from sourcebook.reading.analysis.sentences import find_sentences
from sourcebook.text import Span

_FIGURE = re.compile(r"(?<![\w.,/:-])\d[\d,.]*(?![\w/-])")
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
        for placed in numbered(self.edition, words(self.language)):
            block = placed.block
            if isinstance(block, Heading):
                classes = {level: found for level, found in classes.items() if level < block.level}
                classes[block.level] = block.classes
            elif isinstance(block, Paragraph) and placed.region != "annex":
                yield from self._paragraph(placed, block, frozenset().union(*classes.values()))

    def _paragraph(self, placed: Placed, block: Paragraph, classes: frozenset[str]) -> Iterator[Problem]:
        text = flat(block)
        if "summary" in classes:
            yield from self._summary(placed, text)
        if "conclusions" in classes and not text.references:
            yield _problem(
                "conclusion-without-finding",
                "a conclusion refers to the finding or paragraphs it rests on: [@finding:...], [#...]",
                placed,
            )
            return
        if "recommendations" in classes:
            return
        quotations = list(find_quotations(text.text))
        spans = _sentences(text.text, quotations, self.language)
        for number, (start, end) in enumerate(spans):
            # Marks stand after the stop: they belong to the sentence that it ends.
            until = spans[number + 1].start if number + 1 < len(spans) else len(text.text) + 1
            if text.covered(start, until):
                continue
            why = self._why(text.text[start:end])
            if why:
                words_ = " ".join(text.text[start:end].split()[:9])
                yield _problem(
                    "sentence-unreferenced",
                    f"“{words_} ...” has {why} but no reference; refer to the record that says it",
                    placed,
                )

    def _why(self, sentence: str) -> str:
        """What in a sentence must be proved; "" for nothing."""
        for quotation in find_quotations(sentence):
            if quotation.depth == 0:
                inner = sentence[quotation.inner_start : quotation.inner_end]
                if len(inner.split()) >= _FEWEST_WORDS:
                    return "a quotation"
        dates = list(find_dates(sentence, self.language, self.year))
        if any(one.precision == "day" for one in dates):
            return "a date"
        bare = sentence
        for mention in reversed(dates):
            bare = f"{bare[: mention.start]} {bare[mention.end :]}"
        if _FIGURE.search(bare):
            return "a figure"
        if self._persons is not None and (person := self._persons.search(sentence)):
            return f"a person ({person[0]})"
        return "a date" if any(one.year_stated for one in dates) else ""

    @cached_property
    def _persons(self) -> re.Pattern[str] | None:
        names = {
            name["value"]
            for actor in self.material.of_kind.get("actor", ())
            if actor["fields"]["form"] == "person"
            for name in actor["parts"].get("names", ())
            if " " in name["value"]
        }
        if not names:
            return None
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")

    def _summary(self, placed: Placed, text: Flat) -> Iterator[Problem]:
        dates = [(one.start, one.end) for one in find_dates(text.text, self.language, self.year)]
        quotes = [(one.start, one.end) for one in find_quotations(text.text) if one.depth == 0]
        for found in _FIGURE.finditer(text.text):
            if any(start <= found.start() < end for start, end in (*dates, *quotes)):
                continue
            yield _problem(
                "summary-figure-typed",
                f"the figure {found[0]} in the summary is typed; write [=claim:...] or [=count:...]",
                placed,
            )


def _sentences(text: str, quotations: Sequence[Quoted], language: str) -> list[Span]:
    """The sentences; what an omission between two quotations parts is one."""
    found: list[Span] = []
    for span in find_sentences(text, quotations, language):
        goes_on = text.startswith(("...", "…", "[…]", "[...]"), span.start)
        ended_so = bool(found) and text[: found[-1].end].rstrip().endswith(("...", "…", "[…]", "[...]"))
        if found and (goes_on or ended_so):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _problem(rule: str, message: str, placed: Placed) -> Problem:
    return Problem(rule, message, placed.block.line, placed.where)


def _year(period: str) -> int:
    """The year of dates without one; without a period any does: such a date is one all the same."""
    found = re.search(r"\d{4}", period)
    return int(found[0]) if found else 2000
