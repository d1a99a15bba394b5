"""The preserved copy as a member sees it: pages as pictures, the passage on them, its hash, who may take it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.dossier.write.making import SPEECH, evidence, make
from tests.workbench.copies.making import PAGES, kept, pdf, picture
from tests.workbench.holding import ROOT, queries, read

from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Capture, Evidence, Sighting
from sourcebook.dossier.pictures import folder_of
from sourcebook.dossier.seen import Viewer, as_system
from sourcebook.dossier.vault import Store
from sourcebook.dossier.write.files import remove_unused
from sourcebook.dossier.write.levels import set_level
from sourcebook.workbench.frame.ledger import Ledger

Browsers = Callable[[str], Client]
QUOTED = "Every hill will be ours again."
TEXT = "\n\n".join(PAGES)


def row_of(copy: str) -> Capture:
    """The copy in its own table."""
    return Capture.objects.get(pk=UUID(copy))


def said(layer: str, text: str = TEXT) -> str:
    """A statement that rests on the passage; the id of its evidence."""
    plain = empty_plain("statement", when="2031-03-18", text=QUOTED, language="en")
    start = text.index(QUOTED)
    plain["evidence"] = [evidence("text", layer, QUOTED, start=start, end=start + len(QUOTED))]
    make(plain)
    return str(Evidence.objects.get(record_id=plain["id"]).pk)


def test_a_pdf_is_shown_page_by_page_and_the_passage_is_marked_on_its_page(
    making: Viewer, as_: Browsers
) -> None:
    content = pdf(*PAGES)
    copy, layer = kept(content, "application/pdf", TEXT, ((0, 1), (TEXT.index(PAGES[1]), 2)))
    passage = said(layer)
    reader = as_("reader")
    plain = read(reader, f"/copies/{copy}/")
    assert "of 2" in plain and f"{ROOT}/copies/{copy}/page/1.png" in plain and "<rect" not in plain
    shown = read(reader, f"/copies/{copy}/?passage={passage}")
    assert f"{ROOT}/copies/{copy}/page/2.png" in shown and shown.count('<rect class="marked"') == 1
    [box] = re.findall(r'class="marked" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', shown)
    # Printed at 20 points from the left and 100 from the top, 900 pixels for 400 points: behind 31 characters.
    x, y, width, height = map(int, box)
    assert 300 < x < 420 and 190 < y < 240 and 250 < width < 400 and 10 < height < 30
    assert "page/1.png" in read(reader, f"/copies/{copy}/?passage={passage}&page=1")
    assert "page/2.png" in read(reader, f"/copies/{copy}/?page=99")
    answer = reader.get(f"{ROOT}/copies/{copy}/page/2.png")
    assert answer.headers["Content-Type"] == "image/png" and answer.content.startswith(b"\x89PNG")
    assert reader.get(f"{ROOT}/copies/{copy}/page/3.png").status_code == 404
    # Painted once, and kept.
    Store(captures()).path(row_of(copy).sha256).unlink()
    assert (folder_of(row_of(copy).sha256) / "2-900.png").read_bytes() == answer.content


def test_a_fragment_is_the_pane_alone(making: Viewer, as_: Browsers) -> None:
    copy, _ = kept(pdf(*PAGES), "application/pdf")
    pane = as_("reader").get(f"{ROOT}/copies/{copy}/", headers={"hx-request": "true"}).content.decode()
    assert pane.lstrip().startswith("<section") and "<html" not in pane
    assert 'data-key="]"' in pane


def test_of_a_source_the_newest_copy_is_shown(making: Viewer, as_: Browsers) -> None:
    copy, _ = kept(pdf("older"), "application/pdf", captured_at="2031-01-01T00:00:00Z")
    of = str(row_of(copy).source_id)
    newer = Store(captures()).put(pdf("newer"))
    plain = empty_plain(
        "capture", source=of, sha256=newer.sha256, size=newer.size, media_type="application/pdf",
        captured_at="2031-02-01T00:00:00Z",
    )  # fmt: skip
    make(plain)
    shown = read(as_("reader"), f"/copies/{of}/")
    assert f"/copies/{plain['id']}/page/1.png" in shown and "1 other copy of this source" in shown


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\nnothing", pdf("locked")[:60], b"", b"%PDF-1.7\n" + b"\x00" * 2000], ids=range(4)
)
def test_a_damaged_pdf_is_told_in_a_line(content: bytes, making: Viewer, as_: Browsers) -> None:
    copy, _ = kept(content, "application/pdf")
    assert "cannot be shown" in read(as_("reader"), f"/copies/{copy}/")
    assert as_("reader").get(f"{ROOT}/copies/{copy}/page/1.png").status_code == 404


def test_a_page_a_mile_long_costs_no_more_than_another(making: Viewer, as_: Browsers) -> None:
    copy, _ = kept(pdf("long", box="0 0 14000 14000"), "application/pdf")
    other, _ = kept(pdf("thin", box="0 0 2 14000"), "application/pdf")
    for one in (copy, other):
        answer = as_("reader").get(f"{ROOT}/copies/{one}/page/1.png")
        assert answer.status_code in (200, 404) and len(answer.content) < 2_000_000


def test_text_is_shown_as_text(making: Viewer, as_: Browsers) -> None:
    copy, _ = kept("Гора <script>alert(1)</script>".encode(), "text/plain")
    shown = read(as_("reader"), f"/copies/{copy}/")
    assert "Гора &lt;script&gt;" in shown and "<script>alert" not in shown
    other, _ = kept(b"PK\x03\x04", "application/zip")
    assert "not shown here" in read(as_("reader"), f"/copies/{other}/")


def test_who_may_not_see_a_copy_sees_nothing_of_it(making: Viewer, as_: Browsers) -> None:
    copy, layer = kept(pdf(*PAGES), "application/pdf", TEXT, level="restricted")
    passage = said(layer)
    for who, status in (("reader", 404), ("reviewer", 200), ("account", 404)):
        for path in (f"/copies/{copy}/", f"/copies/{copy}/?passage={passage}", f"/copies/{copy}/page/1.png"):
            assert as_(who).get(f"{ROOT}{path}").status_code == status, (who, path)
        assert as_(who).post(f"{ROOT}/copies/{copy}/verify").status_code == status
    assert as_("reader").get(f"{ROOT}/copies/{copy}/file").status_code == 404


def test_the_hash_is_proved_anew(making: Viewer, as_: Browsers) -> None:
    copy, _ = kept(pdf(*PAGES), "application/pdf")
    reader = as_("reader")
    page = read(reader, f"/copies/{copy}/")
    sha256 = row_of(copy).sha256
    assert sha256 in page and "1 entry of custody" in page and "Mira Quell" in page and "from a stick" in page
    told = reader.post(f"{ROOT}/copies/{copy}/verify").content.decode()
    assert "Unchanged" in told and "Not noted in the custody" in told
    path: Path = Store(captures()).path(sha256)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    told = reader.post(f"{ROOT}/copies/{copy}/verify", headers={"hx-request": "true"}).content.decode()
    assert "Changed!" in told and "Unchanged" not in told and told.lstrip().startswith("<p")
    path.unlink()
    assert "no bytes in the clear" in reader.post(f"{ROOT}/copies/{copy}/verify").content.decode()


def test_who_verified_a_copy_and_what_they_found_stands_in_its_custody(making: Viewer, as_: Browsers) -> None:
    copy, _ = kept(pdf(*PAGES), "application/pdf")
    reviewer = as_("reviewer")
    assert "Noted in the custody" in reviewer.post(f"{ROOT}/copies/{copy}/verify").content.decode()
    page = read(as_("reader"), f"/copies/{copy}/")
    assert "2 entries of custody" in page and "verified" in page and "Vela Reviewer" in page
    path: Path = Store(captures()).path(row_of(copy).sha256)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    assert "Changed!" in reviewer.post(f"{ROOT}/copies/{copy}/verify").content.decode()
    page = read(as_("reader"), f"/copies/{copy}/")
    assert "3 entries of custody" in page and "changed: SHA-256 is now" in page


def test_a_sealed_copy_says_so_and_no_picture_of_it_is_left(
    making: Viewer, as_: Browsers, vault_of_ardovia: Any
) -> None:
    copy, _ = kept(pdf(*PAGES), "application/pdf")
    sha256 = row_of(copy).sha256
    assert as_("keeper").get(f"{ROOT}/copies/{copy}/page/1.png").status_code == 200
    assert folder_of(sha256).is_dir()
    set_level([copy], "sealed", "in danger")
    shown = read(as_("keeper"), f"/copies/{copy}/")
    assert "Sealed." in shown and "Take the file out" not in shown and sha256 not in shown
    assert as_("keeper").get(f"{ROOT}/copies/{copy}/page/1.png").status_code == 404
    # The bytes go when the transaction has ended well, and the pictures with them.
    remove_unused([sha256])
    assert not folder_of(sha256).exists() and not Store(captures()).has(sha256)


def test_taking_a_file_out_is_noted_and_comes_from_the_other_origin(
    making: Viewer, as_: Browsers, fetch: Callable[[str], Any], fresh_ledger: Ledger
) -> None:
    content = picture()
    copy, _ = kept(content, "image/png", file_name="мост at Selm.png")
    answer = as_("reader").get(f"{ROOT}/copies/{copy}/file")
    assert answer.status_code == 302
    address = answer.headers["Location"]
    assert address.startswith("http://evidence.localhost:8000/") and address.endswith("/file")
    sent = fetch(address)
    assert b"".join(sent.streaming_content) == content
    assert sent.headers["Content-Disposition"].startswith("attachment;")
    assert sent.headers["Content-Type"] == "application/octet-stream"
    fresh_ledger.settle()
    with as_system():
        noted = list(Sighting.objects.filter(about=copy).values_list("act", "page", "account__handle"))
    assert noted == [("took out", "copy-file", "reader")]


def test_it_takes_few_queries(making: Viewer, as_: Browsers) -> None:
    copy, layer = kept(pdf(*PAGES), "application/pdf", TEXT, ((0, 1), (TEXT.index(PAGES[1]), 2)))
    passage = said(layer)
    reader = as_("reader")
    read(reader, f"/copies/{copy}/?passage={passage}")
    assert queries(reader, f"/copies/{copy}/?passage={passage}") <= 15


def test_the_record_page_leads_to_the_copy(making: Viewer, as_: Browsers) -> None:
    copy, layer = kept(SPEECH.encode(), "text/plain")
    passage = said(layer, SPEECH)
    assert f"{ROOT}/copies/{copy}/" in read(as_("reader"), f"/records/{copy}/")
    statement = Evidence.objects.get(pk=passage).record_id
    assert f"{ROOT}/copies/{copy}/?passage={passage}" in read(as_("reader"), f"/records/{statement}/")
