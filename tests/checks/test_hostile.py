"""Hostile text makes no rule slow, and bad input ends in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sourcebook.checks import check
from sourcebook.reading.document import Document, Note, Paragraph
from sourcebook.reading.extract import Reading, extract
from sourcebook.text import Passage
from sourcebook.text.passage import Mark, Piece

PIECES = [
    '"',
    "“a” ",
    "“open ",
    "shut” ",
    "(((((",
    "12 of them, 34, ",
    "86 of them and 40 ",
    "62% (12 ",
    "on 3 May 2031, ",
    "3 days later, on 3 May ",
    "for 3 days because of the siege, ",
    "the day after the shelling of Lune on 4 May ",
    "Decree 311 of 3 May ",
    "On 3 May, he said: “The road is closed and it will be closed as long as we live here in peace.” ",
    "A/B/",
    "Aaa (Bbb) ",
    "Abcdef Abcdeg ",
    "Nagorn-Orr Nagorn Orr ",
    "U.N. E.U. ",
    "NGO (",
    "described a regime that ",
    "at least 12 killed. ",
    "https://a.example/b-c-d-",
    "Ömir Öмir ",
]


def passage(text: str, *marks: Mark) -> Passage:
    return Passage(text, (Piece(0, len(text), 0, len(text)),), marks)


def reading_of_size(piece: str, size: int) -> Reading:
    """A report of ten paragraphs and notes made of one piece of text over and over.

    Long ones, so that the stretch a rule looks at on either side (a thousand characters and more) is full in
    the short report too: then twice the text is twice the work, and what is not linear shows.
    """
    text = piece * (size // 10 // len(piece))
    paragraphs = tuple(
        Paragraph(n, str(n + 1), 1, ("A",), passage(text, Mark(len(text), str(n + 1), n + 1)))
        for n in range(10)
    )
    notes = tuple(Note(n + 1, str(n + 1), passage(text[:4000]), (n,)) for n in range(10))
    return extract(Document(text, "Report 2031", "en", (), paragraphs, notes))


def least(reading: Reading, runs: int) -> dict[str, float]:
    """Seconds of each rule, the least of several runs: another process or a collection of garbage slows one."""
    checked = [check(reading) for _ in range(runs)]
    assert not any(one.failures for one in checked)
    return {name: min(one.seconds[name] for one in checked) for name in checked[0].seconds}


def slow(piece: str, runs: int) -> dict[str, tuple[float, float]]:
    """Rules that take more than ten times as long for four times the text; if quadratic, it were sixteen."""
    short, long = (least(reading_of_size(piece, size), runs) for size in (24_000, 96_000))
    return {n: (short[n], took) for n, took in long.items() if took > max(0.2, 10 * short[n])}


@pytest.mark.parametrize("piece", PIECES)
def test_no_rule_takes_longer_than_in_proportion(piece: str) -> None:
    if slow(piece, 1):
        assert slow(piece, 4) == {}


BAD = [
    ("empty.docx", b""),
    ("none.docx", b"PK\x03\x04 not really"),
    ("none.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
    ("none.xyz", b"\x00\x01\x02"),
]


@pytest.mark.parametrize(("name", "content"), BAD)
def test_a_file_that_cannot_be_read_ends_in_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    run = subprocess.run(
        [sys.executable, "-m", "sourcebook.cli", "check", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert name in run.stderr and run.stderr.count("\n") == 1 and "Traceback" not in run.stderr
