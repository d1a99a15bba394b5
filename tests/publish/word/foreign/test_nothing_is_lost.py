"""The law of a draft: what was read of it is what its edition prints, whoever wrote the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.word.foreign.ardovian import draft, libre, material
from tests.publish.word.foreign.making import File
from tests.publish.word.foreign.reading_back import in_print, letters, missing
from tests.publish.word.foreign.sourcing import sourced

from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.writing import written
from sourcebook.publish.material import Material
from sourcebook.publish.printed import Paragraph
from sourcebook.publish.word.foreign import Draft, read_draft
from sourcebook.publish.word.foreign.editions import Written, edition_of_draft
from sourcebook.reading import read_document

BIBLIOGRAPHY = (
    "Lakes Human Rights Committee. Winter Without Gas: Findings of a Monitoring Visit to Dormet. 2024."
)


def taken(path: Path, known: Material) -> tuple[Draft, Written, list[str]]:
    """A draft, its edition, and what of the draft is not in print."""
    read = read_draft(path)
    sources = sourced(tuple(read.sought()), path.name).of_key
    edition = edition_of_draft(read, sources, known)
    report = in_print(edition.edition, known, sources)
    return read, edition, missing(read_document(path), report, BIBLIOGRAPHY)


@pytest.mark.parametrize("file", [draft, libre])
def test_every_word_of_a_partners_draft_is_in_its_edition(file: type[File], tmp_path: Path) -> None:
    _, edition, lost = taken(file().save(tmp_path / "draft.docx"), material())
    assert lost == []
    assert parse(written(edition.edition)) == edition.edition


def test_a_whole_report_is_taken_with_its_notes_printed_from_sources(ardovia: Path) -> None:
    read, edition, lost = taken(ardovia / "report.docx", material())
    assert lost == []
    assert read.placed.lost == []
    assert len(edition.words.notes) == len(read.document.notes) > 100
    recovered = sum(note.recovered for note in edition.words.notes)
    assert recovered / len(edition.words.notes) > 0.7
    # Its own numbers are in order: none changes.
    report = in_print(edition.edition, material(), sourced(tuple(read.sought()), "report").of_key)
    labels = {block.label for block in report.blocks if isinstance(block, Paragraph)}
    own = {f"{one.label}." for one in read.document.paragraphs if (one.label or "").isdigit()}
    assert own <= labels


def test_nothing_of_real_judgments_is_lost(shared: Path) -> None:
    for path in sorted((shared / "reports").glob("*.docx")):
        read, edition, lost = taken(path, material())
        assert lost == [], path.name
        assert len(read.document.notes) == len(edition.words.notes) > 10
        assert read.placed.lost == []


def test_the_order_of_the_text_is_that_of_the_draft(tmp_path: Path) -> None:
    path = draft().save(tmp_path / "draft.docx")
    _, edition, _ = taken(path, material())
    found = letters(written(edition.edition))
    places = [found.find(letters(words)) for words in ("closed the road", "Nobody will pass", "belongs to those",
              "Dormet, from 17", "Days without gas", "told of it", "Nothing was heard")]  # fmt: skip
    assert -1 not in places and places == sorted(places)
