"""Markdown made from a PDF, as it comes: what a page cut apart is whole again."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.timing import times_as_long

from sourcebook.reading.document import Document
from sourcebook.reading.paged import read_paged

REPORT = """**HATE SPEECH**

## HATE SPEECH IN VARNIA 2023

**TABLE OF CONTENTS**

<b>ABBREVIATIONS</b> .....	5
<b>BACKGROUND</b> .....	6
Speeches of officials .....	8

### ABBREVIATIONS

UN	United Nations
VHW	Varnia Heritage Watch

### BACKGROUND

1. The river divides the country since 1921.<sup>1</sup> Its area was 40 km² in the 19<sup>th</sup> century.
2. On 3 May, the minister spoke of people "who must

---

<sup>1</sup> Varnia Post, *The River*, 4 May 2023, <https://post.example/a\\_b> (accessed on 1 June 2023).

<sup>2</sup> Radio North, Speech of the minister, 3 May 2023,

<https://radio.example/12> (accessed on 1 June 2023).

## HATE SPEECH IN VARNIA 2023

---

leave". He repeated it on television.<sup>2</sup>

### Speeches of officials

3. The party's leader said: "They are guests.



Guests go home one day. And they know it."<sup>3</sup> The gover-

---

<sup>3</sup> Ibid.

nor agreed; the governor was silent later.

4. The following steps are needed:

- a. The Government should open the road. It should do so now.
- b. The Council should ask for a report.

1999. Nobody numbers so far ahead.

## HATE SPEECH IN VARNIA 2023
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return read_paged(REPORT)


def paragraph(document: Document, label: str) -> str:
    return next(p.text for p in document.paragraphs if p.label == label)


def test_paragraphs_are_numbered_as_printed(document: Document) -> None:
    assert [p.label for p in document.paragraphs if p.label] == ["1", "2", "3", "4"]


def test_a_paragraph_cut_by_notes_and_a_running_header_reads_on(document: Document) -> None:
    expected = 'On 3 May, the minister spoke of people "who must leave". He repeated it on television.'
    assert paragraph(document, "2") == expected


def test_a_sentence_that_begins_a_page_inside_a_quotation_belongs_to_it(document: Document) -> None:
    assert '"They are guests. Guests go home one day.' in paragraph(document, "3")


def test_a_word_broken_at_the_foot_of_a_page_is_whole_and_the_repair_is_listed(document: Document) -> None:
    assert paragraph(document, "3").endswith("The governor agreed; the governor was silent later.")
    assert any(problem.where == "governor" for problem in document.problems)


def test_notes_are_whole_and_know_who_cites_them(document: Document) -> None:
    assert [note.number for note in document.notes] == [1, 2, 3]
    assert document.notes[1].text.endswith("https://radio.example/12 (accessed on 1 June 2023).")
    cited = [[document.paragraphs[i].label for i in note.cited_in] for note in document.notes]
    assert cited == [["1"], ["2"], ["3"]]


def test_escapes_and_emphasis_are_read_away_and_links_kept(document: Document) -> None:
    note = document.notes[0].passage
    assert "*" not in note.text and "\\" not in note.text.split("https")[0]
    assert [note.text[e.start : e.end] for e in note.emphasis] == ["The River"]
    assert len(note.links) == 1


def test_superscripts_that_are_no_marks_stay_text(document: Document) -> None:
    assert "40 km² in the 19th century" in paragraph(document, "1")


def test_headings_have_the_level_of_the_contents(document: Document) -> None:
    assert [(s.title, s.level) for s in document.sections] == [
        ("ABBREVIATIONS", 1),
        ("BACKGROUND", 1),
        ("Speeches of officials", 2),
    ]
    assert document.paragraphs[-1].section == ("BACKGROUND", "Speeches of officials")


def test_title_contents_and_abbreviations(document: Document) -> None:
    assert document.title == "HATE SPEECH IN VARNIA 2023"
    assert [entry.title for entry in document.contents] == [
        "ABBREVIATIONS",
        "BACKGROUND",
        "Speeches of officials",
    ]
    assert document.tables[0].rows == (("UN", "United Nations"), ("VHW", "Varnia Heritage Watch"))


def test_a_list_of_whole_sentences_stands_by_itself(document: Document) -> None:
    assert paragraph(document, "4") == "The following steps are needed:"
    assert [item.label for item in document.lists[0].items] == ["a", "b"]


def test_a_year_at_the_start_of_a_line_is_no_label(document: Document) -> None:
    assert any(p.text.startswith("1999. Nobody") and p.label is None for p in document.paragraphs)


def test_every_passage_leads_back_to_the_file(document: Document) -> None:
    for passage in [p.passage for p in document.paragraphs] + [n.passage for n in document.notes]:
        for piece in passage.pieces:
            if piece.length == piece.source_length and not passage.text[piece.at].isspace():
                there = document.source[piece.source : piece.source + piece.length]
                assert there == passage.text[piece.at : piece.at + piece.length]


@pytest.mark.parametrize(
    ("text", "labels", "notes"),
    [
        ("", [], 0),
        ("Only a line.", [], 0),
        ("# Title\n\nText without numbers.<sup>1</sup>\n\n---\n\n<sup>1</sup> A note.\n", [], 1),
        ("1. First.\n\n1. Again the first.\n\n2. Second.\n", ["1", "1b", "2"], 0),
        ("<sup>1</sup> A note that nothing cites.", [], 1),
    ],
)
def test_documents_that_lack_what_others_have(text: str, labels: list[str], notes: int) -> None:
    document = read_paged(text)
    assert [p.key for p in document.paragraphs if p.label] == labels
    assert len(document.notes) == notes


@given(
    st.lists(
        st.sampled_from(
            [
                "1. The army said.",
                "2. On 3",
                "\n",
                "---",
                "<sup>1</sup> Note",
                "## Head",
                "- a. item",
                "“open",
                "x<sup>1</sup>",
                "*em*",
                "tail",
                "| a | b |",
                "Name .... 7",
                "\\_",
                "&amp;",
                "[t](http://a.example)",
            ]
        ),
        max_size=25,
    )
)
def test_no_letter_is_lost(lines: list[str]) -> None:
    document = read_paged("\n".join(lines))
    kept = " ".join(
        [p.text for p in document.paragraphs]
        + [n.text for n in document.notes]
        + [s.title for s in document.sections]
        + [cell for t in document.tables for row in t.rows for cell in row]
        + [document.source[s.start : s.end] for s in document.furniture]
    )
    for word in ("army", "tail", "item", "open", "em"):
        assert kept.count(word) >= sum(line.count(word) for line in lines)


@pytest.mark.parametrize(
    "unit", ["*", "“", "[", "<sup>1</sup>", "1. a\n", "\\", "&amp;", "# a\n", "<", "- a. b\n", "[a]("]
)
def test_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        read_paged(unit * count)
        return time.process_time() - began

    seconds(100)
    assert times_as_long(seconds, 2_000, 20_000, 0.02) < 25
