"""What was sealed or erased stands in no file that the workbench made, and in nothing that it remembers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.test import Client, TestCase
from tests.dossier.write.conftest import open_vault
from tests.dossier.write.making import actor, make
from tests.workbench.copies.making import PAGES, kept, pdf
from tests.workbench.holding import read, viewer_of

from sourcebook.dossier import pictures
from sourcebook.dossier.copies import kept as bytes_of
from sourcebook.dossier.home import home
from sourcebook.dossier.models import Account, Capture, Dossier, Edition, SavedView
from sourcebook.dossier.models.desk import Work, WorkState
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.erasing import erase
from sourcebook.dossier.write.levels import set_level
from sourcebook.dossier.write.make import now
from sourcebook.workbench.frame import Request
from sourcebook.workbench.pages.copies import painting
from sourcebook.workbench.work import begin
from sourcebook.workbench.work.folders import files_of

Browsers = Callable[[str], Client]


@pytest.fixture
def keeper(dossier: Dossier, people: dict[str, Account]) -> Any:
    with viewing(viewer_of(dossier, people["keeper"])) as viewer:
        yield viewer


def work_of(viewer: Viewer, state: WorkState, title: str = "An export") -> Path:
    """Work of the dossier in some state, that left a file."""
    work = begin(cast(Request, SimpleNamespace(viewer=viewer)), "bring-library", {}, title=title, once=title)
    with as_system(), writing():
        Work.objects.filter(pk=work.pk).update(state=state, ended_at=now())
    file = files_of(work.pk) / "list.csv"
    file.write_text("Mira Quell", "utf-8")
    return file


@pytest.mark.parametrize("how", ["erased", "sealed"])
def test_files_of_ended_work_go_and_what_waits_keeps_its_own(
    how: str, dossier: Dossier, keeper: Viewer
) -> None:
    done, failed = work_of(keeper, WorkState.DONE), work_of(keeper, WorkState.FAILED, "An import")
    waits = work_of(keeper, WorkState.WAITING, "Another import")
    witness = actor("Mira Quell")
    make(witness)
    open_vault(dossier)
    with TestCase.captureOnCommitCallbacks(execute=True):
        if how == "erased":
            erase([witness["id"]], "asked to")
        else:
            set_level([witness["id"]], "sealed", "in danger")
    assert not done.exists() and not failed.exists() and waits.exists()


def test_another_level_takes_no_file_away(dossier: Dossier, keeper: Viewer) -> None:
    done, witness = work_of(keeper, WorkState.DONE), actor("Mira Quell")
    make(witness)
    with TestCase.captureOnCommitCallbacks(execute=True):
        set_level([witness["id"]], "restricted", "not for all")
    assert done.exists()


def test_a_page_that_is_painted_while_its_copy_is_erased_leaves_no_picture(
    keeper: Viewer, as_: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, _ = kept(pdf(*PAGES), "application/pdf")
    sha256 = str(Capture.objects.values_list("sha256", flat=True).get(record_id=copy))
    path = bytes_of(sha256)
    assert path is not None
    paint = painting._paint

    def slowly(*given: Any) -> Any:
        made = paint(*given)
        pictures.forget(sha256)
        path.unlink()
        return made

    monkeypatch.setattr(painting, "_paint", slowly)
    page = read(as_("reader"), f"/copies/{copy}/")
    assert "was sealed or erased just now" in page and not pictures.folder_of(sha256).exists()
    assert as_("reader").get(f"/d/ardovia/copies/{copy}/page/1.png").status_code == 404
    assert not pictures.folder_of(sha256).exists()


def test_an_erasure_tells_where_the_name_still_stands_on_desks_and_in_published_files(
    dossier: Dossier, keeper: Viewer
) -> None:
    witness = actor("Mira Quell")
    make(witness)
    copy, _ = kept(b"<p>Mira Quell</p>", "text/html")
    sha256 = str(Capture.objects.values_list("sha256", flat=True).get(record_id=copy))
    work_of(keeper, WorkState.DONE, "Bring in Mira Quell.docx")
    SavedView.objects.create(
        dossier=dossier,
        account_id=keeper.account,
        name="about Mira Quell",
        page="records",
        query="",
        made_at=now(),
    )
    with as_system():
        edition = Edition.objects.create(dossier=dossier, slug="report-2031", made_at=now())
    captures = home() / "published" / str(edition.pk) / "package" / "data" / "captures"
    captures.mkdir(parents=True)
    (captures / f"{sha256}.html").write_bytes(b"<p>Mira Quell</p>")
    (captures.parents[2] / "report.html").write_text("<p>said Mira&#32;Quell</p>", "utf-8")
    told = {(one.where, one.name) for one in erase([witness["id"], copy], "asked to")}
    published = "edition report-2031: its published files"
    assert {
        ("work.title", "Mira Quell"), ("savedview.name", "Mira Quell"), (published, "Mira Quell"),
        (published, f"the preserved copy {sha256[:12]}"),
    } <= told  # fmt: skip
