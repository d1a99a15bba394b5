"""Word counts the report's numbers itself, and shows those that are printed, whatever they are."""

from __future__ import annotations

import pytest
from tests.publish.docx.hard import headings, paragraphs, report
from tests.publish.docx.opening import W, part
from tests.publish.sample import t

from sourcebook.publish.formats.docx import write
from sourcebook.publish.formats.docx.labels import readings
from sourcebook.publish.printed import Block, Item, Paragraph
from sourcebook.publish.proof.docx import lines


def _counted(docx: bytes) -> list[str]:
    """The lists that paragraphs count in, "" for those that print their label as text."""
    found = []
    for paragraph in part(docx, "word/document.xml").iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(W + "val")
        if style.startswith(("Numbered", "Recommendation", "Heading", "ListItem")):
            place = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
            found.append("" if place is None else place.get(W + "val"))
    return found


def _labels(docx: bytes) -> list[str]:
    kinds = ("heading", "paragraph", "item")
    return [line.text.replace("\t", " ").rpartition(" The road")[0] or line.text.rpartition(" Matter")[0]
            for line in lines(docx) if line.kind in kinds]  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "lists"),
    [
        (("1.", "2.", "3."), 1),
        (("5.", "6.", "7."), 1),
        (("1.", "2.", "2.", "3."), 2),
        (("1.", "2.", "4.", "5.", "7."), 3),
        (("12.", "13.", "1."), 2),
        (("(a)", "(b)", "(c)"), 1),
        (("(a)", "(b)", "(a)", "(b)"), 2),
        (("(y)", "(z)", "(aa)", "(bb)"), 1),
        (("(i)", "(ii)", "(iii)", "(iv)", "(v)"), 1),
        (("(h)", "(i)", "(j)"), 1),
        (("1)", "2)"), 1),
        (("§ 1", "§ 2"), 1),
        (("Rec. 1:", "Rec. 2:"), 1),
        (("32767.",), 1),
    ],
)
def test_word_counts_what_it_can(labels: tuple[str, ...], lists: int) -> None:
    docx = write(report(*paragraphs(*labels)))
    assert _labels(docx) == list(labels)
    counted = _counted(docx)
    assert "" not in counted and len(set(counted)) == lists


@pytest.mark.parametrize(
    "label", ["12 bis.", "(ab)", "а)", "٣.", "Ա.", "01.", "100%1.", "–", "1.A.b", "32768.", "0.", "Nord"]
)
def test_what_word_cannot_count_is_text(label: str) -> None:
    docx = write(report(*paragraphs("1.", label, "2.")))
    assert _labels(docx) == ["1.", label, "2."]
    first, second, third = _counted(docx)
    assert first == third and (second == "" or label == "1.A.b")


@pytest.mark.parametrize(
    ("labelled", "lists"),
    [
        (((1, "I."), (2, "A."), (2, "B."), (1, "II."), (2, "A."), (1, "III.")), 1),
        (((1, "1."), (2, "1.1."), (2, "1.2."), (3, "1.2.1."), (1, "2."), (2, "2.1.")), 1),
        (((1, "1"), (2, "1.1"), (2, "1.2"), (1, "2"), (2, "2.1")), 1),
        (((1, "I."), (2, "A."), (1, "Annex 1."), (2, "A."), (1, "Annex 2.")), 3),
        (((1, "1."), (2, "1.1."), (2, "1.4."), (1, "3."), (2, "3.1.")), 3),
        (((1, "I."), (2, "1.1."), (2, "1.2."), (1, "II."), (2, "2.1.")), 3),
        (((2, "1.1."), (2, "1.2.")), 1),
        (((1, "A."), (1, "B."), (1, "C."), (1, "D.")), 1),
        (((1, "Chapter I"), (1, "Chapter II"), (1, "Chapter III")), 1),
        (((7, "1."), (8, "2.")), 1),
    ],
)  # fmt: skip
def test_headings_count_with_those_above_them(labelled: tuple[tuple[int, str], ...], lists: int) -> None:
    docx = write(report(*headings(*labelled)))
    assert _labels(docx) == [label for _, label in labelled]
    counted = _counted(docx)
    assert "" not in counted and len(set(counted)) == lists


def test_headings_without_a_label_get_none() -> None:
    docx = write(report(*headings((1, ""), (1, "1."), (1, ""), (1, "2."))))
    assert _labels(docx) == ["", "1.", "", "2."]
    assert [bool(one) for one in _counted(docx)] == [False, True, False, True]


def test_items_begin_anew_under_each_paragraph() -> None:
    items = tuple(Item(f"({letter})", (t("The road;"),)) for letter in "abc")
    blocks: list[Block] = [
        Paragraph(f"p-{n}", (t("The road"),), label=f"{n}.", items=items) for n in (1, 2, 3)
    ]
    docx = write(report(*blocks))
    assert _labels(docx) == ["1.", "(a)", "(b)", "(c)", "2.", "(a)", "(b)", "(c)", "3.", "(a)", "(b)", "(c)"]
    numbers, items_ = _counted(docx)[::4], _counted(docx)[1::4]
    assert len(set(numbers)) == 1 and len(set(items_)) == 3


def test_lists_of_one_kind_share_their_definition() -> None:
    docx = write(report(*paragraphs("(a)", "(b)", "(a)", "(a)", "(b)")))
    numbering = part(docx, "word/numbering.xml")
    assert len(numbering.findall(W + "abstractNum")) == 1
    starts = [one.get(W + "val") for one in numbering.iter(W + "startOverride")]
    assert starts == ["1", "1"]


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("12.", [("", "decimal", 12, ".")]),
        ("(a)", [("(", "lowerLetter", 1, ")")]),
        ("(i)", [("(", "lowerRoman", 1, ")"), ("(", "lowerLetter", 9, ")")]),
        ("C.", [("", "upperLetter", 3, "."), ("", "upperRoman", 100, ".")]),
        ("XIV", [("", "upperRoman", 14, "")]),
        ("(bb)", [("(", "lowerLetter", 28, ")")]),
        ("Annex 1.", [("Annex ", "decimal", 1, ".")]),
        ("2.10", [("2.", "decimal", 10, "")]),
        ("", []),
        (" 1.", []),
        ("iiii.", [("", "lowerLetter", 87, ".")]),
    ],
)
def test_a_label_is_taken_apart(label: str, found: list[tuple[str, str, int, str]]) -> None:
    read = [(one.shape.before, one.shape.format, one.value, one.shape.after) for one in readings(label)]
    assert read == found
