"""What every paragraph needs: patterns, the day of the edition, references, and sentences made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sourcebook.dates import DateError, bounds, find_dates
from sourcebook.publish.drafting.dating import dated
from sourcebook.publish.drafting.marking import marked
from sourcebook.publish.drafting.naming import Naming
from sourcebook.publish.drafting.patterns import Patterns, patterns
from sourcebook.publish.drafting.template import Inlines
from sourcebook.publish.edition.tree import (
    Cite,
    Front,
    Inline,
    Item,
    Paragraph,
    Reference,
    Text,
    joined,
    plain_text,
)
from sourcebook.publish.material import Material, NoSuchRecord, Plain
from sourcebook.reading.analysis.quotations import find_quotations
from sourcebook.reading.analysis.sentences import find_sentences

_ENDED = re.compile(r"[.!?…:]['\"”’»)\]]*$")
# What the team says itself rests on no source of others.
_OF_THE_TEAM = ("finding", "recommendation")


@dataclass(frozen=True)
class Writer:
    """Writes sentences from records. `year` goes without saying, `day` is that of the edition."""

    material: Material
    patterns: Patterns
    year: int | None = None
    day: date | None = None

    @staticmethod
    def of(material: Material, front: Front | None, language: str) -> Writer:
        """A writer for an edition; without one every year is said. Raises PatternError."""
        year = day = None
        if front is not None:
            try:
                low, high = bounds(front.period) if front.period else (date.min, date.max)
                year = low.year if low.year == high.year else None
                day = bounds(front.date)[1] if front.date else None
            except DateError as error:
                raise DateError(f"the front matter of the edition: {error}") from None
        return Writer(material, patterns(language), year, day)

    @cached_property
    def naming(self) -> Naming:
        """Names of actors and places."""
        return Naming(self.material)

    @cached_property
    def claims_about(self) -> Mapping[str, tuple[Plain, ...]]:
        """The published claims about a record, by its id."""
        return _by_link(self.material, "claim", "about")

    @cached_property
    def followups_of(self) -> Mapping[str, tuple[Plain, ...]]:
        """The published follow-ups of a statement, by its id."""
        return _by_link(self.material, "followup", "target")

    def key(self, record: Plain) -> str:
        """The first eight digits of an id, or as many more as name this record alone."""
        bare = str(record["id"]).replace("-", "")
        for length in range(8, len(bare), 4):
            try:
                self.material.get(record["kind"], bare[:length])
            except NoSuchRecord:
                continue
            return bare[:length]
        return bare

    def reference(self, *records: Plain) -> Reference:
        """A reference to records."""
        return Reference(tuple(Cite(_cited_as(one), self.key(one)) for one in records))

    def date(self, record: Plain, field: str = "when") -> str:
        """A date field in words, with its preposition; for a date that is not there, why.

        What is known to have been published on a day was said by then at the latest.
        """
        edtf = record["fields"].get(field) or ""
        published = record["fields"].get("published") or ""
        if not edtf and field == "when" and published and "/" not in published:
            edtf = f"../{published}"
        if edtf:
            return dated(edtf, self.patterns, self.year)
        return self._absent(record, field) or self.patterns.absent[""]

    def unnamed(self, record: Plain, part: str, rows: Iterable[Plain], named: bool) -> str:
        """What stands for those of some rows whose names are kept from the public; "" where there is none.

        A row that is not shown at all had a part that nobody knows: it counts where none is `named`.
        """
        hidden = sum(self.naming.hides(record, f"{part}/{row['id']}") for row in rows)
        if not hidden and not named and self.naming.hides(record, f"{part}/"):
            hidden = 1
        return "" if not hidden else self.patterns.unnamed["one" if hidden == 1 else "several"]

    def in_place_of_a_source(self, record: Plain) -> str:
        """What stands for a source under a record that is kept from the public; "" where there is none."""
        return self.patterns.unnamed["source"] if self.naming.hides_source(record) else ""

    def _absent(self, record: Plain, field: str) -> str:
        """Why a date is not there, where the record says so."""
        told = any(one.get("field") == field for one in record.get("withheld", ()))
        if told or self.naming.hides(record, field):
            return self.patterns.absent["withheld"]
        why = str((record.get("absent") or {}).get(field, ""))
        return self.patterns.absent.get(why, "") if why else ""

    def date_beside(self, record: Plain, words: str, field: str = "when") -> str:
        """The date, unless these words give it already; where there is none, why, if the record says so."""
        edtf = record["fields"].get(field) or ""
        if not edtf:
            return self._absent(record, field)
        low, high = bounds(edtf)
        # An open end of a date has no year that words could mean.
        year = self.year or next((one.year for one in (low, high) if one not in (date.min, date.max)), None)
        for mention in find_dates(words, self.patterns.language, year):
            first, last = bounds(mention.edtf)
            if first <= high and low <= last:
                return ""
        return self.date(record, field)

    def fill(self, template: str, **values: Inlines | str | None) -> Inlines:
        """A pattern filled."""
        return self.patterns.templates[template].fill(values)

    def said(self, template: str, *records: Plain, **values: Inlines | str | None) -> Inlines:
        """A sentence from a pattern, with the reference to its records behind it."""
        return self.sentence(self.fill(template, **values), *records)

    def sentence(self, inlines: Inlines, *records: Plain) -> Inlines:
        """A sentence: a capital in front, a stop behind, the reference behind that."""
        began = capitalised(inlines)
        stop: Inlines = () if _ENDED.search(plain_text(began).rstrip()) else (Text("."),)
        mark: Inlines = (self.reference(*records),) if records else ()
        return joined([*began, *stop, *mark])

    def told(self, words: str, record: Plain, speaker: str = "") -> list[Inlines]:
        """Whole sentences of a record as they stand; the mark behind the last, the others rest on it too.

        The first says the date where the words do not, and who speaks where `speaker` is given.
        """
        words = " ".join(words.split())
        first = {"date": self.date_beside(record, words)}
        spans = list(find_sentences(words, list(find_quotations(words)), self.patterns.language))
        silent = Reference(self.reference(record).cites, silent=True)
        found = []
        for number, span in enumerate(spans):
            one = words[span.start : span.end]
            if speaker and not number:
                told = self.sentence(self.fill("told_by", told=one, speaker=speaker, **first))
            else:
                told = self.sentence(self.fill("told", told=one, **({} if number else first)))
            found.append((*told, self.reference(record) if number == len(spans) - 1 else silent))
        return found

    def paragraph(
        self,
        record: Plain,
        sentences: Sequence[Inlines],
        items: tuple[Item, ...] = (),
        after: Sequence[Inlines] = (),
    ) -> Paragraph:
        """Sentences as a paragraph under an id that comes from the record, each record marked once.

        A record without a source is said to have none, or none that is public, before the sentences that come
        `after`.
        """
        told = in_a_row([*sentences, *self._unsourced(record, sentences), *after])
        text = plain_text(told)
        # A quotation of many sentences has one mark: the others rest on the record too.
        if len(list(find_sentences(text, list(find_quotations(text)), self.patterns.language))) > 1:
            told = (*told, Reference(self.reference(record).cites, silent=True))
        children, listed = marked(told, items, self._may_be_cited)
        return Paragraph(children, f"{_cited_as(record)}-{self.key(record)}", listed)

    def _unsourced(self, record: Plain, sentences: Sequence[Inlines]) -> list[Inlines]:
        if self.naming.is_citable(record):
            return []
        if instead := self.in_place_of_a_source(record):
            said = any(instead in plain_text(sentence) for sentence in sentences)
            return [] if said else [self.said("source_hidden", record)]
        return [] if record["fields"].get("form") in _OF_THE_TEAM else [self.said("unsourced", record)]

    def _may_be_cited(self, cite: Cite) -> bool:
        return cite.kind == "finding" or self.naming.is_citable(self.material.get(cite.kind, cite.key))


def in_a_row(sentences: list[Inlines]) -> Inlines:
    """Sentences with a space between them."""
    found: list[Inline] = []
    for number, sentence in enumerate(sentences):
        found += [Text(" "), *sentence] if number else sentence
    return joined(found)


def capitalised(inlines: Inlines) -> Inlines:
    """Inlines whose first letter, where it is text, is a capital."""
    if not inlines or not isinstance(inlines[0], Text):
        return inlines
    text = inlines[0].text
    return (Text(text[:1].upper() + text[1:]), *inlines[1:])


def _cited_as(record: Plain) -> str:
    return "finding" if record["fields"].get("form") == "finding" else str(record["kind"])


def _by_link(material: Material, kind: str, link: str) -> dict[str, tuple[Plain, ...]]:
    found: dict[str, list[Plain]] = {}
    for record in material.of_kind.get(kind, ()):
        if record["fields"].get(link):
            found.setdefault(record["fields"][link], []).append(record)
    return {id: tuple(records) for id, records in found.items()}
