"""Notes are printed from records: every source in its place, "Ibid" only where it means one thing."""

from __future__ import annotations

import pytest
from tests.publish.drafting.records import id_of
from tests.publish.printing.ardovia import COUNCIL, key, notes, pressed, refused, said, source, texts

from sourcebook.publish.printed import Paragraph, reading

HILLS = "Ardovia Public Television, Every hill is ours, 18 April 2031, https://tv.example/hills (accessed on 2 May 2031)"
ROADS = "Ardovia Public Television, The roads stay closed, 1 May 2031, https://tv.example/roads (accessed on 2 May 2031)"
DEBATE = "Ardovian News Agency, Debate in parliament, 2 March 2031, https://tv.example/debate (accessed on 2 May 2031)"
HILLS_4 = HILLS.replace("ours, 18", "ours, p. 4, 18")

CASES = [
    ("a source", "A.[@source:{hills}]", [f"{HILLS}."]),
    ("a statement with two sources", "A.[@statement:{threat}]", [f"{HILLS}; {ROADS}."]),
    ("an event by its evidence", "A.[@event:{closed}]", [f"{ROADS}."]),
    ("a claim by its evidence", "A.[@claim:{dead}]", [f"{DEBATE}."]),
    ("two records in one reference", "A.[@source:{hills}; @source:{debate}]", [f"{HILLS}; {DEBATE}."]),
    ("a source under two records once", "A.[@event:{closed}; @claim:{displaced}]", [f"{ROADS}."]),
    ("a locator", "A.[@source:{hills}, p. 4]", [f"{HILLS_4}."]),
    ("words before", "A.[see @source:{hills}]", [f"See {HILLS}."]),
    ("words before the second", "A.[@source:{hills}; see also @source:{debate}]", [f"{HILLS}; see also {DEBATE}."]),
    ("the same one again", "A.[@source:{hills}] B.[@source:{hills}]", [f"{HILLS}.", "Ibid."]),
    ("another page", "A.[@source:{hills}] B.[@source:{hills}, p. 5]", [f"{HILLS}.", "Ibid, p. 5."]),
    (
        "no Ibid that would take over a page",
        "A.[@source:{hills}, p. 4] B.[@source:{hills}]",
        [f"{HILLS_4}.", f"{HILLS}."],
    ),
    ("no Ibid after two sources", "A.[@statement:{threat}] B.[@source:{roads}]", [f"{HILLS}; {ROADS}.", f"{ROADS}."]),
    ("no Ibid after a typed note", "A.[@source:{hills}] B.^[On file.] C.[@source:{hills}]",
     [f"{HILLS}.", "On file.", f"{HILLS}."]),
    ("no Ibid over another source", "A.[@source:{hills}] B.[@source:{debate}] C.[@source:{hills}]",
     [f"{HILLS}.", f"{DEBATE}.", f"{HILLS}."]),
    ("a typed note with a citation", "A.^[As a witness told us; see [@source:{debate}], in Ardovian.]",
     [f"As a witness told us; see {DEBATE}, in Ardovian."]),
    ("a typed note that cites a statement", "A.^[Compare [@statement:{denial}].]", [f"Compare {DEBATE}."]),
    ("a typed note is emphasised in part", "A.^[In *The Salt Trains*.]", ["In The Salt Trains."]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "body", "expected"), CASES, ids=[what for what, _, _ in CASES])
def test_a_note_says(what: str, body: str, expected: list[str]) -> None:
    assert notes(pressed(body)) == expected


def test_a_note_mark_stands_where_the_reference_stood() -> None:
    report = pressed("He said so[@source:{hills}] and left.^[On foot.]")
    assert texts(report, "paragraph") == ["1. He said so[1] and left.[2]"]


def test_notes_in_items_and_tables_count_in_the_order_of_reading() -> None:
    report = pressed(
        "A.[@source:{hills}]\n\n- b[@source:{debate}]\n- c[@source:{roads}]\n\n| x | y |\n|---|---|\n"
        "| d[@source:{book}] | e[@source:{hills}] |"
    )
    assert texts(report, "item") == ["(a) b[2]", "(b) c[3]"]
    assert texts(report, "cell")[2:] == ["d[4]", "e[5]"]
    assert notes(report)[3].startswith("Saltmarsh Press") or "Salt Trains" in notes(report)[3]


