"""Files that are made to harm, and too many at once: one clear line each, and nothing is left of them."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import tempfile
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sourcebook.workbench import uploading as upload
from sourcebook.workbench.pages.check import running, views

PAGE = "/check/"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def send(client: Client, name: str, content: bytes, **more: str) -> Any:
    return client.post(PAGE, {"report": SimpleUploadedFile(name, content), **more})


def told(response: Any) -> str:
    """The one line of the error."""
    page = response.content.decode()
    assert 'id="check-error">' in page, page[:2000]
    line: str = page.split('id="check-error">')[1].split("</p>")[0]
    assert "\n" not in line and "sourcebook-passing" not in line and "/tmp" not in line, line
    return line


def zipped(**parts: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return whole.getvalue()


def bomb() -> bytes:
    """A small file whose directory says that it unpacks to 450 MB."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w/>")
        archive.infolist()[0].file_size = 450_000_000
    return whole.getvalue()


CASES: list[tuple[str, bytes, str]] = [
    ("program.docx", b"MZ\x90\x00" + bytes(500), "this is no DOCX although it is called so"),
    ("report.pdf", b"%PDF-1.7\nnothing more", "report.pdf: "),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(900), "picture.png: "),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "save it as DOCX"),
    ("empty.docx", b" \n ", "empty.docx: "),
    ("cut.docx", b"PK\x03\x04" + b"x" * 90, "damaged or cut off"),
    ("table.xlsx", zipped(xl__workbook_xml=b"<w/>"), "this is a spreadsheet"),
    ("bomb.docx", bomb(), "unpacks to 450 MB"),
    ("no-xml.docx", zipped(word__document_xml=b"<w:document"), "no-xml.docx: "),
    ("../../etc/passwd.docx", b"PK\x03\x04", "passwd.docx: "),
    ("script.unknown", b"words of no report", "unknown format"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "line"), CASES, ids=[case[0] for case in CASES])
def test_what_cannot_be_read_is_told_in_one_line(
    name: str, content: bytes, line: str, as_: Callable[[str], Client], temporary: Path
) -> None:
    response = send(as_("account"), name, content)
    assert response.status_code == 422
    assert line in told(response)
    assert list(temporary.iterdir()) == []


def test_a_file_is_what_its_content_says(
    as_: Callable[[str], Client], ardovia: Path, temporary: Path
) -> None:
    content = (ardovia / "report.docx").read_bytes()
    response = send(as_("account"), "holiday.png", content, **{"as": "docx"})
    assert response.status_code == 200 and response.content.startswith(b"PK")
    assert response["Content-Disposition"] == 'attachment; filename="holiday.checked.docx"'
    assert list(temporary.iterdir()) == []


def test_more_than_is_read_is_refused_before_it_is_written(
    as_: Callable[[str], Client], temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "MAX_BYTES", 200_000)
    response = send(as_("account"), "large.md", b"Words of a report. " * 100_000)
    assert response.status_code == 413 and "large.md: more than" in told(response)
    assert list(temporary.iterdir()) == []


def test_a_full_disk_is_told(
    as_: Callable[[str], Client], temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: upload.IntoFolder, *given: object, **named: object) -> None:
        raise OSError(28, "No space left on device", "/secret/place")

    monkeypatch.setattr(upload.IntoFolder, "new_file", full)
    response = send(as_("account"), "report.md", b"Words.")
    assert response.status_code == 507
    assert "No space left on device" in told(response) and "secret" not in told(response)


def test_nothing_chosen_and_a_form_of_another_are_told(as_: Callable[[str], Client]) -> None:
    response = as_("account").post(PAGE, {})
    assert response.status_code == 400 and "Choose a report first" in told(response)
    response = send(as_("account"), "report.md", b"Words.", **{"as": "../../etc/passwd"})
    assert response.status_code == 400
    response = send(as_("account"), "report.md", b"# T\n\nWords of a report.", **{"as": "docx"})
    assert response.status_code == 422 and "only a Word file" in told(response)


def test_a_form_from_elsewhere_is_refused_and_nothing_is_read(
    as_: Callable[[str], Client], temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "checked", lambda *given: pytest.fail("it was read"))
    client = as_("account")
    client.handler.enforce_csrf_checks = True
    assert send(client, "report.md", b"Words.").status_code == 403
    assert list(temporary.iterdir()) == []


