"""From a drafted edition to the downloaded package: checked, frozen, signed off, published; never twice."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from tests.dossier.write.making import make, source
from tests.workbench.conftest import BACKEND
from tests.workbench.publishing.making import (
    BAD,
    PARTNERS,
    ROOT,
    SLUG,
    TEXT,
    Held,
    edition,
    last_work,
    partners,
    post,
    publishable,
    queries,
    read,
    told,
)

from sourcebook.dossier.editions import save
from sourcebook.dossier.editions.releasing import released
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.models.desk import WorkState
from sourcebook.dossier.seen import Viewer, viewing
from sourcebook.dossier.vault.passphrase import FILE_VARIABLE, VARIABLE
from sourcebook.publish.package import verify
from sourcebook.publish.shelf import shelf_of
from sourcebook.workbench.work.folders import lay_cancel

Browser = Callable[[str], Client]
BOTH = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture(autouse=True)
def no_passphrase(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in (VARIABLE, FILE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    yield


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return publishable(dossier, people["keeper"])


def _client(account: Account) -> Client:
    client = Client(headers={"host": "127.0.0.1:8000"})
    client.force_login(account, backend=BACKEND)
    return client


def _downloaded(client: Client, folder: Path, name: str = "package.zip") -> Path:
    response = client.get(f"{ROOT}publish/files/{name}/")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    path = folder / name
    path.write_bytes(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    return path


def test_it_goes_from_draft_to_a_package_that_verifies(held: Held, as_: Browser, tmp_path: Path) -> None:
    mine = as_("publisher")
    work = post(mine, "publish/check/")
    assert (work.state, work.words) == (WorkState.DONE, "Nothing stands in the way.")
    assert edition().state == "draft"
    page = read(mine)
    assert "Preview as PDF" in page and "1 quotations compared" in page
    assert post(mine, "publish/freeze/", text="1").state == WorkState.DONE
    assert edition().state == "frozen"
    done = post(mine, "publish/now/", build=edition().build)
    assert done.state == WorkState.DONE, done.result
    found = verify(_downloaded(mine, tmp_path))
    assert found.holds, found.problems
    [(organisation, key)] = found.signed
    assert organisation == "Observatory of Ardovia"
    page = read(mine)
    assert key in page and edition().build in page
    assert page.count('class="button') == 4
    for name, begins in (("report.pdf", b"%PDF"), ("report.docx", b"PK"), ("report.html", b"<!doctype html")):
        assert _downloaded(mine, tmp_path, name).read_bytes()[: len(begins)].lower() == begins.lower()


def test_a_published_page_is_handed_over_and_never_shown(held: Held, as_: Browser) -> None:
    mine = as_("publisher")
    post(mine, "publish/freeze/", text="1")
    post(mine, "publish/now/", build=edition().build, unsigned="1")
    response = as_("reader").get(f"{ROOT}publish/files/report.html/")
    assert response["Content-Type"] == "application/octet-stream"
    assert f'filename="{SLUG}.html"' in response["Content-Disposition"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert mine.get(f"{ROOT}publish/files/..%2Fpackage%2Fbagit.txt/").status_code == 404
    for name in ("edition.md", "..", "sums.json"):
        answer = mine.get(f"{ROOT}publish/files/{name}/", follow=True)
        assert "There is no such file" in answer.content.decode()


def test_it_is_published_once_however_often_one_asks(held: Held, as_: Browser) -> None:
    mine = as_("publisher")
    post(mine, "publish/freeze/", text="1")
    build = edition().build
    before = mine.post(f"{ROOT}publish/now/", {"build": build})["Location"]
    assert mine.post(f"{ROOT}publish/now/", {"build": build})["Location"] == before
    post(mine, "publish/now/", build=build)
    first = edition().published_at
    made = {path: path.stat().st_mtime_ns for path in shelf_of(edition()).rglob("*")}
    assert post(mine, "publish/now/", build=build).state == WorkState.DONE
    assert edition().published_at == first
    assert {path: path.stat().st_mtime_ns for path in shelf_of(edition()).rglob("*")} == made


def test_stopped_before_it_is_published_nothing_is_there(held: Held, as_: Browser) -> None:
    mine = as_("publisher")
    post(mine, "publish/freeze/", text="1")
    address = mine.post(f"{ROOT}publish/now/", {"build": edition().build})["Location"]
    lay_cancel(uuid.UUID(address.strip("/").rpartition("/")[2]))
    assert last_work().state == WorkState.CANCELLED
    assert edition().state == "frozen" and not shelf_of(edition()).exists()
    assert post(mine, "publish/now/", build=edition().build).state == WorkState.DONE


def test_a_lost_folder_is_printed_again_to_the_same_bytes(held: Held, as_: Browser, tmp_path: Path) -> None:
    mine = as_("publisher")
    post(mine, "publish/freeze/", text="1")
    post(mine, "publish/now/", build=edition().build)
    before = _downloaded(mine, tmp_path).read_bytes()
    shelf_of(edition()).rename(tmp_path / "lost")
    assert "Print it again" in read(mine)
    post(mine, "publish/now/", build=edition().build)
    assert _downloaded(mine, tmp_path).read_bytes() == before


@BOTH
def test_three_organisations_sign_each_for_itself(
    held: Held, as_: Browser, dossier: Dossier, people: dict[str, Account]
) -> None:
    of = partners(dossier)
    post(as_("publisher"), "publish/freeze/", text="1")
    build = edition().build
    refused = post(as_("publisher"), "publish/now/", build=build)
    assert refused.state == WorkState.FAILED and "not signed off by" in refused.words
    assert edition().state == "frozen"
    for name in PARTNERS:
        page = read(_client(of[name]))
        assert f"Sign off for {name}" in page
        assert all(f"Sign off for {other}" not in page for other in PARTNERS if other != name)
        assert post(_client(of[name]), "publish/sign/", build=build).state == WorkState.DONE
    assert edition().state == "frozen"
    assert post(as_("publisher"), "publish/sign/", build=build).words == "Signed off by every partner."
    assert edition().state == "signed"
    page = read(as_("reader"))
    assert all(f"P of {name}" in page for name in PARTNERS) and "Sign off for" not in page
    assert post(as_("publisher"), "publish/now/", build=build).state == WorkState.DONE


def test_nobody_signs_what_they_did_not_look_at(held: Held, as_: Browser) -> None:
    mine = as_("publisher")
    post(mine, "publish/freeze/", text="1")
    assert "opened or frozen anew meanwhile" in told(mine, "publish/sign/", build="0" * 64)
    assert "opened or frozen anew meanwhile" in told(mine, "publish/now/", build="0" * 64)
    assert "a draft again" in told(mine, "publish/reopen/")
    assert edition().state == "draft"


def test_a_gate_that_blocks_leads_to_the_paragraph(
    dossier: Dossier, people: dict[str, Account], as_: Browser
) -> None:
    text = TEXT.replace(
        "Nobody answered him", "> The road is shut.\n>\n> So is the mill.\n\nNobody answered him"
    )
    publishable(dossier, people["keeper"], text.replace("\n\n# Methodology", f"{BAD}\n# Methodology"))
    mine = as_("publisher")
    work = post(mine, "publish/check/")
    assert "stand" in work.words and "in the way" in work.words
    page = read(mine)
    assert "quotation-not-in-record" in page
    found = re.search(r'href="(/d/ardovia/editions/annual-2031/\?block=([-\w]+))#\2">paragraph 4', page)
    assert found, page
    # Where a quotation of several paragraphs stands before it, too: pieces and blocks are counted apart.
    told = mine.get(found[1]).content.decode()
    at = told.index(f'id="{found[2]}"')
    assert "burn it all down" in told[at : at + 600]
    frozen = post(mine, "publish/freeze/", text="1")
    assert frozen.state == WorkState.FAILED and edition().state == "draft"
    assert "quotation-not-in-record" in read(mine)


def test_an_override_needs_a_reason_and_is_printed(
    dossier: Dossier, people: dict[str, Account], as_: Browser
) -> None:
    publishable(dossier, people["keeper"], TEXT.replace("\n\n# Methodology", f"{BAD}\n# Methodology"))
    mine = as_("publisher")
    post(mine, "publish/check/")
    assert "Say why this check may stand" in told(mine, "publish/override/", rule="quotation-not-in-record")
    page = told(mine, "publish/override/", rule="quotation-not-in-record", why="The tape is with the court.")
    assert "Text or records have changed since" in page
    assert post(mine, "publish/check/").words == "Nothing stands in the way."
    page = read(mine)
    assert "Set aside, with the reason printed" in page
    assert "no check that can be set aside" in told(
        mine, "publish/override/", rule="override-not-printed", why="x"
    )
    assert as_("reviewer").post(f"{ROOT}publish/override/", {"rule": "x", "why": "x"}).status_code == 403


def test_a_text_that_cannot_be_printed_says_all_that_is_wrong(
    dossier: Dossier, people: dict[str, Account], as_: Browser
) -> None:
    publishable(
        dossier, people["keeper"], TEXT.replace("# Methodology", "See [#nowhere].\n\nSee [#no].\n\n# M")
    )
    mine = as_("publisher")
    assert "2 things are to be mended" in post(mine, "publish/check/").words
    page = read(mine)
    assert "nowhere" in page and "Preview as PDF" not in page


@BOTH
def test_copies_are_cleared_one_by_one_and_called_back(
    held: Held, as_: Browser, dossier: Dossier, people: dict[str, Account], tmp_path: Path
) -> None:
    mine = as_("publisher")
    post(mine, "publish/check/")
    assert "speech.html" in read(mine, "publish/copies/")
    assert "Say what was looked at" in told(mine, "publish/copies/", copy=held.copy)
    assert "Cleared: it is handed out" in told(
        mine, "publish/copies/", copy=held.copy, why="the editor agreed"
    )
    keeper = people["keeper"]
    with viewing(Viewer(dossier.pk, "keeper", keeper.pk, None)):
        assert released() == {held.copy}
    assert "the editor agreed" in read(mine, "publish/copies/?show=released")
    assert "Called back" in told(mine, "publish/copies/", copy=held.copy, why="they asked us", withdraw="1")
    with viewing(Viewer(dossier.pk, "keeper", keeper.pk, None)):
        assert released() == frozenset()
    post(mine, "publish/freeze/", text="1")
    assert "It is frozen: open it again" in told(mine, "publish/copies/", copy=held.copy, why="again")
    assert as_("reader").post(f"{ROOT}publish/copies/", {"copy": held.copy, "why": "x"}).status_code == 403


def test_a_correction_takes_the_place_of_what_is_published(held: Held, as_: Browser) -> None:
    mine = as_("publisher")
    post(mine, "publish/freeze/", text="1")
    post(mine, "publish/now/", build=edition().build)
    assert "Say why it is corrected" in told(mine, "publish/correct/")
    page = told(mine, "publish/correct/", why="The day was another.")
    assert f"{SLUG}-c1" in page and "corrects" in page
    assert f"{SLUG}-c1" in read(mine)


def test_a_sealed_key_is_told_and_nothing_is_published(
    held: Held, as_: Browser, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sourcebook.dossier.editions import signing
    from sourcebook.dossier.home import home

    mine = as_("publisher")
    post(mine, "publish/freeze/", text="1")
    path = home() / "signing" / f"{dossier.pk}.key"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(signing._SEALED + b"x" * 60)
    done = post(mine, "publish/now/", build=edition().build)
    assert done.state == WorkState.FAILED and "sealed with the passphrase" in done.words
    assert edition().state == "frozen"
    path.unlink()


def test_what_changed_since_the_check_is_told(
    held: Held, as_: Browser, dossier: Dossier, people: dict[str, Account]
) -> None:
    mine = as_("publisher")
    post(mine, "publish/check/")
    assert "have changed since" not in read(mine)
    with viewing(Viewer(dossier.pk, "keeper", people["keeper"].pk, None)):
        make(source("https://gazette.example/19"), why="one more")
    assert "have changed since" in read(mine)
    post(mine, "publish/check/")
    with viewing(Viewer(dossier.pk, "keeper", people["keeper"].pk, None)):
        save(edition(), held.text.replace("Nobody", "No one"), "other words")
    assert "have changed since" in read(mine)
    assert "Somebody saved a newer text" in told(mine, "publish/freeze/", text="1")
    assert edition().state == "draft"


@BOTH
def test_pages_take_few_queries(held: Held, as_: Browser, dossier: Dossier) -> None:
    partners(dossier)
    mine = as_("publisher")
    post(mine, "publish/check/")
    post(mine, "publish/freeze/", text="1")
    assert queries(mine, "publish/") <= 15
    assert queries(mine, "publish/copies/") <= 15