def test_a_silent_reference_prints_nothing_and_shows_its_evidence() -> None:
    report = pressed("He threatened them again. [~@statement:{threat}] {#again}")
    assert notes(report) == []
    assert texts(report, "paragraph")[0].rstrip() == "1. He threatened them again."
    assert [one.record for one in report.evidence["again"]] == [id_of("threat")]
    assert set(report.sources) == {id_of("hills"), id_of("roads")}


def test_what_a_block_rests_on_is_shown_for_every_kind_of_block() -> None:
    report = pressed(
        '# Of hills[@source:{hills}] {#head}\n\nHe said: "Every hill is ours".[@statement:{threat}] {#text}\n\n'
        '> "Every hill is ours" [@statement:{threat}]\n\n| a |\n|---|\n| "Every hill is ours" [~@statement:{threat}] |\n\n'
        "{#grid}"
    )
    assert {"head", "text", "grid"} <= set(report.evidence)
    assert report.evidence["text"][0].quotes == ("Every hill is ours",)
    assert report.evidence["grid"][0].quotes == ("Every hill is ours",)
    assert len(report.evidence) == 4


def test_a_note_names_the_sources_that_it_cites() -> None:
    report = pressed("A.[@statement:{threat}] B.^[See [@statement:{denial}].]")
    assert [note.sources for note in report.notes] == [(id_of("hills"), id_of("roads")), (id_of("debate"),)]


def test_a_statement_without_a_source_can_be_cited_nowhere() -> None:
    orphan = said("orphan", "Nobody knows from where.")
    for body in ("A.[@statement:{orphan}]", "A.^[See [@statement:{orphan}].]"):
        [told] = refused(body, orphan, names=["orphan"])
        assert told.startswith("line 6, paragraph 1: ")
        assert "has no published source to be cited" in told


def test_a_finding_names_the_paragraphs_that_tell_what_it_rests_on() -> None:
    body = (
        "He threatened.[@statement:{threat}] {#one}\n\nHe denied.[@statement:{denial}]\n\n"
        "Both did so.[@finding:{finding}]\n\nBoth, again.^[Our view: [@finding:{finding}].] {#typed}"
    )
    report = pressed(body)
    assert notes(report)[2] == "Finding of the authors, resting on paragraphs 1, 2."
    assert notes(report)[3] == "Our view: Finding of the authors, resting on paragraphs 1, 2."
    links = [run.link for run in report.notes[2].runs if run.link]
    ids = [one.id for one in report.blocks if isinstance(one, Paragraph)]
    assert links == [f"#{ids[0]}", f"#{ids[1]}"]


def test_a_finding_on_which_nothing_rests_in_the_report_is_told_once() -> None:
    told = refused("Both did so.[@finding:{finding}]")
    assert len(told) == 1
    assert "rests on nothing that the report tells" in told[0]


def test_a_report_that_was_imported_is_not_cited_as_a_source() -> None:
    own = source("own", "Hatred in Ardovia, report of 2030", "Ardovian Observatory")
    twice = said("twice", "Weeds.", "2031-04-18", "own", "hills")
    report = pressed("A.[@statement:{twice}]", own, twice, names=["twice"], own=frozenset({id_of("own")}))
    assert notes(report) == [f"{HILLS}."]


def test_addresses_in_typed_notes_are_links() -> None:
    report = pressed("A.^[At https://tv.example/a_(b), and (https://tv.example/c).]")
    assert [run.link for run in report.notes[0].runs if run.link] == [
        "https://tv.example/a_(b)",
        "https://tv.example/c",
    ]


@pytest.mark.parametrize("house", ["report", "oscola", "chicago"])
def test_every_house_has_every_source(house: str) -> None:
    report = pressed(
        "A.[@statement:{threat}] B.[@source:{book}] C.[@source:{hills}]", front=f"house: {house}\n"
    )
    first = reading(report.notes[0].runs)
    assert "Every hill is ours" in first
    assert "The roads stay closed" in first
    assert len(report.notes) == 3


def test_the_key_of_a_record_may_be_short_long_or_with_hyphens() -> None:
    whole = id_of("council")
    for one in (key("council")[:8], whole.replace("-", ""), whole, whole.upper()):
        report = pressed(f"A. [~@actor:{one}] {{#p}}")
        assert report.evidence["p"][0].record == COUNCIL["id"]