def test_nobody_checks_without_an_account(as_: Callable[[str], Client], temporary: Path) -> None:
    response = send(as_("anyone"), "report.md", b"Words.")
    assert response.status_code == 302 and response["Location"].startswith("/account/login/")
    assert list(temporary.iterdir()) == []


def _running(folder: Path) -> list[str]:
    """Processes that have to do with a folder."""
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True, timeout=120)
    return [line for line in listed.stdout.splitlines() if str(folder) in line]


def test_a_file_that_takes_too_long_is_given_up_and_its_process_ends(
    as_: Callable[[str], Client], flawed: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SECONDS", 1)
    response = send(as_("account"), "long.md", (flawed / "flawed.md").read_bytes() * 12)
    assert response.status_code == 422 and "long.md: not read within" in told(response)
    assert list(temporary.iterdir()) == [] and _running(temporary) == []


def test_a_process_that_dies_is_told_and_the_log_has_no_word_of_the_report(
    as_: Callable[[str], Client], temporary: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(running, "_WORKER", "no.such.module")
    with caplog.at_level(logging.DEBUG):
        response = send(as_("account"), "secret-name.md", b"The witness Orsk said so.")
    assert response.status_code == 422 and "cannot be read" in told(response)
    assert "ended with 1" in caplog.text
    assert "Orsk" not in caplog.text and "secret-name" not in caplog.text
    assert list(temporary.iterdir()) == []


def test_the_process_knows_no_secret(
    as_: Callable[[str], Client], temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCEBOOK_SECRET_KEY", "the secret of this server, forty characters")
    monkeypatch.setenv("DATABASE_URL", "postgresql://name:password@host/base")
    seen: dict[str, str] = {}
    begin = subprocess.Popen

    def look(*given: Any, **named: Any) -> Any:
        if "worker" in str(given):
            seen.update(named["env"])
        return begin(*given, **named)

    monkeypatch.setattr(subprocess, "Popen", look)
    assert send(as_("account"), "report.md", b"# T\n\nWords of a report.").status_code == 200
    assert set(seen) <= {*running._PASSED_ON, "TMPDIR", "HOME"}
    assert seen["TMPDIR"].startswith(str(temporary)) and seen["HOME"].startswith(str(temporary))


def test_too_many_at_once_are_sent_away_and_other_pages_are_answered(
    as_: Callable[[str], Client], temporary: Path, monkeypatch: pytest.MonkeyPatch, people: dict[str, Any]
) -> None:
    go_on, begun = threading.Event(), threading.Barrier(3)

    def slow(folder: Path, worker: str) -> None:
        (folder / "step").write_text("read: names", "utf-8")
        begun.wait(20)
        go_on.wait(20)
        (folder / "result.json").write_text('{"counts": {}}', "utf-8")

    monkeypatch.setattr(running, "_work", slow)
    pk = people["account"].pk
    threads = []
    for number in range(2):
        folder = temporary / str(number)
        folder.mkdir()
        threads.append(threading.Thread(target=running.checked, args=(folder, {}, pk, f"run-{number}")))
        threads[-1].start()
    begun.wait(20)
    client = as_("account")
    try:
        refused = send(client, "third.md", b"Words of a report.")
        assert refused.status_code == 503 and "in a minute" in told(refused)
        assert client.get("/").status_code == 200
        assert client.get("/check/step/?run=run-0").json() == {"step": "Reading: names"}
        assert as_("keeper").get("/check/step/?run=run-0").json() == {"step": ""}
    finally:
        go_on.set()
        for each in threads:
            each.join(20)
    assert client.get("/check/step/?run=run-0").json() == {"step": ""}


def test_what_a_killed_check_left_goes_with_the_next(as_: Callable[[str], Client], temporary: Path) -> None:
    left = temporary / "sourcebook-passing-killed"
    left.mkdir(mode=0o700)
    (left / "lock").touch()
    (left / "report.docx").write_bytes(b"PK")
    os.utime(left, (0, 0))
    assert send(as_("account"), "report.md", b"# T\n\nWords of a report.").status_code == 200
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("report.docx", "report.docx"), ("C:\\Users\\x\\report.docx", "report.docx"), ("../..", "report"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf"), ("", "report"), ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("\u202efdp.exe", "fdp.exe"), ("Հաշվետվություն 2031.docx", "Հաշվետվություն 2031.docx"),
    ],
)  # fmt: skip
def test_the_name_of_a_file_is_a_name_and_nothing_else(sent: str, kept: str) -> None:
    assert upload.clean_name(sent) == kept
