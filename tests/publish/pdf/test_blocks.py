"""What a reader would notice page by page: headings, labels, items, tables, pictures, both writing directions."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from tests.publish.sample import mark, printed, t

from sourcebook.publish.fonts import MissingFont
from sourcebook.publish.formats import pdf
from sourcebook.publish.printed import (
    Block,
    Heading,
    Item,
    Note,
    Paragraph,
    Picture,
    Printed,
    Quotation,
    Table,
)
from sourcebook.publish.proof.comparing import compare
from sourcebook.publish.proof.pdf import lines, tag_tree
from sourcebook.publish.proof.tags import read_tags

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="9" height="9"/><text y="20" font-family="{font}">x</text></svg>'


def report(*blocks: Block, notes: tuple[Note, ...] = (), **more: object) -> Printed:
    return Printed("Ardovia", "en", blocks, notes, date="2032-02-01", words={"contents": "Contents"}, **more)  # type: ignore[arg-type]


def proved(written: Printed) -> bytes:
    """The PDF, after the proof that nothing was lost."""
    made = pdf.write(written)
    comparison = compare(written, lines(made), contents=bool(written.contents()))
    assert comparison.holds, [str(one) for one in comparison.differences]
    return made


def png(width: int = 40, height: int = 20) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x40\x60\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def roles(made: bytes) -> list[str]:
    return [line.split()[0] for line in tag_tree(made).splitlines() if line.strip()]


def test_the_sample_comes_back_whole() -> None:
    proved(printed())


def test_the_title_page_shows_the_day_in_words_where_the_report_gives_them() -> None:
    made = proved(replace(printed(), words={**printed().words, "date": "1 February 2032"}))
    assert "1 February 2032" in [line.text for line in lines(made)]


def test_a_report_without_headings_has_no_contents() -> None:
    made = proved(report(Paragraph("p", (t("Only this."),))))
    assert "TOC" not in roles(made)


def test_headings_that_skip_a_level_are_tagged_without_a_gap_and_printed_all_the_same() -> None:
    made = proved(
        report(
            Heading("a", 3, (t("Third first"),)),
            Heading("b", 1, (t("First"),)),
            Heading("c", 4, (t("Fourth"),)),
        )
    )
    assert [role for role in roles(made) if role.startswith("H")] == ["H1", "H1", "H1", "H2"]


def test_headings_deeper_than_six_levels_are_tagged_as_the_sixth() -> None:
    made = proved(report(*(Heading(f"h{level}", level, (t(f"Level {level}"),)) for level in range(1, 9))))
    assert [role for role in roles(made) if role.startswith("H")][1:] == [
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "H6",
        "H6",
    ]


def test_a_heading_that_is_not_listed_is_in_no_contents() -> None:
    made = proved(report(Heading("a", 1, (t("Listed"),)), Heading("b", 2, (t("Unlisted"),), listed=False)))
    assert [line.text for line in lines(made) if line.kind == "contents"] == ["Listed"]


def test_a_heading_with_a_year_keeps_it_in_the_contents() -> None:
    made = proved(
        report(
            Heading("a", 1, (t("Acts in 2031"),)),
            Heading("b", 1, (t("2031"),)),
            Heading("c", 1, (t("Annex v"),)),
        )
    )
    assert [line.text for line in lines(made) if line.kind == "contents"] == [
        "Acts in 2031",
        "2031",
        "Annex v",
    ]


@pytest.mark.parametrize(
    "label", ["1.", "247.", "(viii)", "(a)", "•", "12 bis.", "Recommendation 14 (c):", "١٢."]
)
def test_labels_of_any_width_are_printed_before_the_text(label: str) -> None:
    text = "The road through Sel was closed. " * 8
    made = proved(
        report(Paragraph("p", (t(text.strip()),), label=label, items=(Item(label, (t(text.strip()),)),)))
    )
    assert [line.text for line in lines(made) if line.kind == "paragraph"][-1].startswith(f"{label} The road")


def test_paragraphs_without_words_and_empty_cells_do_no_harm() -> None:
    proved(
        report(
            Paragraph("p", ()),
            Table("t", (t("Table"),), (), (((), (t("x"),)), ((t("y"),), ()))),
            Quotation("q", (t("."),)),
        )
    )


def test_a_note_may_be_marked_twice_and_is_printed_once() -> None:
    first = Paragraph("p", (t("One"), mark(1), t(" and two"), mark(1), t(".")))
    made = proved(report(first, notes=(Note(1, (t("Sel Daily, p. 4."),)),)))
    assert [line.text for line in lines(made) if line.kind == "note"] == ["Sel Daily, p. 4."]


def test_notes_keep_the_numbers_that_they_have() -> None:
    blocks = Paragraph("p", (t("One"), mark(7), t(" two"), mark(3), t(" three"), mark(120)))
    made = proved(
        report(blocks, notes=(Note(3, (t("three"),)), Note(7, (t("seven"),)), Note(120, (t("many"),))))
    )
    assert {line.id for line in lines(made) if line.kind == "note"} == {"note-3", "note-7", "note-120"}


def test_a_table_longer_than_a_page_repeats_its_header_and_has_it_once_among_the_tags() -> None:
    rows = tuple(
        ((t(f"{day} March 2031"),), (t("Orvan Dreth said: “Every hill is ours.” " * 3),)) for day in range(60)
    )
    made = proved(report(Table("t", (t("Table 1. Statements"),), ((t("Date heard"),), (t("Words"),)), rows)))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    assert sum("Date heard" in page for page in pages) == len(pages) - 1 >= 3
    assert roles(made).count("TH") - 1 == 2 - 1  # the last line of the outline counts them


def test_a_header_with_a_link_and_a_note_may_stand_over_a_long_table() -> None:
    rows = tuple(
        ((t(f"{day} March 2031"),), (t("Orvan Dreth said: “Every hill is ours.” " * 3),)) for day in range(60)
    )
    header = ((t("Date"), mark(1)), (t("Words", link="https://tv.example/a"),))
    proved(report(Table("t", (t("Table 1"),), header, rows), notes=(Note(1, (t("As heard."),)),)))


def test_a_table_of_many_columns_and_long_words_stays_on_the_page() -> None:
    address = "https://tv.example/2031/04/18/" + "a" * 90 + "?id=7&lang=en"
    row = tuple(
        (t(word),)
        for word in (address, "Unabhängigkeitserklärungen" * 3, "12", "x", "не" * 40, address, "•", "ACA")
    )
    made = proved(report(Table("t", (t("Wide"),), tuple((t(f"Column {n}"),) for n in range(8)), (row, row))))
    assert rightmost(made) <= 595 - 75


def test_a_long_word_in_a_paragraph_and_in_a_note_stays_on_the_page() -> None:
    word = "x" * 300
    made = proved(
        report(
            Paragraph("p", (t(f"{word} {word}"), mark(1))),
            notes=(Note(1, (t(word), t(word, emphasis=True))),),
        )
    )
    assert rightmost(made) <= 595 - 75


def rightmost(made: bytes) -> float:
    """How far to the right text is painted, in points, by pdfium."""
    import pypdfium2

    document = pypdfium2.PdfDocument(made)
    return max(
        float(found.get_bounds()[2])
        for page in document
        for found in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    )  # fmt: skip


@pytest.mark.parametrize(("width", "height"), [(120, 60), (4000, 300), (300, 4000)])
def test_a_picture_of_any_size_fits_the_page(width: int, height: int) -> None:
    block = Picture(
        "c", (t("Figure 1"),), "A square.", svg=SVG.format(width=width, height=height, font="DejaVu Sans")
    )
    made = proved(report(block, Paragraph("p", (t("After."),))))
    figure = next(line for line in tag_tree(made).splitlines() if line.strip().startswith("Figure"))
    assert "A square." in figure
    left, bottom, right, top = box_of_figure(made)
    assert right - left <= 440 and top - bottom <= 700


def box_of_figure(made: bytes) -> tuple[float, ...]:
    catalog: Any = pypdf.PdfReader(io.BytesIO(made)).trailer["/Root"]
    waiting = [catalog["/StructTreeRoot"]]
    while waiting:
        found = waiting.pop().get_object()
        if not hasattr(found, "get") or found.get("/S") == "/Figure":
            if hasattr(found, "get"):
                return tuple(float(edge) for edge in found["/A"][0]["/BBox"])
            continue
        kids = found.get("/K", [])
        waiting += kids if isinstance(kids, list) else [kids]
    raise AssertionError("no figure")


def test_a_bitmap_is_shown_with_its_alternative() -> None:
    made = proved(report(Picture("c", (t("Photograph"),), "A closed gate.", png=png())))
    assert "alt “A closed gate.”" in tag_tree(made)


def test_text_in_a_picture_is_no_text_of_the_report() -> None:
    made = proved(
        report(Picture("c", (t("Figure"),), "An x.", svg=SVG.format(width=90, height=40, font="DejaVu Sans")))
    )
    assert "x" not in [line.text for line in lines(made)]


def test_words_in_another_language_say_so_and_the_report_is_read_from_the_right_where_it_is_arabic() -> None:
    arabic = "أغلقت السلطات الطريق عبر مدينة سِل في الثالث من مارس، وقال الوزير إن الحدود ستبقى مغلقة شكراً. "
    written = replace(
        report(
            Heading("h", 1, (t("الخطاب"), mark(1)), label="1."),
            Paragraph("p", (t(arabic), t("Ardovia Public Television (APT)", language="en"), t("; " + arabic), mark(2), t("“x” 5–7 km²؛ 50%")), label="12.", items=(Item("(أ)", (t(arabic),)),)),
            notes=(Note(1, (t(arabic), t("https://tv.example/?a=1&b=2", link="https://tv.example/?a=1&b=2"), t("."))), Note(2, (t("المرجع نفسه", emphasis=True),))),
        ),
        title="التهديدات والخطاب في أردوفيا 2031", language="ar", direction="rtl",
    )  # fmt: skip
    made = proved(written)
    catalog: Any = pypdf.PdfReader(io.BytesIO(made)).trailer["/Root"]
    assert catalog["/Lang"] == "ar"
    assert catalog["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_every_word_of_a_language_is_in_its_script_and_marked() -> None:
    made = proved(report(Paragraph("p", (t("The daily "), t("Սելյան օրաթերթ", language="hy"), t(" wrote.")))))
    page = pypdf.PdfReader(io.BytesIO(made)).pages[1]
    assert b"/Lang(hy)" in page.get_contents().get_data()  # type: ignore[union-attr]


def test_no_text_stands_outside_the_tags() -> None:
    assert read_tags(pdf.write(printed())).untagged == ()


BAD: list[tuple[str, Callable[[], Printed], type[Exception], str]] = [
    ("a link to nowhere", lambda: report(Paragraph("p", (t("see 7", link="#p-7"),))), pdf.Unprintable, "“see 7” lead to #p-7"),
    ("a note that is not there", lambda: report(Paragraph("p", (t("x"), mark(4)))), pdf.Unprintable, "note 4 is marked in the text and not there"),
    ("a note that is marked nowhere", lambda: report(Paragraph("p", (t("x"),)), notes=(Note(2, (t("y"),)),)), pdf.Unprintable, "note 2 is marked nowhere"),
    ("a note within a note", lambda: report(Paragraph("p", (mark(1),)), notes=(Note(1, (t("y"), mark(1))),)), pdf.Unprintable, "a note cannot have notes"),
    ("an id used twice", lambda: report(Paragraph("p", (t("x"),)), Paragraph("p", (t("y"),))), pdf.Unprintable, "the id p is used 2 times"),
    ("a block without id", lambda: report(Paragraph("", (t("x"),))), pdf.Unprintable, "give every block one"),
    ("a picture without alternative", lambda: report(Picture("c-3", (t("F"),), " ", png=png())), pdf.Unprintable, "the picture c-3 has no text alternative"),
    ("a picture that is none", lambda: report(Picture("c-3", (t("F"),), "a", png=b"GIF89a")), pdf.Unprintable, "the picture c-3 is no PNG"),
    ("a picture cut off", lambda: report(Picture("c-3", (t("F"),), "a", png=png()[:60])), pdf.Unprintable, "c-3"),
    ("an SVG that is none", lambda: report(Picture("c-3", (t("F"),), "a", svg="<svg><g></svg>")), pdf.Unprintable, "the picture c-3 is no SVG"),
    ("an SVG with a font that is not there", lambda: report(Picture("c-3", (t("F"),), "a", svg=SVG.format(width=9, height=9, font="Nordfont"))), pdf.Unprintable, "the picture c-3 names the font Nordfont"),
    ("a day that is none", lambda: replace(report(), date="2032-13-01"), pdf.Unprintable, "the date 2032-13-01"),
    ("a day that the month does not have", lambda: replace(report(), date="2032-02-31"), pdf.Unprintable, "the date 2032-02-31"),
    ("no title", lambda: replace(report(), title=" "), pdf.Unprintable, "no title"),
    ("a language that is none", lambda: report(Paragraph("p", (t("x", language="Russian"),))), pdf.Unprintable, "have the language Russian"),
    ("a character without font", lambda: report(Paragraph("p-9", (t("The name 北 here"),))), MissingFont, "U+5317 (CJK UNIFIED IDEOGRAPH-5317) in p-9"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "error", "said"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_what_cannot_be_printed_is_told_in_one_line_with_its_place(
    made: Callable[[], Printed], error: type[Exception], said: str
) -> None:
    with pytest.raises(error) as caught:
        pdf.write(made())
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
