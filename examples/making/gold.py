"""The gold records of the report as JSON Lines: counts and places from the source, judgements from the YAML.

What a program can read off the source without judging (labels, headings, first and last words, which note is
cited where) is made here; what takes a person (who says what, what happened, which figure is whose) is
written by hand in `ardovia/gold/*.yaml`.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import yaml

from examples.making.source import COUNTRY, Footnote, Numbered, read

Row = dict[str, Any]
# How many words stand for the beginning and the end of a paragraph.
WORDS = 11
PER_PARAGRAPH = ("statements", "events", "figures", "reactions", "measures")


def judgements(name: str) -> list[Row]:
    """The rows of `ardovia/gold/<name>.yaml`."""
    return _listed(COUNTRY / "gold" / f"{name}.yaml")


def persons() -> list[Row]:
    """Every person whom the report names, with the forms of the name."""
    return _listed(COUNTRY / "persons.yaml")


def _listed(path: Path) -> list[Row]:
    found: list[Row] = yaml.safe_load(path.read_text("utf-8"))
    return found


def rows(markdown: str) -> dict[str, list[Row]]:
    """All gold records by the name of their file. Raises KeyError where one names an absent paragraph."""
    paragraphs, notes = read(markdown)
    by_label = {paragraph.label: paragraph for paragraph in paragraphs}
    made = {
        "paragraphs": [_paragraph(paragraph) for paragraph in paragraphs],
        "notes": [_note(note, judged) for note, judged in zip(notes, judgements("notes"), strict=True)],
        "recommendations": judgements("recommendations"),
    }
    for name in PER_PARAGRAPH:
        made[name] = [_placed(row, by_label) for row in judgements(name)]
    return made


def write(markdown: str, folder: Path) -> list[Path]:
    """Write the gold records into a folder, one file a kind; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return [write_rows(found, folder / f"{name}.jsonl") for name, found in rows(markdown).items()]


def write_rows(found: list[Row], path: Path) -> Path:
    """Write rows as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), "utf-8")
    return path


def _paragraph(paragraph: Numbered) -> Row:
    spoken = paragraph.text.split()
    return {
        "label": paragraph.label,
        "section": list(paragraph.section),
        "first_words": " ".join(spoken[:WORDS]),
        "last_words": " ".join(spoken[-WORDS:]),
        "footnotes": list(paragraph.notes),
        "letters": sum(c.isalnum() for c in unicodedata.normalize("NFKC", paragraph.text).casefold()),
    }


def _note(note: Footnote, judged: Row) -> Row:
    if judged["n"] != note.number:
        raise ValueError(f"note {note.number} of the report is judged as note {judged['n']}")
    return {**judged, "paragraphs": [note.cited_in] if note.cited_in else []}


def _placed(row: Row, paragraphs: dict[str, Numbered]) -> Row:
    label = str(row["paragraph"])
    return {**row, "paragraph": label, "section": list(paragraphs[label].section)}
