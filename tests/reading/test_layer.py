"""The text layer holds the whole document, each passage in one piece and on its page."""

from __future__ import annotations

import random
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sourcebook.reading.document import Document, Note, Paragraph, Section, Table
from sourcebook.reading.extract import extract
from sourcebook.reading.layer import EXTRACTOR, VERSION, Layer, layer_of
from sourcebook.reading.read import read_document
from sourcebook.text import Passage, Span
from sourcebook.text.passage import Piece
from sourcebook.text.selectors import Reanchorer, select

FORMATS = ("md", "docx", "html", "pdf")
REPORTS = (
    "ecthr_fabian_hungary.docx",
    "iacthr_19comerciantes_es.pdf",
    "report2023.md",
    "un_afghanistan_A_79_797.pdf",
    "un_cat_A_80_44.pdf",
    "un_sudan_poe_S_2025_239.pdf",
)


@pytest.fixture(scope="module")
def documents(ardovia: Path) -> dict[str, Document]:
    return {ending: read_document(ardovia / f"report.{ending}") for ending in FORMATS}


def piece(text: str, source: int, page: int | None = None) -> Passage:
    return Passage(text, (Piece(0, len(text), source, len(text), page),))


def holds(document: Document, layer: Layer) -> None:
    """Everything that is read stands in the layer, where it says, and on the page it was read from."""
    text = layer.text
    for paragraph in document.paragraphs:
        place = layer.at_paragraph(paragraph.index)
        assert text[slice(*place)] == paragraph.text
        assert layer.at_source(paragraph.span) == place
        for at in (0, len(paragraph.text) - 1) if paragraph.text else ():
            assert layer.page_at(place.start + at) == paragraph.passage.page_at(at)
    for note in document.notes:
        place = layer.at_note(note.number)
        assert text[slice(*place)] == note.text
        assert text[: place.start].rstrip().endswith(f"[{note.number}]")
        if note.text:
            assert layer.at_source(note.passage.source_span()) == place
            assert layer.page_at(place.start) == note.passage.page_at(0)
    last = -1
    for section in document.sections:
        found = layer.at_source(section.passage.source_span())
        assert found is not None
        assert text[slice(*found)] == section.passage.text
        assert found.start > last
        last = found.start
    for listed in document.lists:
        for item in listed.items:
            found = layer.at_source(item.passage.source_span())
            assert found is not None
            assert text[slice(*found)] == item.passage.text
    for table in document.tables:
        if table.caption != "contents":
            for row in table.rows:
                assert "\t".join(re.sub(r"[\t\n]", " ", cell) for cell in row) in text
    in_layer = [layer.at_paragraph(p.index).start for p in document.paragraphs]
    assert in_layer == sorted(in_layer)
    assert [at for at, _ in layer.pages] == sorted({at for at, _ in layer.pages})


@pytest.mark.parametrize("ending", FORMATS)
def test_all_of_the_invented_report_is_there(documents: dict[str, Document], ending: str) -> None:
    document = documents[ending]
    layer = layer_of(document)
    holds(document, layer)
    assert layer == layer_of(document)
    assert layer.language == "en"
    assert bool(layer.pages) == (ending == "pdf")


def test_the_layers_of_all_formats_are_the_same_text(documents: dict[str, Document]) -> None:
    texts = {ending: layer_of(document).text for ending, document in documents.items()}
    assert texts["docx"] == texts["html"] == texts["md"]
    # Only the cells of tables and the title page are set otherwise in the PDF.
    assert abs(len(texts["pdf"]) - len(texts["md"])) < 300


@pytest.mark.parametrize(("old", "new"), [("docx", "pdf"), ("pdf", "docx")])
def test_what_is_anchored_in_one_format_is_found_in_the_other(
    documents: dict[str, Document], old: str, new: str
) -> None:
    reading, layer, other = extract(documents[old]), layer_of(documents[old]), layer_of(documents[new])
    spans = [
        layer.at_paragraph(found.paragraph, *found.span)
        for found in (*reading.statements, *reading.events, *reading.figures, *reading.reactions)
    ]
    spans += [layer.at_paragraph(s.paragraph, *q.span) for s in reading.statements for q in s.quotes]
    spans += [layer.at_note(n, *s.span) for n, c in reading.citations.items() for s in c.sources]
    spans += [place for r in reading.recommendations if (place := layer.at_source(r.span))]
    assert len(spans) > 500
    anchors = Reanchorer(other.text).resolve_all([select(layer.text, *span) for span in spans])
    for span, anchor in zip(spans, anchors, strict=True):
        assert anchor.span is not None, layer.text[slice(*span)]
        there = [c for c in other.text[slice(*anchor.span)] if c.isalnum()]
        assert there == [c for c in layer.text[slice(*span)] if c.isalnum()]


