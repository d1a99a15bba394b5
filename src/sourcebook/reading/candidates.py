"""Candidate records: what was found in a document, each with the exact characters it was read from.

A candidate is a proposal. A person accepts it or not; until then it counts for nothing. `paragraph` is
the index into `Document.paragraphs` (never the label, which may repeat); spans are offsets into that
paragraph's text. `confidence` is calibrated: of the candidates at .9 or more, nine in ten are right.
`cues` name the rules and words that led here, for the person who judges.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sourcebook.text import Span

NoteKind = Literal["citation", "ibid", "explanatory", "empty"]


@dataclass(frozen=True, slots=True)
class Source:
    """A cited source, as parsed from a note. `span` are offsets into the note's text.

    `date` is EDTF, `accessed` an ISO day, `language` the BCP 47 code of the title's language. `details` is
    what stands in the citation beside these (journal, pages, publisher's place). `repairs` are readings
    proposed for broken URLs: (as printed, as proposed); they are not applied to `urls` unless the break
    is a mere line break, and even then listed. `flags` name what is odd about the citation.
    """

    span: Span
    publisher: str | None = None
    title: str | None = None
    date: str | None = None
    urls: tuple[str, ...] = ()
    accessed: str | None = None
    language: str | None = None
    details: str | None = None
    pinpoint: str | None = None
    symbol: str | None = None
    repairs: tuple[tuple[str, str], ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """What a note is: its kind, its sources, and for Ibid and supra the number of the note meant."""

    note: int
    kind: NoteKind
    sources: tuple[Source, ...] = ()
    resolves_to: int | None = None
    pinpoint: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What every candidate has."""

    paragraph: int
    span: Span
    notes: tuple[int, ...] = field(default=(), kw_only=True)
    confidence: float = field(default=0.5, kw_only=True)
    cues: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words of a statement: offsets of the words without their marks, and what they are."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Statement(Candidate):
    """Something said: speaker as named here, role held, date (EDTF), occasion, place, the words quoted.

    `speaker_span` is None where the speaker is reached back to ("he also said"). `manner` tells direct from
    indirect speech and from a phrase quoted within a sentence of the report's own.
    """

    speaker: str
    role: str | None
    date: str | None
    occasion: str | None
    place: str | None
    quotes: tuple[Quotation, ...]
    manner: Literal["direct", "partial", "indirect"] = "direct"
    speaker_span: Span | None = None
    year_stated: bool = True


@dataclass(frozen=True, slots=True)
class Event(Candidate):
    """Something that happened. `date_role` tells whether the day is the event's or its evidence's."""

    type: str
    date: str | None
    place: str | None
    victims: tuple[str, ...] = ()
    perpetrator: str | None = None
    attributed_to: str | None = None
    date_role: Literal["event", "evidence"] = "event"
    words: str = ""
    year_stated: bool = True


@dataclass(frozen=True, slots=True)
class Figure(Candidate):
    """A number with what it counts. `parent` is the position, among all figures, of the larger figure."""

    quantity: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: str | None
    unit: str | None
    as_of: str | None
    attributed_to: str | None
    text: str
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Reaction(Candidate):
    """What a body said or did about something: instrument, addressee, date, speaker."""

    body: str
    speaker: str | None
    date: str | None
    instrument: str | None
    addressee: str | None


@dataclass(frozen=True, slots=True)
class Measure(Candidate):
    """What a court or body ordered: case, addressee, each order, compliance as stated."""

    body: str
    date: str | None
    case: str | None
    addressee: str | None
    orders: tuple[str, ...] = ()
    compliance: str | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What is asked of whom. `span` is in the source; `same_as` the label of an earlier equal one."""

    label: str
    span: Span
    addressees: tuple[str, ...]
    actions: tuple[str, ...]
    same_as: str | None = None
    section: tuple[str, ...] = ()
    paragraph: int | None = None
    confidence: float = 0.5
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameGroup:
    """One person, body or place written in several ways: never merged, only proposed, with the reasons."""

    kind: Literal["person", "body", "place"]
    name: str
    variants: tuple[tuple[str, int], ...]
    reasons: tuple[str, ...]
    confidence: float = 0.5
