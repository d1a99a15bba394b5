"""A reading as the JSON object of the design, with spans, confidences and cues beside the agreed fields.

Each candidate bears `index`, the place of its paragraph in "paragraphs", since labels repeat, and `spans`
in the source text; `paragraph` and `occurrence` are the label as printed and its run.
"""

from __future__ import annotations

from typing import Any

from sourcebook.reading.candidates import (
    Candidate,
    Citation,
    Event,
    Figure,
    Measure,
    NameGroup,
    Reaction,
    Recommendation,
    Source,
    Statement,
)
from sourcebook.reading.document import Document, Note, Paragraph
from sourcebook.reading.extract import Reading

Row = dict[str, Any]


def contract(reading: Reading) -> Row:
    """The whole reading as plain data, ready for `json.dumps`."""
    document = reading.document
    return {
        "title": document.title,
        "language": document.language,
        "format": document.format,
        "pages": document.pages,
        "scope_year": reading.context.year,
        "sections": [
            {"title": s.title, "level": s.level, "label": s.label, "span": s.passage.source_span()}
            for s in document.sections
        ],
        "paragraphs": [_paragraph(p) for p in document.paragraphs],
        "notes": [_note(document, n, reading.citations.get(n.number)) for n in document.notes],
        "lists": [
            {
                "paragraph": o.paragraph,
                "section": o.section,
                "items": [
                    {"label": i.label, "text": i.passage.text, "span": i.passage.source_span()}
                    for i in o.items
                ],
            }
            for o in document.lists
        ],
        "tables": [
            {
                "section": t.section,
                "page": t.page,
                "caption": t.caption,
                "head": t.head,
                "rows": t.rows,
                "span": t.span,
            }
            for t in document.tables
        ],
        "statements": [_statement(document, s) for s in reading.statements],
        "events": [_event(document, e) for e in reading.events],
        "figures": [_figure(document, f) for f in reading.figures],
        "reactions": [_reaction(document, r) for r in reading.reactions],
        "measures": [_measure(document, m) for m in reading.measures],
        "recommendations": [_recommendation(r) for r in reading.recommendations],
        "names": [_names(n) for n in reading.names],
        "problems": [{"what": p.what, "where": p.where, "span": p.span} for p in document.problems],
    }


def _paragraph(paragraph: Paragraph) -> Row:
    return {
        "label": paragraph.label,
        "occurrence": paragraph.occurrence,
        "section": paragraph.section,
        "text": paragraph.text,
        "notes": paragraph.notes,
        "span": paragraph.span,
        "page": paragraph.passage.page_at(0),
        "kind": paragraph.kind,
        "region": paragraph.region,
    }


def _note(document: Document, note: Note, citation: Citation | None) -> Row:
    keys = dict.fromkeys(document.paragraphs[index].key for index in note.cited_in)
    return {
        "number": note.number,
        "label": note.label,
        "kind": citation.kind if citation else ("explanatory" if note.text.strip() else "empty"),
        "text": note.text,
        "resolves_to": citation.resolves_to if citation else None,
        "cited_in": [key for key in keys if key is not None],
        "sources": [_source(note, s) for s in citation.sources] if citation else [],
        "problem": citation.problem if citation else None,
        "pinpoint": citation.pinpoint if citation else None,
        "span": note.passage.source_span(),
        "page": note.passage.page_at(0),
    }


def _source(note: Note, source: Source) -> Row:
    return {
        "publisher": source.publisher,
        "title": source.title,
        "date": source.date,
        "urls": source.urls,
        "accessed": source.accessed,
        "language": source.language,
        "details": source.details,
        "pinpoint": source.pinpoint,
        "symbol": source.symbol,
        "repairs": source.repairs,
        "flags": source.flags,
        "span": note.passage.source_span(*source.span),
    }


def _place(document: Document, candidate: Candidate) -> Row:
    paragraph = document.paragraphs[candidate.paragraph]
    return {
        "paragraph": paragraph.label,
        "occurrence": paragraph.occurrence,
        "index": paragraph.index,
        "notes": candidate.notes,
        "span": paragraph.passage.source_span(*candidate.span),
        "confidence": round(candidate.confidence, 2),
        "cues": candidate.cues,
    }


def _statement(document: Document, statement: Statement) -> Row:
    passage = document.paragraphs[statement.paragraph].passage
    return _place(document, statement) | {
        "speaker": statement.speaker,
        "role": statement.role,
        "date": statement.date,
        "occasion": statement.occasion,
        "place": statement.place,
        "quotes": [quote.text for quote in statement.quotes],
        "quote_spans": [passage.source_spans(*quote.span) for quote in statement.quotes],
        "manner": statement.manner,
        "year_stated": statement.year_stated,
    }


def _event(document: Document, event: Event) -> Row:
    return _place(document, event) | {
        "type": event.type,
        "date": event.date,
        "date_role": event.date_role,
        "place": event.place,
        "victims": event.victims,
        "perpetrator": event.perpetrator,
        "attributed_to": event.attributed_to,
        "words": event.words,
        "year_stated": event.year_stated,
    }


def _figure(document: Document, figure: Figure) -> Row:
    return _place(document, figure) | {
        "quantity": figure.quantity,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "as_of": figure.as_of,
        "attributed_to": figure.attributed_to,
        "text": figure.text,
        "parent": figure.parent,
    }


def _reaction(document: Document, reaction: Reaction) -> Row:
    return _place(document, reaction) | {
        "body": reaction.body,
        "speaker": reaction.speaker,
        "date": reaction.date,
        "instrument": reaction.instrument,
        "addressee": reaction.addressee,
    }


def _measure(document: Document, measure: Measure) -> Row:
    return _place(document, measure) | {
        "body": measure.body,
        "date": measure.date,
        "case": measure.case,
        "addressee": measure.addressee,
        "orders": measure.orders,
        "compliance": measure.compliance,
    }


def _recommendation(recommendation: Recommendation) -> Row:
    return {
        "label": recommendation.label,
        "addressees": recommendation.addressees,
        "actions": recommendation.actions,
        "same_as": recommendation.same_as,
        "section": recommendation.section,
        "index": recommendation.paragraph,
        "span": recommendation.span,
        "confidence": round(recommendation.confidence, 2),
        "cues": recommendation.cues,
    }


def _names(group: NameGroup) -> Row:
    return {
        "kind": group.kind,
        "name": group.name,
        "variants": [{"form": form, "count": count} for form, count in group.variants],
        "reasons": group.reasons,
        "confidence": round(group.confidence, 2),
    }