def test_every_recommendation_is_found_by_its_source(documents: dict[str, Document]) -> None:
    for document in documents.values():
        layer, reading = layer_of(document), extract(document)
        assert reading.recommendations
        for recommendation in reading.recommendations:
            place = layer.at_source(recommendation.span)
            assert place is not None
            for action in recommendation.actions:
                assert action.split()[0] in layer.text[slice(*place)]


def test_a_passage_that_crosses_a_page_is_of_one_piece(documents: dict[str, Document]) -> None:
    document = documents["pdf"]
    layer = layer_of(document)
    crossing = [p for p in document.paragraphs if p.passage.page_at(0) != p.passage.page_at(len(p.text) - 1)]
    assert crossing
    for paragraph in crossing:
        start, end = layer.at_paragraph(paragraph.index)
        assert layer.text[start:end] == paragraph.text
        assert (layer.page_at(end - 1) or 0) == (layer.page_at(start) or 0) + 1


@pytest.mark.parametrize("name", REPORTS)
def test_all_of_a_real_report_is_there(shared: Path, name: str) -> None:
    document = read_document(shared / "reports" / name)
    holds(document, layer_of(document))


SMALL = Document(
    source="Title Running 1 First para- Note. Running 2 graph. Cells Second.",
    title=None,
    language="en",
    sections=(Section("Title", 1, piece("Title", 0, 1)),),
    paragraphs=(
        Paragraph(
            0,
            "7",
            1,
            ("Title",),
            Passage("First paragraph.", (Piece(0, 10, 16, 10, 1), Piece(10, 6, 44, 6, 2))),
        ),
        Paragraph(1, None, 1, ("Title",), piece("Second.", 57, 2)),
    ),
    notes=(Note(1, "1", piece("Note.", 28, 1)), Note(2, "*", Passage(""))),
    tables=(
        Table((("a", "b\nc"), ("d", "")), Span(51, 56), ("Title",), 2, "Table 1"),
        Table((("Title", "1"),), Span(0, 5), (), 1, "contents"),
    ),
)


def test_what_a_layer_looks_like() -> None:
    layer = layer_of(SMALL)
    assert layer.text == (
        "Title\n\n7 First paragraph.\n\nTable 1\na\tb c\nd\t\n\nSecond.\n\n[1] Note.\n\n[2]"
    )
    assert layer.pages == ((0, 1), (19, 2), (54, 1))
    assert layer.text[54:] == "[1] Note.\n\n[2]"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ((0, 5), "Title"),
        ((16, 50), "First paragraph."),
        ((22, 46), "paragr"),
        ((28, 33), "Note."),
        ((29, 30), "o"),
        ((16, 64), "First paragraph.\n\nTable 1\na\tb c\nd\t\n\nSecond."),
        ((51, 56), "Table 1\na\tb c\nd\t"),
        ((6, 15), None),
        ((34, 43), None),
    ],
)
def test_the_source_leads_to_the_layer(source: tuple[int, int], words: str | None) -> None:
    layer = layer_of(SMALL)
    place = layer.at_source(Span(*source))
    assert (layer.text[slice(*place)] if place else None) == words


@pytest.mark.parametrize(
    ("kind", "number", "start", "end"),
    [
        ("paragraph", 2, 0, 1),
        ("paragraph", -1, 0, 1),
        ("paragraph", 0, 0, 17),
        ("note", 9, 0, 0),
        ("note", 1, 3, 2),
    ],
)
def test_a_place_that_is_not_there_is_an_error(kind: str, number: int, start: int, end: int) -> None:
    layer = layer_of(SMALL)
    with pytest.raises(LookupError, match=f"{kind} {number}"):
        (layer.at_paragraph if kind == "paragraph" else layer.at_note)(number, start, end)


def test_an_empty_document_has_an_empty_layer() -> None:
    layer = layer_of(Document("", None, "en", (), (), ()))
    assert (layer.text, layer.pages, layer.page_at(0), layer.at_source(Span(0, 9))) == ("", (), None, None)
    assert EXTRACTOR == "sourcebook.reading"
    assert re.fullmatch(r"\d+\.\d+\.\d+\+layer\.\d+", VERSION)


def test_a_long_document_takes_linear_time() -> None:
    rng = random.Random(3)
    count = 40_000
    paragraphs = tuple(
        Paragraph(n, str(n), 1, (f"H{n // 10}",), piece("Word " * rng.randint(1, 20), n * 200 + 100, n // 20))
        for n in range(count)
    )
    sections = tuple(Section(f"H{n}", 1, piece(f"H{n}", n * 2000)) for n in range(count // 10))
    tables = tuple(
        Table((("a", "b"),), Span(n * 2000 + 90, n * 2000 + 95), (f"H{n}",)) for n in range(count // 10)
    )
    document = replace(SMALL, sections=sections, paragraphs=paragraphs, notes=(), tables=tables)
    began = time.perf_counter()
    layer = layer_of(document)
    for paragraph in paragraphs:
        assert layer.at_source(paragraph.span) == layer.at_paragraph(paragraph.index)
    assert time.perf_counter() - began < 8
