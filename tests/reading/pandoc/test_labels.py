"""Printed labels and what they label: paragraphs, items, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.pandoc.making import read_text_as

from sourcebook.reading.pandoc.labels import printed_label


@pytest.mark.parametrize(
    ("text", "kind", "label", "rest"),
    [
        ("12. The ferry", "number", "12", "The ferry"),
        ("12.\u00a0\u00a0The ferry", "number", "12", "The ferry"),
        ("12.The ferry", "number", "12", "The ferry"),
        ("12) The ferry", "number", "12", "The ferry"),
        ("(12) The ferry", "number", "12", "The ferry"),
        ("[12] The ferry", "number", "12", "The ferry"),
        ("§ 12. The ferry", "number", "12", "The ferry"),
        ("§12 The ferry", "number", "12", "The ferry"),
        ("12.- El barco", "number", "12", "El barco"),
        ("12 bis. The ferry", None, "", ""),
        ("12\u00a0bis. The ferry", "number", "12 bis", "The ferry"),
        ("12\tThe ferry", "number", "12", "The ferry"),
        ("2.14 The ferry", "dotted", "2.14", "The ferry"),
        ("(a) the ferry", "letter", "a", "the ferry"),
        ("(iv) the ferry", "letter", "iv", "the ferry"),
        ("b) the ferry", "letter", "b", "the ferry"),
        ("• the ferry", "bullet", "", "the ferry"),
        ("– the ferry", "bullet", "", "the ferry"),
        ("1.8 million people", "dotted", "1.8", "million people"),
        ("12 May was a Sunday", None, "", ""),
        ("A. Smith said", None, "", ""),
        ("The ferry (12) left", None, "", ""),
        ("", None, "", ""),
    ],
)
def test_a_label_is_told_by_its_form(text: str, kind: str | None, label: str, rest: str) -> None:
    printed = printed_label(text)
    if kind is None:
        assert printed is None
    else:
        assert printed is not None
        assert (printed.kind, printed.label, text[printed.end :]) == (kind, label, rest)


@pytest.mark.parametrize(
    ("markdown", "labels"),
    [
        ("172. One.\n\n181. Two.\n\n172. Three.\n\n194. Four.", ["172", "181", "172", "194"]),
        ("12\\. One.\n\n13\\. Two.", ["12", "13"]),
        ("§ 1 One.\n\n§ 2 Two.", ["1", "2"]),
        ("[1] One.\n\n[2] Two.\n\n[3] As said at [1].", ["1", "2", "3"]),
        ("1\\. One.\n\n2023\\. It was a year.", ["1", None]),
        ("1\\. One.\n\n1.8 million people left.", ["1", None]),
        (
            "2\\. Two.\n\n2.1 The author lives in a town by the sea and has done so for all of her life.",
            ["2", "2.1"],
        ),
    ],
)
def test_numbers_of_paragraphs_are_those_printed(
    tmp_path: Path, markdown: str, labels: list[str | None]
) -> None:
    document = read_text_as(markdown, tmp_path / "a.md")
    assert [p.label for p in document.paragraphs] == labels


def test_a_list_of_numbers_inside_a_paragraph_is_no_restart(tmp_path: Path) -> None:
    text = "4\\. Before.\n\n5\\. He named three:\n\n1\\. one,\n\n2\\. two,\n\n3\\. three.\n\n6\\. After.\n"
    document = read_text_as(text, tmp_path / "a.md")
    assert [p.label for p in document.paragraphs] == ["4", "5", "6"]
    assert document.paragraphs[1].text == "He named three:\n(1) one,\n(2) two,\n(3) three."


def test_a_separate_opinion_counts_from_one_again(tmp_path: Path) -> None:
    text = "# LAW\n\n1. One.\n\n2. Two.\n\n3. Three.\n\n# OPINION\n\n1. First.\n\n2. Second.\n"
    document = read_text_as(text, tmp_path / "a.md")
    assert [(p.label, p.occurrence) for p in document.paragraphs][-2:] == [("1", 2), ("2", 2)]


def test_points_of_an_operative_part_are_items(tmp_path: Path) -> None:
    text = "8\\. Therefore.\n\n# FOR THESE REASONS\n\n1\\. Holds that;\n\n2\\. Holds this;\n\n3\\. Dismisses the rest.\n"
    document = read_text_as(text, tmp_path / "a.md")
    assert [(p.label, p.kind) for p in document.paragraphs] == [("8", "paragraph"), *[(None, "item")] * 3]
    assert [i.label for i in document.lists[0].items] == ["1", "2", "3"]


def test_the_only_point_of_an_operative_part_is_an_item(tmp_path: Path) -> None:
    text = "8\\. So.\n\n9\\. Thus.\n\n# FOR THESE REASONS, THE COURT\n\n1\\. Holds that it rang.\n"
    document = read_text_as(text, tmp_path / "a.md")
    assert [(p.label, p.kind) for p in document.paragraphs][-1] == (None, "item")


def test_a_paragraph_without_number_inside_the_count_belongs_to_the_one_above(tmp_path: Path) -> None:
    text = "# A\n\n1\\. One.\n\nMore of one.[^1]\n\n# B\n\n2\\. Two.\n\nSigned on a day.\n\n[^1]: Note.\n"
    document = read_text_as(text, tmp_path / "a.md")
    assert [(p.label, p.text, p.notes) for p in document.paragraphs] == [
        ("1", "One.\nMore of one.", (1,)),
        ("2", "Two.", ()),
        (None, "Signed on a day.", ()),
    ]


def test_lettered_recommendations_stand_by_themselves(tmp_path: Path) -> None:
    text = "# To the council\n\n(a) Open the pier.\n\n(b) Ring the bell.\n"
    document = read_text_as(text, tmp_path / "a.md")
    assert [(p.label, p.kind, p.text) for p in document.paragraphs] == [
        (None, "item", "Open the pier."),
        (None, "item", "Ring the bell."),
    ]


def test_a_second_block_of_an_item_or_paragraph_is_part_of_it(tmp_path: Path) -> None:
    text = "# A\n\n- Open the pier.\n\n    At once.\n\n# B\n\n1. One.\n\n2. Two.\n\n    More of two.\n"
    document = read_text_as(text, tmp_path / "a.md")
    assert [p.text for p in document.paragraphs] == ["Open the pier.\nAt once.", "One.", "Two.\nMore of two."]


def test_words_after_a_list_are_part_of_its_paragraph(tmp_path: Path) -> None:
    text = "1\\. It asked for\n\n(a) a pier,\n\n(b) a bell,\n\nand got neither.\n\n2\\. Nobody knew.\n"
    document = read_text_as(text, tmp_path / "a.md")
    assert [(p.label, p.text) for p in document.paragraphs] == [
        ("1", "It asked for\n(a) a pier,\n(b) a bell,\nand got neither."),
        ("2", "Nobody knew."),
    ]


def test_numbered_paragraphs_quoted_from_another_text_are_part_of_the_one_that_quotes(tmp_path: Path) -> None:
    text = (
        "92\\. It began.\n\n93\\. The court has held:\n\n“39\\. A boat is a thing.\n\n40\\. A pier is none.\n\n"
        "41\\. A bell is neither.”\n\n94\\. It goes on.\n"
    )
    document = read_text_as(text, tmp_path / "a.md")
    assert [p.label for p in document.paragraphs] == ["92", "93", "94"]
    assert document.paragraphs[1].text.endswith("\n40. A pier is none.\n41. A bell is neither.”")


def test_a_wrong_number_is_a_label_all_the_same(tmp_path: Path) -> None:
    document = read_text_as("1\\. One.\n\n2\\. Two.\n\n7\\. Three.\n\n3\\. Four.\n", tmp_path / "a.md")
    assert [p.label for p in document.paragraphs] == ["1", "2", "7", "3"]
