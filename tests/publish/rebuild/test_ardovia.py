"""The invented report rebuilt from each of its formats: nothing is lost, and what differs is told."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.publish.rebuild.rebuilding import Rebuilt, rebuilt, run

from sourcebook.reading import read_document

FORMATS = ("md", "docx", "html", "pdf")


@pytest.fixture(scope="module", params=FORMATS)
def one(request: pytest.FixtureRequest, ardovia: Path, tmp_path_factory: pytest.TempPathFactory) -> Rebuilt:
    return rebuilt(ardovia / f"report.{request.param}", tmp_path_factory.mktemp("rebuilt") / "out")


def test_every_paragraph_note_and_quotation_is_back(one: Rebuilt, ardovia: Path) -> None:
    found = one.found
    document = read_document(ardovia / "report.md")
    assert (
        found["numbered"] == sum((paragraph.label or "").isdigit() for paragraph in document.paragraphs) > 100
    )
    assert found["notes"] == len(document.notes) > 100
    assert found["unmatched"] == []
    assert found["quotations"] > 50
    # The report's own numbers are in order: none changes.
    assert found["relabelled"] == []


def test_statements_are_drafted_anew_as_they_were(one: Rebuilt) -> None:
    assert len(one.found["statements"]) > 40
    assert one.same >= 0.95


def test_most_notes_are_printed_from_records_as_they_were(one: Rebuilt) -> None:
    assert one.found["notes_recovered"] / one.found["notes"] > 0.7
    kept = {note["number"] for note in one.found["notes_kept"]}
    assert len(kept) == one.found["notes"] - one.found["notes_recovered"]


def test_the_package_is_verified_and_the_page_runs_nothing(one: Rebuilt) -> None:
    done = run("verify", one.folder / "package.zip")
    assert done.returncode == 0, done.stderr
    page = (one.folder / "comparison.html").read_text("utf-8")
    assert "<script" not in page


def test_the_command_says_what_was_recovered(one: Rebuilt) -> None:
    for part in (
        "PDF: ",
        "paragraphs in all formats: ",
        "notes printed from records as they were: ",
        "checks: ",
    ):
        assert part in one.said
    assert f"Open {one.folder / 'comparison.html'}." in one.said


@pytest.mark.parametrize("one", ["md"], indirect=True)
def test_the_same_report_on_the_same_day_reads_the_same_to_the_byte(
    one: Rebuilt, ardovia: Path, tmp_path: Path
) -> None:
    moment = str(int(datetime(2026, 1, 5, 23, tzinfo=UTC).timestamp()))
    done = run(
        "rebuild", one.report, "--out", tmp_path / "again", "--format", "json", SOURCE_DATE_EPOCH=moment,
        PYTHONHASHSEED="8", TZ="Asia/Yerevan", TMPDIR=str(tmp_path), USER="somebody", HOME=str(tmp_path),
    )  # fmt: skip
    assert json.loads(done.stdout)["title"] == one.found["title"]
    made = sorted(path.relative_to(one.folder) for path in one.folder.rglob("*") if path.is_file())
    assert Path("package.zip") in made
    for path in made:
        assert (one.folder / path).read_bytes() == (tmp_path / "again" / path).read_bytes(), path


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("none.pdf", None, "none.pdf"),
        ("empty.pdf", b"", "empty.pdf"),
        ("broken.pdf", b"%PDF-1.7\nnothing", "broken.pdf"),
        ("broken.docx", b"PK\x03\x04nothing", "broken.docx"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "picture.png"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_leaves_nothing(
    tmp_path: Path, name: str, content: bytes | None, expected: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (tmp_path / "temporary").mkdir()
    done = run("rebuild", tmp_path / name, "--out", tmp_path / "out", TMPDIR=str(tmp_path / "temporary"))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert expected in done.stderr
    assert not (tmp_path / "out").exists()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(ardovia: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = run("rebuild", ardovia / "report.md", "--out", tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "holds something; choose a new folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(("option", "value"), [("--date", "yesterday"), ("--house", "baroque")])
def test_an_option_that_means_nothing_is_one_line(
    ardovia: Path, tmp_path: Path, option: str, value: str
) -> None:
    done = run("rebuild", ardovia / "report.md", "--out", tmp_path / "out", option, value)
    assert done.returncode == 2
    assert value in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_report_of_words_alone(tmp_path: Path) -> None:
    path = tmp_path / "words.md"
    path.write_text(
        "# Words\n\nNothing but words, \\*starred\\* and [bracketed], {#not .a-class} ^[no note?\n\n> Said.\n"
    )
    found = rebuilt(path, tmp_path / "out").found
    assert found["paragraphs"] >= 1
    assert found["statements"] == []
