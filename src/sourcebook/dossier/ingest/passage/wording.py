"""The words of a passage: what is quoted in it, the day in it, and the evidence that they make."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sourcebook.dates import find_dates
from sourcebook.dossier.ingest.passage.candidates import Stretch
from sourcebook.dossier.ingest.passage.kept import Text, shape_of_layer
from sourcebook.dossier.ingest.report.drafts import OMITTED
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.reanchoring import page_at
from sourcebook.reading.analysis.quotations import find_quotations
from sourcebook.text.selectors import select


class NoPassage(ValueError):
    """There is no such passage in the text."""


@dataclass(frozen=True, slots=True)
class Read:
    """A field that was filled: what came of it, and `how` and where in the text it was read ("quotation",
    "sentence", "no year", ...; the pages have words for each)."""

    field: str
    value: str
    how: str
    start: int
    end: int


@dataclass
class Filling:
    """A record while it is filled."""

    text: Text
    plain: Plain
    reads: list[Read] = field(default_factory=list)

    def read(self, name: str, value: object, how: str, span: Stretch) -> None:
        """Notes where a field was read, and how."""
        self.reads.append(Read(name, str(value), how, *span))

    def rest_on(self, name: str, span: Stretch, locator: str = "") -> None:
        """Evidence for a field: W3C selectors over the layer."""
        self.plain["evidence"].append(evidence_row(self.text, name, *span, locator=locator))


def evidence_row(text: Text, name: str, start: int, end: int, **own: Any) -> Plain:
    """A piece of evidence for a field: a stretch of the text. Raises NoPassage."""
    try:
        selector = select(text.text, start, end)
    except ValueError as error:
        raise NoPassage(str(error)) from None
    return {
        "id": str(uuid.uuid4()), "field": name, "layer": text.layer, "exact": selector.exact,
        "prefix": selector.prefix, "suffix": selector.suffix, "start": start, "end": end,
        "page": page_at(text.pages, start), "locator": "", "basis": None, "on_file": "", "stance": "supports",
        "state": "anchored", **own,
    }  # fmt: skip


def trimmed(text: str, start: int, end: int) -> Stretch:
    """A stretch without the white space at its ends. Raises NoPassage where nothing is left."""
    if not 0 <= start < end <= len(text):
        raise NoPassage(f"{start} to {end} in a text of {len(text)} characters")
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end:
        raise NoPassage("only white space is selected")
    return start, end


def said(filling: Filling, span: Stretch) -> None:
    """What a selected statement says: the quotations in the selection without their marks, else all of it."""
    text = filling.text.text
    found = list(quotes(filling.text, span))
    plain = filling.plain
    plain["fields"]["language"] = filling.text.language
    if found:
        plain["fields"]["text"] = OMITTED.join(text[start:end] for start, end in found)
        if plain["fields"]["manner"] == "indirect":
            plain["fields"]["manner"] = "direct"
    else:
        plain["fields"]["text"] = text[slice(*span)]
        plain["fields"]["manner"] = "indirect"
    for stretch in found or [span]:
        filling.rest_on("text", stretch)
    filling.read("text", "", "quotation" if found else "selection", (found or [span])[0])


def quotes(text: Text, span: Stretch) -> Iterator[Stretch]:
    """The parts of a stretch that are quoted, without their marks."""
    shape = shape_of_layer(text)
    for block in shape.blocks[shape.block_at(span[0]) : shape.block_at(span[1] - 1) + 1]:
        for quoted in find_quotations(text.text[block.start : block.end]):
            start = max(span[0], block.start + quoted.inner_start)
            end = min(span[1], block.start + quoted.inner_end)
            if not quoted.depth and start < end:
                yield trimmed(text.text, start, end)


def lone_day(filling: Filling, span: Stretch) -> None:
    """The date of the passage, where it has one alone, with its year, outside what is quoted."""
    text = filling.text
    quoted = list(quotes(text, span))
    found = [
        mention
        for mention in find_dates(text.text[slice(*span)], text.language or "en")
        if mention.year_stated
        and not any(start < span[0] + mention.end and span[0] + mention.start < end for start, end in quoted)
    ]
    if len(found) == 1:
        stretch = span[0] + found[0].start, span[0] + found[0].end
        day = found[0].open_end()
        filling.plain["fields"] |= {"when": day, "when_words": text.text[slice(*stretch)]}
        filling.rest_on("when", stretch)
        filling.read("when", day, "only date", stretch)
