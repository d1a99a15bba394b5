"""Corrections: in a copy, each listed, nothing else touched."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sourcebook.checks import Edit, Side, check
from sourcebook.checks.fixes import fixed_copy
from sourcebook.checks.fixes.replacing import Replacing, replaced
from sourcebook.reading import ReadingError, read

URL = "https://varnia-post.example/road?utm_source=a"
CLEAN = "https://varnia-post.example/road"
CASES = [
    (f"See <{URL}>.", f"See <{CLEAN}>."),
    (f"See {URL}, and {URL}.", f"See {CLEAN}, and {CLEAN}."),
    (f"See {URL}&b=1.", f"See {URL}&b=1."),
    ("See https://varnia-post.example/road?utm\\_source=a.", f"See {CLEAN}."),
    ("Ibid", "Ibid."),
    ("Ibid.", "Ibid."),
    ("Ibid, p. 4", "Ibid., p. 4"),
    ("Ibidem", "Ibidem"),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_only_whole_words_are_replaced(text: str, wanted: str) -> None:
    side = Side("note 1", "")
    replacing = Replacing([Edit(side, URL, CLEAN), Edit(side, "Ibid", "Ibid.")])
    assert replaced(text, replacing.within(text)) == wanted


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_a_corrected_copy_has_nothing_left_to_correct(flawed: Path, tmp_path: Path, ending: str) -> None:
    report = flawed / f"flawed.{ending}"
    before = report.read_bytes()
    found = check(read(report)).findings
    offered = {finding.edit.old for finding in found if finding.edit}
    fixed = fixed_copy(report, found)
    assert {change.old for change in fixed.changes} == offered and not fixed.left
    copy = tmp_path / f"copy.{ending}"
    copy.write_bytes(fixed.content)
    after = check(read(copy)).findings
    assert not [finding for finding in after if finding.edit]
    assert len(after) == len(found) - sum(finding.edit is not None for finding in found)
    assert report.read_bytes() == before


def test_links_in_word_are_corrected_with_their_text(flawed: Path) -> None:
    found = check(read(flawed / "flawed.docx")).findings
    fixed = fixed_copy(flawed / "flawed.docx", found)
    path = flawed / "corrected.docx"
    path.write_bytes(fixed.content)
    with zipfile.ZipFile(path) as archive:
        assert not any(b"utm_source" in archive.read(name) for name in archive.namelist())


def test_other_formats_are_refused(flawed: Path) -> None:
    with pytest.raises(ReadingError, match="only DOCX, Markdown"):
        fixed_copy(flawed / "flawed.pdf", [])
