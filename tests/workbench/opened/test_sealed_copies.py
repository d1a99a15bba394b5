"""A sealed copy in the browser: its text, its pages, and the file itself in the clear."""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Callable
from pathlib import Path

from django.test import Client
from PIL import Image
from tests.dossier.write.making import capture, make, source
from tests.workbench.holding import ROOT, read, viewer_of
from tests.workbench.opened.conftest import (
    BYTES,
    TEXT,
    Sealed,
)
from tests.workbench.samples import _PDF

from sourcebook.dossier.home import captures
from sourcebook.dossier.home import home as home_folder
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.models.access import Sighting
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.vault import Store
from sourcebook.dossier.write.levels import set_level
from sourcebook.workbench.frame.ledger import Ledger

Browsers = Callable[[str], Client]


def _noted(ledger: Ledger) -> list[tuple[str, str]]:
    ledger.settle()
    with as_system():
        return list(Sighting.objects.order_by("at", "id").values_list("act", "detail"))


def test_a_sealed_copy_shows_its_text_and_is_taken_out_in_the_clear(
    opened: Client, as_: Browsers, sealed: Sealed, fresh_ledger: Ledger
) -> None:
    assert TEXT in read(opened, f"/records/{sealed.copy}/")
    answer = opened.post(f"{ROOT}/sealed/{sealed.copy}/file/")
    assert b"".join(answer.streaming_content) == BYTES  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="leaflet.html"'
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert ("took out", "a sealed copy, in the clear") in _noted(fresh_ledger)
    closed = as_("keeper").post(f"{ROOT}/sealed/{sealed.copy}/file/")
    assert closed.status_code == 302 and "/sealed/?next=" in closed.headers["Location"]


def _sealed_copy(dossier: Dossier, keeper: Account, content: bytes, media_type: str) -> str:
    with viewing(viewer_of(dossier, keeper)):
        page = source(f"https://gazette.example/{media_type}")
        copy = capture(page["id"], "x", sha256=Store(captures()).put(content).sha256, media_type=media_type)
        make(page, copy, texts=("x",))
        set_level([copy["id"]], "sealed", "she is in danger")
    return str(copy["id"])


def _pictures() -> set[Path]:
    return set((home_folder() / "pictures").glob("*/*"))


def test_pages_of_a_sealed_pdf_and_a_sealed_picture_are_looked_at_and_no_picture_is_kept(
    opened: Client, sealed: Sealed, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    made, before = io.BytesIO(), _pictures()
    Image.new("RGB", (30, 20), "red").save(made, "PNG")
    for content, media_type, size in (
        (_PDF, "application/pdf", (1500, 1500)),
        (made.getvalue(), "image/png", (30, 20)),
    ):
        copy = _sealed_copy(dossier, people["keeper"], content, media_type)
        assert f"/sealed/{copy}/look/" in read(opened, f"/records/{copy}/")
        answer = opened.get(f"{ROOT}/sealed/{copy}/look/")
        assert answer.headers["Cache-Control"] == "no-store, private"
        found = re.search(r'src="data:image/png;base64,([^"]+)"', html.unescape(answer.content.decode()))
        assert found, media_type
        assert Image.open(io.BytesIO(base64.b64decode(found[1]))).size == size
        assert as_("keeper").get(f"{ROOT}/sealed/{copy}/look/").status_code == 302
        assert as_("publisher").get(f"{ROOT}/sealed/{copy}/look/").status_code == 403
    assert _pictures() == before
    assert "It is not shown here" in read(opened, f"/sealed/{sealed.copy}/look/")
