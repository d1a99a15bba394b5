"""The gold of the invented report is about this text: what it quotes stands where it says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from examples.making.gold import PER_PARAGRAPH, judgements, rows
from examples.making.source import read, source

PARAGRAPHS, NOTES = read(source())
TEXTS = {paragraph.label: paragraph.text for paragraph in PARAGRAPHS}
CITED = {paragraph.label: paragraph.notes for paragraph in PARAGRAPHS}
NOTE_TEXTS = {note.number: note.text for note in NOTES}
ROWS = rows(source())
DAY = r"\d{4}(-\d\d(-\d\d)?)?[~?]?"
EDTF = re.compile(rf"{DAY}|({DAY}|\.\.)/({DAY}|\.\.)?")
TYPES = {
    *("restriction-of-movement", "utility-cut", "detention", "attack-on-civilians", "armed-attack"),
    *("military-operation", "forced-displacement", "killing", "ill-treatment", "trial", "prisoner-exchange"),
    *("heritage-damage", "heritage-appropriation", "state-sponsored-event", "military-cooperation", "other"),
}


@pytest.mark.parametrize("row", ROWS["statements"], ids=lambda row: f"{row['paragraph']} {row['speaker']}")
def test_every_quotation_stands_in_its_paragraph(row: dict[str, Any]) -> None:
    text = TEXTS[row["paragraph"]]
    places = [text.index(quote) for quote in row["quotes"]]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", ["events", "figures"])
def test_every_span_stands_in_its_paragraph(kind: str) -> None:
    for row in ROWS[kind]:
        assert row["span"] in TEXTS[row["paragraph"]], row["span"]


@pytest.mark.parametrize("kind", PER_PARAGRAPH)
def test_notes_of_a_record_are_cited_in_its_paragraph(kind: str) -> None:
    for row in ROWS[kind]:
        assert set(row["footnotes"]) <= set(CITED[row["paragraph"]])


@pytest.mark.parametrize("kind", ["statements", "events", "reactions", "measures"])
def test_dates_are_edtf(kind: str) -> None:
    for row in ROWS[kind]:
        assert row["date"] is None or EDTF.fullmatch(row["date"]), row["date"]


def test_events_are_of_the_built_in_types_and_each_type_occurs() -> None:
    assert {row["type"] for row in ROWS["events"]} == TYPES


def test_written_places_and_roles_stand_in_their_paragraph() -> None:
    for row in ROWS["statements"]:
        for field in ("place", "role"):
            for word in re.findall(r"\w{5,}", row[field] or ""):
                assert word.casefold() in TEXTS[row["paragraph"]].casefold(), (row["paragraph"], word)


def test_parts_of_a_figure_name_a_figure_of_the_same_paragraph() -> None:
    values = {(row["paragraph"], row["value"]) for row in ROWS["figures"]}
    for row in ROWS["figures"]:
        assert "parent" not in row or (row["paragraph"], row["parent"]) in values


def test_a_figure_written_in_digits_has_the_value_of_its_span() -> None:
    for row in ROWS["figures"]:
        written = [float(d.replace(",", "")) for d in re.findall(r"\d[\d,]*(?:\.\d+)?", row["span"])]
        if written and isinstance(row["value"], (int, float)) and row["value"] > 12:
            assert row["value"] in written, row


def test_sources_of_a_note_stand_in_it() -> None:
    for note in judgements("notes"):
        for cited in note["sources"]:
            written = [
                cited["publisher_or_author"],
                cited["title"],
                cited.get("details", "").replace("*", ""),
            ]
            for words in filter(None, [*written, *cited["urls"]]):
                assert words in NOTE_TEXTS[note["n"]], words


def test_ibid_leads_to_the_note_before_that_is_none() -> None:
    judged = {note["n"]: note for note in judgements("notes")}
    for number, note in judged.items():
        if NOTE_TEXTS[number].startswith("Ibid"):
            before = next(n for n in range(number - 1, 0, -1) if not NOTE_TEXTS[n].startswith("Ibid"))
            assert note["resolves_to"] == judged[before].get("resolves_to", before)
            assert len(judged[before]["sources"]) == 1


def test_recommendations_are_lettered_and_asked_of_both_sides() -> None:
    assert [row["label"] for row in ROWS["recommendations"]] == list("abcdefg")
    assert ["Government of Ardovia", "Sellan Council"] in [r["addressees"] for r in ROWS["recommendations"]]


def test_the_scorer_is_content_with_the_gold_itself(shared: Path, ardovia: Path, tmp_path: Path) -> None:
    reading = tmp_path / "reading.json"
    reading.write_text(json.dumps(as_reading()), "utf-8")
    command = [
        sys.executable,
        str(shared / "score" / "score_reading.py"),
        str(reading),
        str(ardovia / "gold"),
    ]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in printed.splitlines():
        assert re.search(r": (F1 )?1\.000|outside the gold's scope: \d$|: n/a", line), line


def as_reading() -> dict[str, Any]:
    """What a reader that makes no mistake would print."""
    named = {"publisher_or_author": "publisher", "language_of_title": "language"}
    firm = [row for row in ROWS["statements"] if not row["borderline"]]
    return {
        "paragraphs": [
            {"label": p.label, "text": p.text, "section": p.section, "notes": p.notes} for p in PARAGRAPHS
        ],
        "notes": [
            {
                **row,
                "number": row["n"],
                "cited_in": row["paragraphs"],
                "sources": [{named.get(k, k): v for k, v in cited.items()} for cited in row["sources"]],
            }
            for row in ROWS["notes"]
        ],
        "statements": [{**row, "notes": row["footnotes"]} for row in firm],
        "events": [row for row in ROWS["events"] if not row.get("is_overview")],
        "figures": ROWS["figures"],
        "reactions": ROWS["reactions"],
        "measures": [{**row, "body": row["court"]} for row in ROWS["measures"]],
        "recommendations": ROWS["recommendations"],
    }
