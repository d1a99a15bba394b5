"""What LibreOffice leaves of the hidden names in a sent file: the ground on which taking it back stands."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from io import BytesIO

import pytest
from lxml import etree
from tests.publish.word.office.libreoffice import Job, done
from tests.publish.word.office.lines import lines, notes
from tests.publish.word.office.sent import STAMP, sent
from tests.publish.word.office.steps import (
    copy,
    delete_mark,
    join,
    move,
    remove,
    split,
    tracked,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY, _NOTES = "word/document.xml", "word/footnotes.xml"
_COPY = re.compile(r"(_Copy_\d+)+$")
MOVED = "Reporters asked whether"
JOBS: Mapping[str, Job] = {
    "saved": Job(sent()),
    "saved thrice": Job(sent(), through=("docx", "docx")),
    "odt": Job(sent(), through=("odt",)),
    "doc": Job(sent(), through=("doc",)),
    "rtf": Job(sent(), through=("rtf",)),
    "split": Job(sent(), [split("No member")]),
    "joined": Job(sent(), [join("Reporters asked")]),
    "moved": Job(sent(), [move(MOVED, "On 11 May")]),
    "moved, tracked": Job(sent(), tracked(move(MOVED, "On 11 May"))),
    "copied": Job(sent(), [copy(MOVED, "On 11 May")]),
    "removed": Job(sent(), [remove(MOVED)]),
    "mark deleted": Job(sent(), [delete_mark("nine weeks.")]),
    "mark deleted, tracked": Job(sent(), tracked(delete_mark("nine weeks."))),
}  # fmt: skip


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The files after each of these."""
    return dict(zip(JOBS, done(list(JOBS.values())), strict=True))


def names(docx: bytes, part: str = _BODY, start: str = "_sb") -> list[str]:
    """The hidden bookmarks of a part, in their order."""
    found = (one.get(_W + "name", "") for one in tree(docx, part).iter(_W + "bookmarkStart"))
    return [name for name in found if name.startswith(start)]


def tree(docx: bytes, part: str = _BODY) -> etree._Element:
    """A part of the file."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return etree.fromstring(archive.read(part))


def within(docx: bytes, name: str) -> list[str]:
    """The local names of what stands in a bookmark, without what only holds or shapes it."""
    root = tree(docx)
    [start] = [one for one in root.iter(_W + "bookmarkStart") if one.get(_W + "name") == name]
    found: list[str] = []
    for one in start.xpath("following::*"):
        if one.tag == _W + "bookmarkEnd" and one.get(_W + "id") == start.get(_W + "id"):
            return found
        if etree.QName(one).localname in ("t", "delText", "footnoteReference", "p"):
            found.append(etree.QName(one).localname)
    raise AssertionError(f"{name} has no end")


@pytest.mark.parametrize("way", ["saved", "saved thrice", "odt", "doc"])
def test_every_name_in_the_text_is_kept(way: str, made: dict[str, bytes]) -> None:
    assert Counter(names(made[way])) == Counter(names(sent()))


@pytest.mark.parametrize("way", ["saved", "saved thrice", "odt"])
def test_names_in_notes_are_kept_but_for_an_ending(way: str, made: dict[str, bytes]) -> None:
    ours, theirs = names(sent(), _NOTES), names(made[way], _NOTES)
    assert len(ours) == 5
    assert all(_COPY.search(name) for name in theirs)
    assert [_COPY.sub("", name) for name in theirs] == ours


@pytest.mark.parametrize("way", ["saved", "saved thrice", "odt", "doc", "rtf"])
def test_no_word_and_no_note_is_lost(way: str, made: dict[str, bytes]) -> None:
    assert lines(made[way]) == lines(sent())
    assert notes(made[way]) == notes(sent())


def test_what_rtf_leaves_of_names_cannot_be_believed(made: dict[str, bytes]) -> None:
    # So the reader must go by the text: a paragraph carries the name of its reference, the mark an empty one.
    assert "_sbr_0004_Copy_1" in names(made["rtf"])
    assert within(made["rtf"], "_sbr_0004") == []


@pytest.mark.parametrize(("way", "part"), [("saved", True), ("odt", False), ("doc", False), ("rtf", False)])
def test_which_edition_it_is_is_kept(way: str, part: bool, made: dict[str, bytes]) -> None:
    with zipfile.ZipFile(BytesIO(made[way])) as archive:
        properties = archive.read("docProps/custom.xml").decode()
        assert all(value in properties for value in (STAMP.edition, STAMP.build, STAMP.sending))
        assert ("customXml/item1.xml" in archive.namelist()) is part


def test_controls_are_kept_without_their_name(made: dict[str, bytes]) -> None:
    controls = list(tree(made["saved"]).iter(_W + "sdt"))
    assert len(controls) > 20
    assert [one for one in controls if one.find(f"{_W}sdtPr/{_W}tag") is not None] == []


def test_a_split_leaves_its_name_in_both_paragraphs(made: dict[str, bytes]) -> None:
    assert Counter(names(made["split"])) - Counter(names(sent())) == Counter(["_sbp_0009"])


def test_a_join_leaves_two_names_in_one_paragraph(made: dict[str, bytes]) -> None:
    assert Counter(names(made["joined"])) == Counter(names(sent()))
    assert "p" not in within(made["joined"], "_sbp_0039")


def test_a_move_takes_the_name_along(made: dict[str, bytes]) -> None:
    assert Counter(names(made["moved"])) == Counter(names(sent()))
    order = names(made["moved"], start="_sbp")
    assert order.index("_sbp_0040") < order.index("_sbp_0038")


@pytest.mark.parametrize("way", ["moved, tracked", "copied"])
def test_a_second_place_has_an_ending_on_its_name(way: str, made: dict[str, bytes]) -> None:
    assert set(names(made[way])) - set(names(sent())) == {"_sbp_0040_Copy_1"}


def test_a_paragraph_taken_out_takes_its_name_along(made: dict[str, bytes]) -> None:
    assert set(names(sent())) - set(names(made["removed"])) == {"_sbp_0040"}


def test_a_deleted_reference_leaves_an_empty_name(made: dict[str, bytes]) -> None:
    assert within(made["saved"], "_sbr_0004") == ["footnoteReference"]
    assert within(made["mark deleted"], "_sbr_0004") == []
    assert within(made["mark deleted, tracked"], "_sbr_0004") == ["footnoteReference"]
