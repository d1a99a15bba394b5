"""LibreOffice opens the file and prints every paragraph and note, with the number that the report gives it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from tests.publish.docx.hard import arabic, cells, headings, notes, paragraphs, report
from tests.publish.docx.opening import converted, without_space
from tests.publish.sample import mark, printed, t

from sourcebook.publish.formats.docx import write
from sourcebook.publish.printed import Block, Heading, Item, Paragraph, Printed, Table, labelled, reading


def counting() -> Printed:
    """Labels that start anew, skip and go on, under headings that do the same, with notes in every place."""
    return report(
        Heading("one", 1, (t("The road"), mark(1), t(" to Sel")), label="I."),
        *headings((2, "A."), (2, "B.")),
        *paragraphs("1.", "2.", "2.", "3.", "7.", "8."),
        Heading("two", 1, (t("The bridge"),), label="II."),
        Heading("two-a", 2, (t("Its gate"),), label="A."),
        Paragraph("p-9", (t("He said"), mark(2), t(" this:")), label="9.", items=(
            Item("(a)", (t("the road"), mark(3), t(";"))), Item("(b)", (t("the bridge;"),)), Item("•", (t("the gate."),)))),
        Paragraph("p-10", (t("And that:"),), label="10.", items=(Item("(a)", (t("the hill."),)), Item("а)", (t("the mill."),)))),
        Paragraph("r-y", (t("The Council should open it."),), label="(z)"),
        Paragraph("r-z", (t("The Council should keep it open."),), label="(aa)"),
        Heading("annex", 1, (t("Days"),), "annex", label="Annex 1."),
        Heading("annex-a", 2, (t("Days of March"),), "annex", label="A."),
        Table("t", (t("Table 1. Days"), mark(4)), cells("Day", "Words"), (((t("3 March"), mark(5)), (t("closed"),)),), (t("As of May"), mark(6)), "annex"),
        notes=notes(1, 2, 3, 4, 5, 6),
    )  # fmt: skip


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def shuffled(seed: int) -> Printed:
    """Headings and paragraphs whose labels mostly go on, and now and then skip, repeat, or are of another kind."""
    chance = random.Random(seed)
    chapter = section = number = 0
    blocks: list[Block] = []
    for place in range(150):
        words = (t(f"Matter {place}"),)
        what = chance.random()
        if what < 0.12:
            chapter, section = (chapter + 1 if chance.random() < 0.8 else chance.randint(1, 9)), 0
            own = f"{chapter}." if seed % 2 else f"{_ROMAN[(chapter - 1) % 9]}."
            label = chance.choice([own, own, own, own, "", "Annex 2."])
            blocks.append(Heading(f"h-{place}", 1, words, label=label))
        elif what < 0.3:
            section = section + 1 if chance.random() < 0.8 else chance.randint(1, 9)
            label = f"{chapter}.{section}." if seed % 2 else f"{'ABCDEFGHI'[(section - 1) % 9]}."
            blocks.append(Heading(f"h-{place}", chance.choice([2, 2, 2, 3]), words, label=label))
        else:
            number = number + 1 if chance.random() < 0.85 else chance.randint(1, 40)
            label = chance.choice([f"{number}."] * 6 + ["(a)", "(c)", "(i)", "(v)", "12 bis.", "(ab)"])
            items = chance.choice([(), (), ("(a)", "(b)"), ("(i)", "(ii)"), ("(b)", "(i)", "•", "–")])
            blocks.append(
                Paragraph(f"p-{place}", words, label=label, items=tuple(Item(one, words) for one in items))
            )
    return report(*blocks)


def _printed_as(text: str) -> str:
    """A line as LibreOffice prints it: the mark of a note is its number alone."""
    return re.sub(r"\s+", " ", re.sub(r"\[(\d+)\]", r"\1", text))


@pytest.mark.parametrize(
    "made", [printed, counting, arabic, partial(shuffled, 1), partial(shuffled, 2), partial(shuffled, 3)]
)
def test_libreoffice_counts_what_is_printed(
    made: Callable[[], Printed], program: Callable[[str], str], tmp_path: Path
) -> None:
    """It writes the text with the numbers that it counted itself, line by line."""
    path = converted(write(made()), tmp_path, program("soffice"), "txt:Text (encoded):UTF8")
    found = [re.sub(r"\s+", " ", line).strip() for line in path.read_text("utf-8-sig").split("\n")]
    expected = [_printed_as(line.text) for line in made().lines() if line.kind != "note"]
    entries = [
        labelled(one.label, reading(run for run in one.runs if run.note is None)) for one in made().contents()
    ]
    front = len(made().partners) + bool(made().subtitle) + 1
    expected[front:front] = [*([made().date] if made().date else []), made().words["contents"], *entries]
    assert [line for line in found if line] == expected


@pytest.mark.parametrize("made", [printed, counting])
def test_libreoffice_prints_the_notes(
    made: Callable[[], Printed], program: Callable[[str], str], tmp_path: Path
) -> None:
    path = converted(write(made()), tmp_path, program("soffice"), "pdf")
    with pypdfium2.PdfDocument(path) as pdf:
        text = without_space("".join(page.get_textpage().get_text_range() for page in pdf))
    for note in made().notes:
        assert without_space(f"{note.number}{_printed_as(reading(note.runs))}") in text


def test_libreoffice_makes_the_pages_of_a_report(program: Callable[[str], str], tmp_path: Path) -> None:
    """Title, contents, front, body and annex begin a page each; the first has neither header nor number."""
    path = converted(write(printed(), pages={"rhetoric": 4}), tmp_path, program("soffice"), "pdf")
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    starts = ["Annual report", "Contents", "Executive summary", "Rhetoric", "Annex 1. Statements"]
    assert len(pages) == 5 and all(start in page for start, page in zip(starts, pages, strict=True))
    assert pages[0].count("Threats and rhetoric") == 1 and not re.search(r"\n1\s*$", pages[0])
    assert all(
        "Threats and rhetoric in Ardovia 2031" in page and re.search(rf"\b{number}\s*$", page)
        for number, page in enumerate(pages[1:], 2)
    )
    assert re.search(r"I\.\s*Rhetoric\.{5,}4", pages[1])
