"""A working file has every paragraph and reference under its name, and comes back as it went out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import docx as python_docx
import pytest
from tests.publish.docx.opening import W, changed, files, part
from tests.publish.printing.ardovia import material
from tests.publish.word.office.libreoffice import edited
from tests.publish.word.sending.ardovian import ardovian

from sourcebook.publish.edition import Edition
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.formats.docx import Stamp
from sourcebook.publish.printing import Given, drafted
from sourcebook.publish.proof.docx import lines
from sourcebook.publish.word.flow import Mark
from sourcebook.publish.word.flowing import anchors_of, flow_of
from sourcebook.publish.word.opened import WordText
from sourcebook.publish.word.opening import opened
from sourcebook.publish.word.sending import NotProved, working_file
from sourcebook.publish.word.sending.proving import prove
from sourcebook.publish.word.tokens import text_of

IDS = Stamp("ardovia-2031", "9f2c1a77", "s-3", "12")
GIVEN = Given(build="9f2c1a77")
BROKEN = """
A dead end.[@statement:deadbeef01] See [#nowhere], [=claim:00000000aa] and more.^[Of [@source:deadbeef02, p. 3].]

Out.^[A note^[in a note, of [@source:deadbeef03].].]

![Nothing](chart:nothing)

![The road](road.png)
"""


@pytest.fixture(scope="module")
def sent() -> tuple[Edition, bytes]:
    """The edition and its working file."""
    edition, of = ardovian()
    return edition, working_file(edition, of, GIVEN, IDS)


def said(text: WordText) -> dict[str, str]:
    """What stands under each name of a block, marks by their names."""
    found: dict[str, str] = {}
    for block in text.blocks:
        words = "".join(
            f"[{bit.token.name}]" if isinstance(bit.token, Mark) else text_of([bit.token])
            for bit in block.bits
        )
        found |= dict.fromkeys(block.anchors, words)
    return found


def test_each_printed_block_is_there_under_its_name(sent: tuple[Edition, bytes]) -> None:
    edition, content = sent
    found = said(opened(content))
    # The heading of an annex that is empty, the abbreviations in it and the methodology have no words typed.
    assert set(found) == {f"p{n:04}" for n in range(len(flow_of(edition).blocks))} - {
        "p0023",
        "p0024",
        "p0026",
    }
    assert found["p0000"] == "Ardovia in 2031" and found["p0001"] == "Annual report"
    assert found["p0007"] == "closed to carts;[r0007]"
    assert found["p0010"] == "At least [r0009] were killed[r0010], see paragraph [r0011].[r0012]"
    assert found["p0014"] == "\tdenied[r0016]"


def test_a_citation_in_a_typed_note_has_its_name_too(sent: tuple[Edition, bytes]) -> None:
    notes = opened(sent[1]).notes
    marks = [bit.token for bit in notes["r0004"] if isinstance(bit.token, Mark)]
    assert [mark.name for mark in marks] == ["r0005", "r0006"]
    assert marks[1].printed.startswith("Ardovia Public Television, The roads stay closed, p. 2")


def test_it_says_what_it_was_made_of(sent: tuple[Edition, bytes]) -> None:
    text = opened(sent[1])
    assert (text.edition, text.build, text.sending) == ("ardovia-2031", "9f2c1a77", "s-3")
    parts = files(sent[1])
    assert b'sending="s-3" text="12"' in parts["customXml/item1.xml"]
    assert b'name="SourcebookText"><vt:lpwstr>12<' in parts["docProps/custom.xml"]
    assert text.set_aside == ()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Working draft, not"), ("es", "Borrador de trabajo, sin")]
)
def test_a_notice_stands_on_every_page_and_is_none_of_the_text(language: str, words: str) -> None:
    edition = parse(f"---\ntitle: Ardovia\nlanguage: {language}\n---\n\nThe road.\n")
    content = working_file(edition, material(), GIVEN, IDS)
    parts = files(content)
    assert all(words in parts[f"word/header{n}.xml"].decode() for n in (1, 2))
    assert {
        one.get(W + "type") for one in part(content, "word/document.xml").iter(W + "headerReference")
    } == {
        "default",
        "first",
    }
    assert not any(words in line.text for line in lines(content))


@pytest.mark.parametrize("language", ["ar", "he", "hy"])
def test_it_is_sent_in_any_language(language: str) -> None:
    edition, of = ardovian()
    content = working_file(replace(edition, front=replace(edition.front, language=language)), of, GIVEN, IDS)
    assert said(opened(content))["p0007"] == "closed to carts;[r0007]"


def test_it_is_sent_in_a_houses_styles(tmp_path: Path) -> None:
    house = tmp_path / "house.docx"
    python_docx.Document().save(str(house))
    edition, of = ardovian()
    content = working_file(edition, of, GIVEN, IDS, styles=house)
    assert said(opened(content)) == said(opened(working_file(edition, of, GIVEN, IDS)))


def test_two_runs_give_the_same_bytes(sent: tuple[Edition, bytes]) -> None:
    edition, of = ardovian()
    assert working_file(edition, of, GIVEN, IDS) == sent[1]


def test_ids_are_unique_over_all_parts(sent: tuple[Edition, bytes]) -> None:
    markup = "".join(content.decode() for name, content in files(sent[1]).items() if name.startswith("word/"))
    for pattern in (r'<w:bookmarkStart w:id="(\d+)"', r'<w:id w:val="(\d+)"', r'w:name="(_sb[^"]+)"'):
        ids = re.findall(pattern, markup)
        assert len(ids) > 20 and len(set(ids)) == len(ids)


def test_a_control_holds_what_the_bookmark_holds_and_locks_nothing(sent: tuple[Edition, bytes]) -> None:
    controls = 0
    for name in ("word/document.xml", "word/footnotes.xml"):
        for control in part(sent[1], name).iter(W + "sdt"):
            tag = control.find(f"{W}sdtPr/{W}tag")
            if tag is not None:
                controls += 1
                assert control.getprevious().get(W + "name") == tag.get(W + "val")
                assert control.getnext().tag == W + "bookmarkEnd"
                assert control.find(f"{W}sdtPr/{W}lock") is None
    assert controls == 22


def test_what_leads_nowhere_is_sent_as_it_is_typed() -> None:
    edition, of = ardovian(more=BROKEN)
    report, problems = drafted(edition, of, GIVEN)
    assert len(problems) == 8
    text = opened(working_file(edition, of, GIVEN, IDS))
    [block] = [one for one in text.blocks if text_of(bit.token for bit in one.bits).startswith("A dead end.")]
    printed = [bit.token.printed for bit in block.bits if isinstance(bit.token, Mark)]
    assert printed == ["[@statement:deadbeef01]", "[#nowhere]", "[=claim:00000000aa]", ""]
    assert "[chart:nothing]" in "\n".join(line.text for line in report.lines())


def test_libreoffice_gives_everything_back(sent: tuple[Edition, bytes], program: object) -> None:
    program("soffice")  # type: ignore[operator]
    back = edited(sent[1], ())
    assert back != sent[1]
    before, after = opened(sent[1]), opened(back)
    assert said(after) == said(before)
    assert after.anchors.keys() == before.anchors.keys()
    assert {name: [bit.token for bit in bits] for name, bits in after.notes.items()} == {
        name: [bit.token for bit in bits] for name, bits in before.notes.items()
    }
    assert (after.edition, after.build, after.sending) == (before.edition, before.build, before.sending)


WRONG = [
    (
        "word/document.xml",
        ">closed to carts;<",
        ">closed to all;<",
        "p0007 (“closed to carts;”) reads otherwise",
    ),
    ("word/document.xml", "_sbp_0010", "_xyz_0010", "p0010 (“At least  were killed, see"),
    ("word/document.xml", "_sbr_0007", "_xyz_0007", "p0007 (“closed to carts;”) reads otherwise"),
    ("word/document.xml", "<w:i/>", "", "p0003 (“This report documents"),
    ("word/footnotes.xml", ">Figures of the council.<", "><", "note r0012 (“Figures of the council.”)"),
    ("word/footnotes.xml", "_sbr_0006", "_xyz_0006", "note r0004 (“He spoke in Brenn"),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), WRONG)
def test_a_file_that_says_something_else_is_not_sent(
    sent: tuple[Edition, bytes], name: str, old: str, new: str, message: str
) -> None:
    edition, content = sent
    # The name of a reference stands twice: Word's control has it too.
    times = files(content)[name].decode().count(old) if old.startswith("_") else 1
    for _ in range(times):
        content = changed(content, name, old, new)
    text = opened(content)
    report, _ = drafted(*ardovian(), GIVEN)
    with pytest.raises(NotProved, match=re.escape(message)):
        prove(flow_of(edition), text, report, anchors_of(edition))
