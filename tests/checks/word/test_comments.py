"""Findings as comments in a copy of the Word file: at their words, in order, and the file still opens."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree

from sourcebook.checks import Checked, check
from sourcebook.checks.word import with_comments
from sourcebook.checks.word.letters import Letters, W, folded
from sourcebook.reading import Reading, ReadingError, read


@pytest.fixture(scope="module")
def reading(flawed: Path) -> Reading:
    return read(flawed / "flawed.docx")


@pytest.fixture(scope="module")
def checked(reading: Reading) -> Checked:
    return check(reading)


@pytest.fixture(scope="module")
def commented(
    flawed: Path, reading: Reading, checked: Checked, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = tmp_path_factory.mktemp("word") / "commented.docx"
    path.write_bytes(with_comments(flawed / "flawed.docx", reading, checked)[0])
    return path


def body(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def test_every_finding_has_its_comment(commented: Path, checked: Checked) -> None:
    comments = list(docx.Document(str(commented)).comments)
    assert len(comments) == len(checked.findings)
    assert {comment.author for comment in comments} == {"Sourcebook"}


def test_no_word_of_the_report_is_changed(flawed: Path, commented: Path) -> None:
    def words(path: Path) -> str:
        return "".join(text.text or "" for text in body(path).iter(f"{W}t"))

    assert words(commented) == words(flawed / "flawed.docx")


def test_comments_hang_on_the_words_they_are_about(commented: Path, checked: Checked) -> None:
    covered: dict[str, str] = {}
    open_ranges: list[str] = []
    for element in body(commented).iter():
        if element.tag == f"{W}commentRangeStart":
            open_ranges.append(element.get(f"{W}id"))
        elif element.tag == f"{W}commentRangeEnd":
            open_ranges.remove(element.get(f"{W}id"))
        elif element.tag == f"{W}t":
            for number in open_ranges:
                covered[number] = covered.get(number, "") + (element.text or "")
    numbers = [comment.comment_id for comment in docx.Document(str(commented)).comments]
    at_words = [
        folded(finding.sides[0].words.rstrip("…"))[:30] in folded(covered.get(str(n), ""))
        for n, finding in zip(numbers, checked.findings, strict=True)
        if finding.sides[0].paragraph and finding.sides[0].note is None
    ]
    assert len(at_words) > 10 and all(at_words)


def test_comments_never_stand_in_notes(commented: Path) -> None:
    with zipfile.ZipFile(commented) as archive:
        assert b"commentRangeStart" not in archive.read("word/footnotes.xml")
    for mark in body(commented).iter(f"{W}commentRangeStart", f"{W}commentRangeEnd"):
        assert mark.getparent().tag == f"{W}p"


def test_libreoffice_opens_the_copy(commented: Path, program: Callable[[str], str], tmp_path: Path) -> None:
    office = program("soffice")
    command = [office, "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), str(commented)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert (tmp_path / "commented.pdf").stat().st_size > 50_000


def test_a_file_that_is_no_word_file_is_refused(flawed: Path, reading: Reading, checked: Checked) -> None:
    with pytest.raises(ReadingError, match="DOCX"):
        with_comments(flawed / "flawed.md", reading, checked)


def paragraph(*runs: str) -> etree._Element:
    root = etree.Element(f"{W}body")
    inner = etree.SubElement(root, f"{W}p")
    for text in runs:
        etree.SubElement(etree.SubElement(inner, f"{W}r"), f"{W}t").text = text
    return root


CUTS = [
    (("12. The road was closed.",), "road was", ["12. The ", "road was", " closed."]),
    (("12. The ro", "ad was closed."), "road was", ["12. The ", "ro", "ad was", " closed."]),
    (("The road",), "The road", ["The road"]),
    (("The road, the road",), "the road", ["The road, ", "the road"]),
]


@pytest.mark.parametrize(("runs", "words", "wanted"), CUTS)
def test_runs_are_cut_where_the_words_begin_and_end(
    runs: tuple[str, ...], words: str, wanted: list[str]
) -> None:
    root = paragraph(*runs)
    letters = Letters(root)
    text = "".join(runs)
    found = letters.find(words, text, text.index(words))
    assert found
    letters.end_run(found[1] - 1)
    letters.first_run(found[0])
    assert [element.text for element in root.iter(f"{W}t")] == wanted


SIGNS = [
    (("He said: “No.” Then",), "“No.”", ["He said: ", "“No.”", " Then"]),
    (("He said: “No", ".”", " Then"), "“No.”", ["He said: ", "“No", ".”", " Then"]),
    (("He said: “No", ".” Then"), "“No.”", ["He said: ", "“No", ".”", " Then"]),
    (("He said: “No", "! Then"), "“No.”", ["He said: ", "“No", "! Then"]),
]


@pytest.mark.parametrize(("runs", "words", "wanted"), SIGNS)
def test_quotation_marks_and_stops_at_the_ends_belong_to_the_words(
    runs: tuple[str, ...], words: str, wanted: list[str]
) -> None:
    root = paragraph(*runs)
    letters = Letters(root)
    [(first, end)] = [found for found in [letters.find("No", "No", 0)] if found]
    last = letters.end_run(end - 1, ".”")
    letters.first_run(first, "“")
    assert [element.text for element in root.iter(f"{W}t")] == wanted
    assert last.getparent() is root[0]
