"""One record as a paragraph in the form of the field, by its kind and form."""

from __future__ import annotations

from sourcebook.publish.drafting.counted import claim_paragraph
from sourcebook.publish.drafting.decided import (
    finding_paragraph,
    followup_sentences,
    measure_paragraph,
    recommendation_paragraph,
)
from sourcebook.publish.drafting.happened import event_paragraph
from sourcebook.publish.drafting.said import statement_paragraph
from sourcebook.publish.drafting.speaking import speakers_of
from sourcebook.publish.drafting.writer import Writer
from sourcebook.publish.edition.tree import Front, Paragraph
from sourcebook.publish.material import Material, Plain

DRAFTED = ("statement", "event", "claim", "followup")


def paragraph_for(
    record: Plain, material: Material, language: str = "en", front: Front | None = None
) -> Paragraph:
    """The paragraph that a record is drafted as: date, speaker, office, words, and references behind them.

    With the front matter of an edition, the year of its period goes without saying, and an office that was
    no longer held on its day is one held "then". Raises ValueError for a kind that is no paragraph (a source,
    a place), PatternError for a language without patterns.
    """
    return written(record, Writer.of(material, front, language))


def written(record: Plain, writer: Writer) -> Paragraph:
    """A record as a paragraph, by a writer that serves many."""
    match record["kind"]:
        case "event":
            return event_paragraph(record, writer)
        case "claim":
            return claim_paragraph(record, writer)
        case "followup":
            return writer.paragraph(record, followup_sentences(record, writer, _target(record, writer)))
        case "statement":
            return _statement(record, writer)
    raise ValueError(f"a {record['kind']} is no paragraph of a report; {', '.join(DRAFTED)} are")


def _statement(record: Plain, writer: Writer) -> Paragraph:
    match record["fields"]["form"]:
        case "measure":
            return measure_paragraph(record, writer)
        case "recommendation":
            return recommendation_paragraph(record, writer)
        case "finding":
            return finding_paragraph(record, writer)
    return statement_paragraph([record], writer)


def _target(followup: Plain, writer: Writer) -> str:
    """What a follow-up is of, in words: the case or instrument, and whose."""
    target = writer.naming.record(followup["fields"]["target"])
    if target is None or target["kind"] != "statement":
        return ""
    told = target["fields"]["case"] or target["fields"]["instrument"]
    speakers = speakers_of(target, writer, short=True)
    return " – ".join(part for part in (told, speakers.phrase if speakers else "") if part)
