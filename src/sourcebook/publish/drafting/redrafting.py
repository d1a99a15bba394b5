"""A statement drafted again from its record alone, and what it then says: for comparison with an original."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.publish.drafting.paragraphs import written
from sourcebook.publish.drafting.quoting import quoted
from sourcebook.publish.drafting.speaking import speakers_of
from sourcebook.publish.drafting.writer import Writer
from sourcebook.publish.edition.tree import plain_text
from sourcebook.publish.material import Material, Plain


@dataclass(frozen=True, slots=True)
class Redrafted:
    """What a re-drafted statement carries: who, when (EDTF), quotations, ids of the sources, text.

    `sources` are those of the statement's own notes, never the team's own report.
    """

    speaker: str
    date: str
    quotes: tuple[str, ...]
    sources: tuple[str, ...]
    text: str


def redraft(record: Plain, material: Material, language: str = "en") -> Redrafted:
    """A statement as it is drafted from its record alone."""
    writer = Writer.of(material, None, language)
    speakers = speakers_of(record, writer, short=True)
    found = quoted(record, material, language)
    direct = record["fields"]["manner"] != "indirect"
    return Redrafted(
        speaker=speakers.phrase if speakers else "",
        date=record["fields"]["when"],
        quotes=found.passages if found and direct else (),
        sources=tuple(writer.naming.sources(record)),
        text=plain_text(written(record, writer).children),
    )
