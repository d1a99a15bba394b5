"""A Word file is made clean in the browser: the traces go, what went is told, nothing is kept."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sourcebook.dossier.home import home

Browsers = Callable[[str], Client]


def _file() -> bytes:
    made = docx.Document()
    made.add_paragraph("The road to Selm was closed.")
    made.core_properties.author = "Orvan Pell"
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _sent(client: Client, content: bytes, **more: str) -> tuple[int, str, bytes]:
    upload = SimpleUploadedFile("note of Orvan.docx", content)
    answer = client.post("/check/scrub/", {"report": upload, **more})
    body = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, body.decode("utf-8", "replace"), body


def _text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_a_word_file_comes_back_without_its_author(as_: Browsers) -> None:
    before = {path for path in Path(home()).rglob("*") if "ledger" not in path.name}
    status, page, _ = _sent(as_("reader"), _file(), **{"as": "page"})
    assert status == 200 and "taken out" in page
    [data] = re.findall(r'href="data:application/[-.\w]+;base64,([^"]+)"', page)
    clean = base64.b64decode(data)
    assert "Orvan Pell" not in _text(clean) and "Orvan Pell" in _text(_file())
    assert docx.Document(io.BytesIO(clean)).paragraphs[0].text == "The road to Selm was closed."
    new = {path for path in Path(home()).rglob("*") if "ledger" not in path.name} - before
    assert not [path for path in new if path.suffix == ".docx"]
    status, _, alone = _sent(as_("reader"), _file(), **{"as": "file"})
    assert status == 200 and "Orvan Pell" not in _text(alone)


def test_what_is_no_word_file_is_refused_in_a_line(as_: Browsers) -> None:
    status, page, _ = _sent(as_("reader"), b"not a zip at all")
    assert (
        status == 422 and "note of Orvan.docx" in page and "/report" not in page.split("errorlist")[1][:300]
    )
    assert as_("reader").post("/check/scrub/", {}).status_code == 400
    assert "Take traces out of a Word file" in as_("reader").get("/check/scrub/").content.decode()
    assert Client(SERVER_NAME="localhost").get("/check/scrub/").status_code == 302


def test_each_rule_is_told_in_full(as_: Browsers) -> None:
    page = as_("reader").get("/check/rules/?rule=date-order").content.decode()
    assert 'id="date-order" class="named"' in page and "False alarms" in page
    assert page.count("False alarms") == 1 and 'id="sentence-unreferenced"' in page
    assert len(page) < 150_000
