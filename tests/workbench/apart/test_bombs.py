"""Files made to do harm, as they are met in the pages: told in one line, and whoever else looks is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.dossier.write.making import SPEECH
from tests.workbench.apart import bombs
from tests.workbench.copies.making import kept
from tests.workbench.copies.test_origin import PAGE, frame_of
from tests.workbench.holding import ROOT, read, viewer_of

from sourcebook.dossier.ingest.file import CaptureError
from sourcebook.dossier.ingest.passage.kept import forget_all
from sourcebook.dossier.models import Account, Dossier, Record, TextLayer
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.reading.layer import EXTRACTOR
from sourcebook.workbench.apart import pool, reading
from sourcebook.workbench.evidence import opening
from sourcebook.workbench.work.process import work_off

Browsers = Callable[[str], Client]
Fetch = Callable[[str], Any]
GIVEN_UP = "reading it was given up after 1 seconds"


@pytest.fixture
def making(dossier: Dossier, people: dict[str, Account]) -> Any:
    """The keeper is bound while a test makes its records."""
    forget_all()
    with viewing(viewer_of(dossier, people["keeper"])) as viewer:
        yield viewer


@pytest.fixture
def fetch() -> Fetch:
    """Asks the host of evidence, as the frame does."""

    def get(address: str) -> Any:
        host, _, path = address.partition("//")[2].partition("/")
        return Client().get(f"/{path}", headers={"host": host})

    return get


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """All is given up after a second, so that a test need not wait as long as a person may."""
    for room, names in (
        (opening, ("_FILE", "_PAGE", "_PACKAGE", "_STYLES", "_TEXT")),
        (reading, ("_LOOK", "_CAPTURE", "_LONG_CAPTURE", "_EXTRACT", "_REPORT", "_LIBRARY", "_SHEET")),
    ):
        for name in names:
            monkeypatch.setattr(room, name, replace(getattr(room, name), seconds=1))


def kept_as_read(content: bytes) -> str:
    """A copy of a page whose text was read from it, so that its file is asked when it is shown."""
    copy, layer = kept(content, "text/html", SPEECH, file_name="page.html")
    with writing():
        TextLayer.objects.filter(pk=layer).update(extractor=EXTRACTOR)
    return copy


def test_an_archive_that_unpacks_to_gigabytes_is_told_at_once_the_second_time(
    making: Viewer, as_: Browsers, fetch: Fetch, hasty: None
) -> None:
    bomb, _ = kept(bombs.web_archive(), "application/warc")
    good, _ = kept(PAGE.encode(), "text/html")
    reader = as_("reader")
    address = frame_of(reader, f"/copies/{bomb}/")
    answer = fetch(address)
    assert answer.status_code == 200 and GIVEN_UP in answer.content.decode()
    assert "Take the file out, or read its text." in answer.content.decode()
    assert pool.pids() == []
    assert GIVEN_UP in fetch(address).content.decode()
    assert pool.pids() == [], "no process was begun for it again"
    assert SPEECH[:20] in fetch(frame_of(reader, f"/copies/{good}/")).content.decode()


def test_elements_within_each_other_a_million_times_are_shown(
    making: Viewer, as_: Browsers, fetch: Fetch
) -> None:
    copy, _ = kept(bombs.nested(1_000_000)[: 7 << 20], "text/html")
    answer = fetch(frame_of(as_("reader"), f"/copies/{copy}/"))
    assert answer.status_code == 200 and b"<div>" in answer.content


def test_a_pdf_whose_pages_are_each_others_children_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(bombs.endless_pdf())
    with pytest.raises(CaptureError, match="the PDF cannot be opened"):
        reading.capture(path, "")
    assert len(pool.pids()) == 1


def test_a_workbook_that_never_ends_is_told_and_not_kept(as_: Browsers, tmp_path: Path, hasty: None) -> None:
    data = bombs.workbook(tmp_path / "list.xlsx").read_bytes()
    mine = as_("contributor")
    sent = SimpleUploadedFile("list.xlsx", data)
    at = mine.post(f"{ROOT}/bring/", {"file": sent})["Location"]
    answer = mine.get(at)
    assert answer.status_code == 422
    told = f"list.xlsx: {GIVEN_UP}. Save it anew with another program, or in parts, and send that."
    assert told in answer.content.decode()
    assert mine.get(at)["Location"] == f"{ROOT}/bring/"


def test_a_text_whose_file_takes_too_long_is_shown_by_itself_and_says_so(
    making: Viewer, as_: Browsers, hasty: None
) -> None:
    copy = kept_as_read(bombs.nested(900_000))
    page = read(as_("reader"), f"/read/{copy}/")
    assert f"The file was not read again to show it as it is ({GIVEN_UP})" in page
    assert SPEECH[:20] in page
    assert read(as_("reader"), f"/read/{copy}/").count(GIVEN_UP) == 1


def test_a_text_in_which_nothing_can_be_sought_is_still_worked_with(
    making: Viewer, as_: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, layer = kept(PAGE.encode(), "text/html", SPEECH, file_name="page.html")
    monkeypatch.setattr(reading, "_EXTRACT", replace(reading._EXTRACT, seconds=0))
    panel = read(as_("reviewer"), f"/read/{copy}/candidates/")
    assert "Nothing new was sought in this text: reading it was given up" in panel
    assert "Nothing waits in this text." in panel
    asked = {"layer": layer, "start": "0", "end": "20", "kind": "statement"}
    form = as_("reviewer").get(f"{ROOT}/read/{copy}/make/", asked, headers={"HX-Request": "true"})
    assert form.status_code == 200 and '<form method="post"' in form.content.decode()


def test_who_comes_while_all_is_busy_is_told_to_come_again(
    making: Viewer, as_: Browsers, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = kept_as_read(PAGE.encode())
    address = frame_of(as_("reader"), f"/copies/{copy}/")
    monkeypatch.setattr(pool, "_AT_ONCE", 0)
    monkeypatch.setattr(pool, "_WAITS", 0)
    answer = fetch(address)
    assert answer.status_code == 503 and b"Many files are being read just now." in answer.content
    page = as_("reader").get(f"{ROOT}/read/{copy}/")
    assert page.status_code == 503 and page["Retry-After"] == "10"
    assert b"Many files are being read just now." in page.content
    sent = {"file": SimpleUploadedFile("page.html", PAGE.encode())}
    assert as_("contributor").post(f"{ROOT}/bring/", sent).status_code == 503
    monkeypatch.undo()
    assert as_("reader").get(f"{ROOT}/read/{copy}/").status_code == 200


def test_work_on_a_file_that_takes_too_long_ends_with_a_line_and_makes_nothing(
    as_: Browsers, hasty: None
) -> None:
    mine = as_("contributor")
    sent = SimpleUploadedFile("page.html", bombs.nested(900_000))
    at = mine.post(f"{ROOT}/bring/", {"file": sent})["Location"]
    with as_system():
        before = Record.objects.count()
    page = mine.post(at, {"as": "source", "level": "team"})["Location"]
    work_off()
    told = f"This file was not brought in: {GIVEN_UP}. Save it anew with another program, or in parts."
    assert told in mine.get(page).content.decode()
    with as_system():
        assert Record.objects.count() == before


def test_a_sheet_is_looked_at_apart(as_: Browsers) -> None:
    rows = b"Date,What happened\n2031-04-13,Shelling\n2031-04-14,Looting\n"
    mine = as_("contributor")
    at = mine.post(f"{ROOT}/bring/", {"file": SimpleUploadedFile("days.csv", rows)})["Location"]
    assert mine.get(at).status_code == 200
    assert len(pool.pids()) == 1
