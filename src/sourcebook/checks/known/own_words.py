"""The team's own words in a dossier: notes, descriptions, findings. What others said is never among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sourcebook.checks.known.dossier import Dossier
from sourcebook.checks.known.records import Event, FollowUp, Record, Statement, Watch
from sourcebook.languages import language_of
from sourcebook.reading.analysis import ParagraphView, find_quotations, find_sentences
from sourcebook.reading.analysis.clauses import masked
from sourcebook.reading.document import Paragraph
from sourcebook.text import Passage
from sourcebook.text.passage import Piece


@dataclass(frozen=True)
class OwnText:
    """A text of the team's, in one of the languages that it writes in."""

    record: Record
    field: str
    text: str
    language: str

    @cached_property
    def view(self) -> ParagraphView:
        """The text with its sentences and quotations."""
        size = len(self.text)
        paragraph = Paragraph(0, None, 1, (), Passage(self.text, (Piece(0, size, 0, size),), ()))
        quotations = tuple(find_quotations(self.text))
        return ParagraphView(
            paragraph, tuple(find_sentences(self.text, quotations, self.language)), quotations, ()
        )

    @cached_property
    def own(self) -> str:
        """The text with quotations and brackets blotted out, at equal length."""
        return masked(self.view)


def own_texts(dossier: Dossier) -> Iterator[OwnText]:
    """Every text of the team's. What an import or a machine wrote is not theirs before somebody accepts
    it."""
    for record in dossier.each(Record):
        if record.taken_over:
            for field, text in _texts(record):
                if text.strip():
                    yield OwnText(record, field, text, _language(text, dossier.policy.voice))


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    yield "note", record.note
    if isinstance(record, (Event, FollowUp)):
        yield "description", record.description
    if isinstance(record, Watch):
        yield "criteria", record.criteria
    if isinstance(record, Statement) and record.form == "finding":
        yield "text", record.text


def _language(text: str, voice: tuple[str, ...]) -> str:
    if len(voice) == 1:
        return voice[0]
    found = language_of(text)
    return found if found in voice else voice[0]
