"""Nothing of who wrote a file, where and when is left in it, and all of its text is."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from tests.publish.docx.opening import converted, files, part
from tests.publish.word.scrubbing.planting import SHOWN, Planting, planted

from sourcebook.publish.proof.docx import lines
from sourcebook.publish.word.opening import NotWord
from sourcebook.publish.word.scrubbing import Scrubbed, scrubbed


@pytest.fixture(scope="module")
def planting() -> Planting:
    """What was planted."""
    return planted()


@pytest.fixture(scope="module")
def dirty(planting: Planting) -> bytes:
    """The file with names in it."""
    return planting.file()


@pytest.fixture(scope="module")
def clean(dirty: bytes) -> Scrubbed:
    """The same without."""
    return scrubbed(dirty)


def found(content: bytes, names: list[str]) -> set[str]:
    """Which names are in the bytes of a file or of its parts, in any encoding."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        held = [content, archive.comment, *(archive.read(name) for name in archive.namelist())]
        held += [name.encode() for name in archive.namelist()]
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    return {name for name in names for encoding in encodings for one in held if name.encode(encoding) in one}


def test_every_planted_name_is_in_the_file_before(planting: Planting, dirty: bytes) -> None:
    assert len(planting.planted) > 50
    assert found(dirty, planting.planted) == set(planting.planted)


def test_none_is_in_it_afterwards(planting: Planting, clean: Scrubbed) -> None:
    assert found(clean.content, planting.planted) == set()


def test_the_text_is_the_same(dirty: bytes, clean: Scrubbed) -> None:
    before, after = ([(line.kind, line.text) for line in lines(one)] for one in (dirty, clean.content))
    assert after == before
    document = files(clean.content)["word/document.xml"].decode()
    assert all(words in document for words in SHOWN)


def test_tracked_changes_stay_without_a_name(clean: Scrubbed) -> None:
    document = part(clean.content, "word/document.xml")
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    changes = [*document.iter(w + "ins", w + "del", w + "rPrChange")]
    assert len(changes) == 4
    assert {one.get(w + "author") for one in changes} == {"Author"}
    assert not any(one.get(w + "date") for one in changes)


def test_our_own_build_stays(clean: Scrubbed) -> None:
    assert b"9f2c1a77" in files(clean.content)["docProps/custom.xml"]
    assert b"ZOTERO" not in files(clean.content)["docProps/custom.xml"]


def test_it_is_told_what_was_taken_out(clean: Scrubbed) -> None:
    told = "\n".join(clean.removed)
    for words in (
        "comments",
        "macros",
        "authors of tracked changes (",
        "revision ids",
        "settings of a printer",
    ):
        assert words in told
    assert clean.left == ()


def test_a_picture_stays_turned_as_it_was(clean: Scrubbed) -> None:
    jpeg = files(clean.content)["word/media/a.jpg"]
    assert b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06" in jpeg
    assert jpeg.endswith(b"\x12\xff\x00\x34\xff\xd0\x56\xff\xd9")


def test_nothing_leads_to_a_part_that_is_gone(clean: Scrubbed) -> None:
    parts = files(clean.content)
    for name, content in parts.items():
        if not name.endswith(".rels"):
            continue
        folder = Path(name).parent.parent
        for one in part(clean.content, name):
            if one.get("TargetMode") != "External":
                assert (folder / one.get("Target")).as_posix().replace("word/../", "") in parts, content


def test_the_same_file_gives_the_same_bytes_and_a_clean_one_itself(dirty: bytes, clean: Scrubbed) -> None:
    assert scrubbed(dirty).content == clean.content
    again = scrubbed(clean.content)
    assert again.content == clean.content


def test_other_programs_open_it(clean: Scrubbed, tmp_path: Path, program: object) -> None:
    assert python_docx.Document(BytesIO(clean.content)).paragraphs
    soffice = program("soffice")  # type: ignore[operator]
    text = converted(clean.content, tmp_path, soffice, "txt:Text").read_text("utf-8-sig")
    assert "Every hill is ours" in text and "(Planted shown words)" in text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04 cut off", "the file is damaged"),
        (b"%PDF-1.7", "this is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "of the old kind"),
    ],
)
def test_what_is_no_word_file_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(NotWord, match=message):
        scrubbed(content)
