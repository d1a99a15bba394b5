"""Two judgments of a court, as Word files: labels, notes and headings equal what their XML says."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from tests.reading.pandoc.making import read_file

from sourcebook.reading.document import Document, Paragraph

JUDGMENTS = ("fabian_hungary", "regner_czech")
# A bracket set as a symbol of another font is text, too, though it is no w:t.
_SYMBOLS = str.maketrans({"[": None, "]": None})


@pytest.fixture(scope="module", params=JUDGMENTS)
def judgment(request: pytest.FixtureRequest, shared: Path) -> tuple[Document, dict[str, Any]]:
    gold = json.loads((shared / "gold" / f"auto_ecthr_{request.param}.json").read_text("utf-8"))
    return read_file(shared / "reports" / gold["file"]), gold


def folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.replace("\u2011", "-"))
    return re.sub(r"\s+", " ", text.translate(_SYMBOLS)).strip()


def opinion(paragraph: Paragraph, gold: dict[str, Any]) -> str | None:
    titles = [o["title"] for o in gold["separate_opinions"]]
    return next((title for title in titles if title in paragraph.section), None)


def test_the_judgments_paragraphs_count_from_one_to_the_end(
    judgment: tuple[Document, dict[str, Any]],
) -> None:
    document, gold = judgment
    labels = [p.label for p in document.paragraphs if p.label and opinion(p, gold) is None]
    assert labels == [str(n) for n in range(1, gold["n_numbered_paragraphs_main"] + 1)]


def test_each_separate_opinion_counts_anew_under_its_title(judgment: tuple[Document, dict[str, Any]]) -> None:
    document, gold = judgment
    for wanted in gold["separate_opinions"]:
        labels = [p.label for p in document.paragraphs if p.label and opinion(p, gold) == wanted["title"]]
        assert labels == [str(n) for n in wanted["labels"]]


def test_notes_have_their_words_and_the_paragraph_that_cites_them(
    judgment: tuple[Document, dict[str, Any]],
) -> None:
    document, gold = judgment
    assert [n.number for n in document.notes] == [n["n"] for n in gold["footnotes"]]
    for note, wanted in zip(document.notes, gold["footnotes"], strict=True):
        assert folded(note.text) == folded(wanted["text"])
        (index,) = note.cited_in
        where, _, label = wanted["cited_by"].rpartition(" / ")
        paragraph = document.paragraphs[index]
        assert str(paragraph.label) == label
        assert (opinion(paragraph, gold) or "").startswith(where)


@pytest.mark.parametrize("level", [1, 2])
def test_headings_of_the_upper_levels(judgment: tuple[Document, dict[str, Any]], level: int) -> None:
    document, gold = judgment
    opinions = {o["title"] for o in gold["separate_opinions"]}
    titles = [s.title for s in document.sections if s.level == level and s.title not in opinions]
    assert [folded(t) for t in titles] == [folded(t) for t in gold[f"headings_level{level}"]]


def test_every_paragraph_stands_in_the_source_where_its_span_says(
    judgment: tuple[Document, dict[str, Any]],
) -> None:
    document, _ = judgment
    for paragraph in document.paragraphs:
        for piece in paragraph.passage.pieces:
            words = document.source[piece.source : piece.source + piece.source_length]
            assert words == paragraph.text[piece.at : piece.at + piece.length]
