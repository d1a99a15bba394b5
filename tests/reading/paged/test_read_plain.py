"""Text taken out of a PDF with form feeds between its pages."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.reading.timing import times_as_long

from sourcebook.reading.document import Document
from sourcebook.reading.formats import detect
from sourcebook.reading.paged import read_paged
from sourcebook.reading.paged.page_numbers import page_ends

TEXT = """                 Varnia Monitor 2023

   I. SPEECHES

        1.   On 3 May, the minister spoke of people “who
        must leave”.1 He repeated it on the radio, 2 where
        1.8 million people listen.
        2.   The bishop answered that nobody

    __________________
      1
          Varnia Post, The River, 4 May 2023.
      2   Radio North, Speech of the
          minister, 3 May 2023.

                                                  1
\f                 Varnia Monitor 2023

        would leave the well-
        known valley.

   II. INCIDENTS

        3.   In 2022, 14 people were hurt.3

      3   Police of Varnia, press release, 2022.

                                                  2
\f                 Varnia Monitor 2023

        4.   The end.

                                                  3
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return read_paged(TEXT)


def test_paragraphs_read_on_over_pages_without_running_lines(document: Document) -> None:
    assert {p.label: p.text for p in document.paragraphs} == {
        "1": "On 3 May, the minister spoke of people “who must leave”. He repeated it on the radio, "
        "where 1.8 million people listen.",
        "2": "The bishop answered that nobody would leave the well-known valley.",
        "3": "In 2022, 14 people were hurt.",
        "4": "The end.",
    }


def test_notes_are_found_at_the_foot_and_bound_to_their_marks(document: Document) -> None:
    assert [note.text for note in document.notes] == [
        "Varnia Post, The River, 4 May 2023.",
        "Radio North, Speech of the minister, 3 May 2023.",
        "Police of Varnia, press release, 2022.",
    ]
    assert [p.notes for p in document.paragraphs] == [(1, 2), (), (3,), ()]


def test_headings_and_pages(document: Document) -> None:
    assert [s.title for s in document.sections] == ["I. SPEECHES", "II. INCIDENTS"]
    assert document.pages == 3
    assert [p.passage.page_at(0) for p in document.paragraphs] == [1, 1, 2, 3]


def test_what_had_to_be_guessed_is_said(document: Document) -> None:
    assert document.problems


@pytest.mark.parametrize("unit", ["1. a\n", "1\n", "\f", "a 1 ", "____________\n", "- a\n", "A\n\n"])
def test_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        read_paged("\f" + unit * count)
        return time.process_time() - began

    seconds(100)
    assert times_as_long(seconds, 1_000, 10_000, 0.02) < 25


PAGES = """Varnia Monitor                                        2023

1.   On 3 May, the minister spoke of people "who must
leave".1 He repeated it on the radio.2

2.   The bishop answered that nobody in the valley would

--------------------
1 Varnia Post, The River, 4 May 2023.
2 Radio North, Speech of the
minister, 3 May 2023.

                          1

Varnia Monitor                                        2023

leave the val-
ley.

3.   In 2022, 14 people were hurt by stones.4 The police
did not write down who had thrown the stones.

--------------------
4 Police of Varnia, press release, 2022.

                          2

Varnia Monitor                                        2023

4.   The end of the quarrel came soon, and nobody in
the whole country spoke of it for a year.

                          3
"""


def test_pages_told_by_their_numbers_where_there_are_no_form_feeds(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PAGES, "utf-8")
    assert detect(path) == "paged-markdown"
    document = read_paged(PAGES)
    assert {p.label: p.text for p in document.paragraphs} == {
        "1": 'On 3 May, the minister spoke of people "who must leave". He repeated it on the radio.',
        "2": "The bishop answered that nobody in the valley would leave the valley.",
        "3": "In 2022, 14 people were hurt by stones. The police did not write down who had thrown the stones.",
        "4": "The end of the quarrel came soon, and nobody in the whole country spoke of it for a year.",
    }
    assert document.pages == 3


def test_a_missing_note_does_not_lose_those_after_it() -> None:
    document = read_paged(PAGES)
    assert [(n.number, n.text, n.cited_in) for n in document.notes] == [
        (1, "Varnia Post, The River, 4 May 2023.", (0,)),
        (2, "Radio North, Speech of the minister, 3 May 2023.", (0,)),
        (4, "Police of Varnia, press release, 2022.", (2,)),
    ]


@pytest.mark.parametrize("text", ["1\n\n2\n\n3\n\n4\n", "A list of\n\n12\n\n13\n\n19\n" * 9, "", "12"])
def test_numbers_alone_on_lines_are_not_always_pages(text: str) -> None:
    assert not page_ends(text)
