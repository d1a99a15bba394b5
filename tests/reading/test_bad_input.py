"""Files that cannot be read, or only in part: one clear line, never a traceback, never minutes."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest
from tests.reading.pandoc.making import convert, read_text_as

from sourcebook.reading import pandoc
from sourcebook.reading.errors import ReadingError
from sourcebook.reading.formats import MAX_UNPACKED, detect
from sourcebook.reading.pandoc import run

MILLION = 1_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path) -> object:
    format = detect(path)
    return pandoc.read_with_pandoc(path, format)


def bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(MAX_UNPACKED // 10_000_000 + 1):
            part.write(b" " * 10_000_000)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 * MILLION)


def entities(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')


def broken_odt(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office:document-content>")


def odt_without_text(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")


def excel(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")


def cut_off(path: Path) -> None:
    convert("1. The ferry stopped.\n" * 50, path)
    path.write_bytes(path.read_bytes()[:-400])


def broken_inside(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document><w:body>")


BAD = [
    ("absent.docx", None, "no such file"),
    ("empty.docx", b"", "empty"),
    ("blank.txt", b" \n\n\t ", "nothing but white space"),
    ("large.txt", sparse, "200 MB are more than the 100 MB"),
    ("bomb.docx", bomb, "unpacks to"),
    ("entities.docx", entities, "declares entities"),
    ("cut.docx", cut_off, "cut off"),
    ("broken.docx", broken_inside, "damaged"),
    ("broken.odt", broken_odt, "damaged"),
    ("hollow.odt", odt_without_text, "damaged"),
    ("words.docx", b"These are only words.", "no DOCX"),
    ("words.pdf", b"These are only words.", "no PDF"),
    ("locked.docx", OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ("old.doc", OLE + b"\0" * 500, "save it as DOCX"),
    ("old.rtf", b"{\\rtf1 words}", "RTF is not read"),
    ("table.xlsx", excel, "a spreadsheet"),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "this is no text"),
    ("junk.txt", bytes(range(256)) * 50, "this is no text"),
    ("data.csv", b"a,b\n1,2\n", "unknown format"),
    ("rules.md", b"***\n\n---\n", "no text was found"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD, ids=[name for name, _, _ in BAD])
def test_a_file_that_cannot_be_read_gets_one_line_with_the_reason(
    tmp_path: Path, name: str, content: object, said: str
) -> None:
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif callable(content):
        content(path)
    with pytest.raises(ReadingError) as caught:
        read(path)
    message = str(caught.value)
    assert said in message
    assert name in message
    assert "\n" not in message


def test_a_folder_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="folder"):
        detect(tmp_path)


@pytest.mark.parametrize("extension", ["md", "txt"])
@pytest.mark.parametrize(
    "hostile",
    [
        '"' * MILLION,
        "(" * MILLION,
        "[" * MILLION,
        "1. " * (MILLION // 3),
        "a " * (MILLION // 2),
        "<" * MILLION,
    ],
    ids=["quotation marks", "brackets", "square brackets", "numbers", "letters", "tags"],
)
def test_a_megabyte_of_one_sign_is_read_in_seconds(tmp_path: Path, extension: str, hostile: str) -> None:
    began = time.process_time()
    document = read_text_as(hostile, tmp_path / f"hostile.{extension}")
    assert time.process_time() - began < 5
    assert sum(map(str.isalnum, document.source)) == sum(map(str.isalnum, hostile))


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("<html><p>", "1. a<br>"),
        ("<html><body>", "<p>a<sup>1</sup></p>"),
        ("<html><body>", "<table><tr><td>a</td><td>b</td></tr></table>"),
        ("<html><body>", '<p class="menu" hidden>a</p>'),
        ("<html><body>", "<p>1</p><p>a</p>"),
        ("<html><style>", "@{a{}"),
        ("<html><style>", ".a .b{display:none}"),
    ],
    ids=["breaks", "marks", "tables", "hidden", "numbers alone", "media", "rules"],
)
def test_pages_of_one_kind_take_time_in_proportion(tmp_path: Path, head: str, unit: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        read_text_as(f"{head}{unit * count}</style><p>The end of it.</p>", tmp_path / "many.html")
        return time.process_time() - began

    seconds(10)
    assert seconds(4000) < 10 * seconds(1000) + 0.5


@pytest.mark.parametrize(
    ("before", "repeated", "after"),
    [
        ("", "1. x[1]\n\n(a) y\n\n[1] z\n\n", ""),
        ("1. x\n\n", "more of it\n\n", "2. y\n"),
        ("1. x:\n\n", "(a) y;\n\n", "2. y\n"),
        ("1. x:\n\n", "(a) y;\n\nand\n\n", "2. y\n"),
        ("Notes\n\n", "[1] x\n\ny\n\n", ""),
    ],
    ids=["notes", "lines of one paragraph", "items of one paragraph", "items and lines", "a list of notes"],
)
def test_many_lines_take_time_in_proportion(tmp_path: Path, before: str, repeated: str, after: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        read_text_as(before + repeated * count + after, tmp_path / "many.txt")
        return time.process_time() - began

    seconds(100)
    assert seconds(4000) < 10 * seconds(1000) + 0.3


def test_markdown_that_pandoc_cannot_finish_is_read_as_plain_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "SECONDS", 0.001)
    monkeypatch.setattr(run, "SECONDS_PER_MEGABYTE", 0)
    document = read_text_as("1. The ferry stopped.\n\n2. It left.\n", tmp_path / "a.md")
    assert [p.label for p in document.paragraphs] == ["1", "2"]
    assert "read as plain text" in document.problems[0].what
    page = read_text_as(
        "<html><script>var x;</script><p>1. The ferry &amp; the bell.</p><p>2. Gone.</p>", tmp_path / "a.html"
    )
    assert [(p.label, p.text) for p in page.paragraphs] == [("1", "The ferry & the bell."), ("2", "Gone.")]


def test_a_document_that_pandoc_cannot_finish_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    convert("1. The ferry stopped.\n", path)
    monkeypatch.setattr(run, "SECONDS", 0.001)
    monkeypatch.setattr(run, "SECONDS_PER_MEGABYTE", 0)
    with pytest.raises(ReadingError, match="did not finish"):
        read(path)


def test_quotations_nested_beyond_measure_do_not_crash(tmp_path: Path) -> None:
    document = read_text_as("> " * 3000 + "deep\n", tmp_path / "a.md")
    assert "deep" in document.source
