"""One text in eight formats comes out the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.pandoc.making import convert, read_file, read_text_as

from sourcebook.reading.document import Document

TEXT = """---
title: "The Ferry Report"
lang: en
---

# Summary

This report covers one year of the harbour. It has no "straight" quotes turned.

# Findings

## The harbour

1. On 3 May 2021 the ferry stopped.[^1] "We wait," said the pilot.[^2]

2. The mayor *insisted*:

    > We closed the pier.
    > Nobody was hurt.[^3]

3. The council asked for:

    (a) a new pier;

    (b) a bell; and

    (c) light.

## The valley

4. See [the log](https://log.example/a_b?x=1&y=2). It cost $5 and $6.

    A second paragraph of the fourth.

5. Last one, 1.8 million people.

# Recommendations

To the council:

- Open the pier.
- Ring the bell.

(a) Publish the log.

(b) Pay the pilot.

| Town | Killed |
|------|-------|
| Aru  | 3     |
| Bel  | 4     |

[^1]: Harbour Office, "Log", 4 May 2021, https://log.example/a_b.
[^2]: Ibid.
[^3]: See <https://x.example>.

    Second paragraph of the note.
"""
PARAGRAPHS = [
    (
        None,
        ("Summary",),
        'This report covers one year of the harbour. It has no "straight" quotes turned.',
        (),
    ),
    ("1", ("Findings", "The harbour"), 'On 3 May 2021 the ferry stopped. "We wait," said the pilot.', (1, 2)),
    ("2", ("Findings", "The harbour"), "The mayor insisted:\nWe closed the pier. Nobody was hurt.", (3,)),
    (
        "3",
        ("Findings", "The harbour"),
        "The council asked for:\n(a) a new pier;\n(b) a bell; and\n(c) light.",
        (),
    ),
    (
        "4",
        ("Findings", "The valley"),
        "See the log. It cost $5 and $6.\nA second paragraph of the fourth.",
        (),
    ),
    ("5", ("Findings", "The valley"), "Last one, 1.8 million people.", ()),
    (None, ("Recommendations",), "To the council:", ()),
    (None, ("Recommendations",), "Open the pier.", ()),
    (None, ("Recommendations",), "Ring the bell.", ()),
    (None, ("Recommendations",), "Publish the log.", ()),
    (None, ("Recommendations",), "Pay the pilot.", ()),
]
NOTES = [
    (1, 'Harbour Office, "Log", 4 May 2021, https://log.example/a_b.'),
    (2, "Ibid."),
    (3, "See https://x.example.\nSecond paragraph of the note."),
]


@pytest.fixture(
    scope="module", params=["md", "docx", "odt", "html", "epub", "rst", "tex"], ids=lambda name: name
)
def document(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("formats") / f"report.{request.param}"
    if request.param == "md":
        return read_text_as(TEXT, path)
    return read_file(convert(TEXT, path))


def test_paragraphs_with_their_labels_sections_and_notes(document: Document) -> None:
    assert [(p.label, p.section, p.text, p.notes) for p in document.paragraphs] == PARAGRAPHS


def test_notes_with_all_their_paragraphs(document: Document) -> None:
    assert [(n.number, n.text) for n in document.notes] == NOTES


def test_title_language_lists_and_tables(document: Document) -> None:
    assert (document.title, document.language) == ("The Ferry Report", "en")
    assert [[item.label for item in found.items] for found in document.lists] == [
        ["a", "b", "c"],
        ["", "", "a", "b"],
    ]
    assert [table.rows for table in document.tables] == [(("Town", "Killed"), ("Aru", "3"), ("Bel", "4"))]


def test_emphasis_and_links_stand_beside_the_text(document: Document) -> None:
    second, fourth = (p.passage for p in document.paragraphs if p.label in ("2", "4"))
    assert [(second.text[e.start : e.end], e.kind) for e in second.emphasis] == [("insisted", "italic")]
    (link,) = fourth.links
    assert (fourth.text[link.start : link.end], link.url) == ("the log", "https://log.example/a_b?x=1&y=2")


def test_plain_text_has_the_same_paragraphs_and_notes(tmp_path: Path) -> None:
    text = (
        "THE HARBOUR\n\n1. On 3 May 2021 the ferry\nstopped.[1] It stayed.[2, 3]\n\n2. The mayor insisted.\n\n"
        "Notes\n\n1. Harbour Office, https://log.example/a.\n2. Ibid.\n[3] See above.\n"
    )
    document = read_text_as(text, tmp_path / "a.txt")
    assert [(p.label, p.section, p.text, p.notes) for p in document.paragraphs] == [
        ("1", ("THE HARBOUR",), "On 3 May 2021 the ferry stopped. It stayed.", (1, 2, 3)),
        ("2", ("THE HARBOUR",), "The mayor insisted.", ()),
    ]
    assert [n.text for n in document.notes] == [
        "Harbour Office, https://log.example/a.",
        "Ibid.",
        "See above.",
    ]
    assert document.notes[0].passage.links[0].url == "https://log.example/a"
