"""What no Word file can hold is refused before anything is written, and the message says where it stands."""

from __future__ import annotations

import pytest
from tests.publish.docx.hard import cells, report
from tests.publish.sample import SVG, mark, t

from sourcebook.publish.formats.docx import Unprintable, write
from sourcebook.publish.printed import Block, Note, Paragraph, Picture, Quotation, Table


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\r", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"],
)
def test_a_character_that_xml_has_not_is_refused(character: str) -> None:
    made = report(Paragraph("p-hills", (t(f"Every hill{character} is ours"),)))
    with pytest.raises(
        Unprintable, match=rf"paragraph p-hills: character 11 is U\+{ord(character):04X}.*take it out"
    ):
        write(made)


@pytest.mark.parametrize(
    ("block", "place"),
    [
        (Quotation("q", (t("\x01"),)), "quotation q"),
        (Table("t", (), (), (cells("a", "\x01"),)), "cell t"),
        (Table("t", (), (), (), below=(t("\x01"),)), "below t"),
        (Picture("c", (t("Figure"),), "\x01", svg=SVG), "the text alternative of c"),
        (Paragraph("p", (mark(1),)), "note note-1"),
    ],
)
def test_the_message_says_where(block: Block, place: str) -> None:
    with pytest.raises(Unprintable, match=f"^{place}: character 1 "):
        write(report(block, notes=(Note(1, (t("\x01"),)),) if place.startswith("note") else ()))


def test_a_title_is_looked_at_too() -> None:
    with pytest.raises(Unprintable, match=r"^title: character 4 "):
        write(report(title="Ard\x02ovia"))


def test_a_mark_needs_its_note() -> None:
    with pytest.raises(Unprintable, match=r"^p-1: there is a mark of note 7, but no such note"):
        write(report(Paragraph("p-1", (t("He said"), mark(7)))))


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (Picture("c", (), "", png=b"GIF89a"), "no PNG"),
        (Picture("c", (), "", png=b"\x89PNG\r\n\x1a\n" + bytes(40)), "has no size"),
        (Picture("c", (), ""), "empty"),
        (Picture("c", (), "", svg="<svg"), "cannot be rendered"),
    ],
)
def test_a_broken_picture_is_refused(picture: Picture, why: str) -> None:
    with pytest.raises(Unprintable, match=f"^c: .*{why}"):
        write(report(picture))
