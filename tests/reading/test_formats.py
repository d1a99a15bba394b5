"""What a file is, told from its content; and its text, whatever its encoding."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sourcebook.reading.errors import ReadingError
from sourcebook.reading.formats import detect, read_text

PAGED = "12. The ferry stopped.<sup>1</sup>\n\n---\n\n<sup>1</sup> Harbour log.\n\n# THE FERRY REPORT\n"


def zipped(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return path


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("a.pdf", "%PDF-1.7\n", "pdf"),
        ("a.txt", "\n\n%PDF-1.4 saved with a line before", "pdf"),
        ("a.html", "<!DOCTYPE html><p>x", "html"),
        ("a.txt", "  <html><body>x</body></html>", "html"),
        ("a.unknown", "<?xml version='1.0'?>\n<html xmlns='x'><p>y", "html"),
        ("a.tex", "% a comment\n\\documentclass{article}\n", "latex"),
        ("a.txt", "\\documentclass[11pt]{report}\n\\begin{document}", "latex"),
        ("a.md", "# A heading\n\ntext\n", "markdown"),
        ("a.md", "Text with <b>bold</b> and `<html>` in it\n", "markdown"),
        ("a.md", PAGED, "paged-markdown"),
        ("a.txt", PAGED, "paged-markdown"),
        ("a.txt", "page one\n\fpage two\n", "paged-markdown"),
        ("a.md", "The area is 4 m<sup>2</sup>.\n", "markdown"),
        ("a.rst", "Title\n=====\n", "rst"),
        ("a.txt", "12. The ferry stopped.\n", "text"),
        ("report", "12. The ferry stopped.\n", "text"),
    ],
)
def test_a_text_file_is_known_by_what_stands_in_it(
    tmp_path: Path, name: str, content: str, format: str
) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    assert detect(path) == format


@pytest.mark.parametrize(
    ("parts", "format"),
    [
        ({"word__document_xml": "<x/>"}, "docx"),
        ({"word__document2_xml": "<x/>"}, "docx"),
        ({"mimetype": "application/epub+zip"}, "epub"),
        ({"META-INF__container_xml": "<x/>"}, "epub"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content_xml": "<x/>"}, "odt"),
    ],
)
def test_a_zipped_document_is_known_whatever_its_name(
    tmp_path: Path, parts: dict[str, str], format: str
) -> None:
    assert detect(zipped(tmp_path / "report.bin", **parts)) == format


@pytest.mark.parametrize(
    ("content", "text", "problem"),
    [
        ("Šal – čaj".encode(), "Šal – čaj", ""),
        ("Šal".encode("utf-8-sig"), "Šal", ""),
        ("Šal – чай".encode("utf-16"), "Šal – чай", ""),
        ("The ferry stopped".encode("utf-16-le"), "The ferry stopped", "UTF-16-LE"),
        ("The café’s señor".encode("cp1252"), "The café’s señor", "cp1252"),
        ("Паром стоял в гавани".encode("cp1251"), "Паром стоял в гавани", "cp1251"),
        (
            "<meta charset='iso-8859-2'>Łódź".encode("iso-8859-2"),
            "<meta charset='iso-8859-2'>Łódź",
            "iso8859-2",
        ),
        (b"a line\r\nand another\rthird", "a line\nand another\nthird", ""),
        (b"The ferry\x00 stopped. " + b"x" * 99, "The ferry stopped. " + "x" * 99, "control characters"),
        ("Łódź ".encode() * 40 + b"\xff", "Łódź " * 40 + "\ufffd", "damaged"),
    ],
)
def test_letters_come_out_right_in_every_encoding(
    tmp_path: Path, content: bytes, text: str, problem: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    read, problems = read_text(path)
    assert read == text
    assert problem in " ".join(p.what for p in problems)
    assert bool(problems) == bool(problem)


def test_the_message_for_an_unknown_format_names_those_that_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xyz"
    path.write_text("some text")
    with pytest.raises(ReadingError, match=r"unknown format; read are PDF, DOCX.*save it"):
        detect(path)
