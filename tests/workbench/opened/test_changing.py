"""What is sealed is changed while it is open, sealed and unsealed in the browser; what was typed is not lost."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.dossier.write.making import one
from tests.workbench.holding import ROOT, read, viewer_of
from tests.workbench.opened.conftest import (
    BYTES,
    NOTE,
    PASSPHRASE,
    PLACE_TOLD,
    TEXT,
    WITNESS,
    Clock,
    Sealed,
    opens,
)

from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds import Plain
from sourcebook.dossier.models import Account, Change, Dossier, Record, Revision
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.vault import OpenVault, Store
from sourcebook.dossier.write import Edit, edit
from sourcebook.dossier.write.make import vault_of
from sourcebook.workbench.opened import MINUTES

Browsers = Callable[[str], Client]
_TYPED = "the cellar, the second door"


@pytest.fixture
def keys(sealed: Sealed, dossier: Dossier) -> OpenVault:
    with as_system():
        vault = vault_of(dossier.pk)
    assert vault is not None
    return vault.unlock(PASSPHRASE)


@pytest.fixture
def now_(dossier: Dossier, people: dict[str, Account], keys: OpenVault) -> Callable[[str], Plain]:
    """A record as it stands, opened."""

    def read_(record: str) -> Plain:
        with viewing(viewer_of(dossier, people["keeper"])):
            return one(record, keys)

    return read_


def form_of(page: str) -> dict[str, Any]:
    """The fields of the form of a record, as a browser would send them."""
    start = page.index('<form method="post" class="record"')
    form = page[start : page.index("</form>", start)]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        ticks = re.search(r'type="(checkbox|radio)"', tag)
        if name and name[1] != "csrfmiddlewaretoken" and (not ticks or "checked" in tag):
            found.setdefault(name[1], []).append(html.unescape(value[1] if value else ""))
    for attributes, text in re.findall(r"<textarea([^>]*)>(.*?)</textarea>", form, re.S):
        found.setdefault(re.findall(r'name="([^"]*)"', attributes)[0], []).append(
            html.unescape(text).lstrip("\n")
        )
    for attributes, options in re.findall(r"<select([^>]*)>(.*?)</select>", form, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', options)
        found.setdefault(re.findall(r'name="([^"]*)"', attributes)[0], []).append(chosen[1] if chosen else "")
    return found


def test_an_opened_record_is_changed_and_stays_sealed(
    opened: Client, sealed: Sealed, now_: Callable[[str], Plain]
) -> None:
    form = form_of(read(opened, f"/records/{sealed.event}/edit/"))
    form |= {"f.description": _TYPED, "why": "told a third time"}
    answer = opened.post(f"{ROOT}/records/{sealed.event}/edit/", form)
    assert answer.status_code == 302, answer.content.decode()
    after = now_(sealed.event)
    assert after["fields"]["description"] == _TYPED and after["note"] == NOTE and after["level"] == "sealed"
    with as_system():
        assert Record.objects.get(pk=sealed.event).label == "(sealed event)"
        last = Change.objects.filter(record_id=sealed.event).order_by("-version")[0]
        assert last.sealed is not None and (last.before, last.after) == ({}, {})
        assert not Revision.objects.filter(why="told a third time").exists()
    assert "told a third time" in read(opened, f"/records/{sealed.event}/history/")


def test_a_form_of_it_is_not_kept_in_the_browser(opened: Client, sealed: Sealed) -> None:
    for address in (f"{sealed.event}/edit/", f"{sealed.event}/edit/description/", f"{sealed.half}/edit/"):
        answer = opened.get(f"{ROOT}/records/{address}")
        page = answer.content.decode()
        assert "data-keep" not in page and "data-private" in page, address
        assert answer.headers["Cache-Control"] == "no-store, private"
    assert "data-keep" in read(opened, f"/records/{sealed.clear}/edit/")


def test_rows_are_added_to_a_form_of_it(opened: Client, sealed: Sealed) -> None:
    form = form_of(read(opened, f"/records/{sealed.event}/edit/"))
    answer = opened.post(f"{ROOT}/forms/again/event/", {**form, "do": "add.involvements"})
    assert answer.status_code == 200 and PLACE_TOLD in answer.content.decode()
    opened.post(f"{ROOT}/sealed/close/")
    assert opened.post(f"{ROOT}/forms/again/event/", {**form, "do": "add.involvements"}).status_code == 403


def test_closed_while_somebody_types_the_passphrase_is_asked_and_nothing_typed_is_lost(
    opened: Client, sealed: Sealed, clock: Clock, now_: Callable[[str], Plain]
) -> None:
    form = form_of(read(opened, f"/records/{sealed.event}/edit/"))
    form |= {"f.description": _TYPED, "why": "told a third time"}
    clock.forward(60 * MINUTES)
    address = f"{ROOT}/records/{sealed.event}/edit/"
    answer = opened.post(address, form)
    page = answer.content.decode()
    assert answer.status_code == 403 and 'type="password"' in page and _TYPED in page
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert now_(sealed.event)["fields"]["description"] != _TYPED
    wrong = opened.post(address, {**form, "passphrase": "a wrong one, and long"})
    assert wrong.status_code == 422 and _TYPED in wrong.content.decode()
    assert "a wrong one, and long" not in wrong.content.decode()
    assert opened.post(address, {**form, "passphrase": PASSPHRASE}).status_code == 302
    assert now_(sealed.event)["fields"]["description"] == _TYPED


def test_a_sealed_field_that_closed_while_somebody_types_is_not_lost_either(
    opened: Client, sealed: Sealed, clock: Clock, now_: Callable[[str], Plain]
) -> None:
    form = form_of(read(opened, f"/records/{sealed.half}/edit/"))
    form |= {"f.translator": "Ilo Marr"}
    clock.forward(60 * MINUTES)
    address = f"{ROOT}/records/{sealed.half}/edit/"
    assert opened.post(address, form).status_code == 403
    assert now_(sealed.half)["fields"]["translator"] == WITNESS
    assert opened.post(address, {**form, "passphrase": PASSPHRASE}).status_code == 302
    assert now_(sealed.half)["fields"]["translator"] == "Ilo Marr"
    with as_system():
        assert "Ilo Marr" not in str(list(Record.objects.values_list("label", "summary")))


def test_whoever_may_not_open_it_cannot_by_a_form(as_: Browsers, sealed: Sealed) -> None:
    form = {"private": "1", "passphrase": PASSPHRASE, "f.translator": "Ilo Marr", "version": "2"}
    answer = as_("publisher").post(f"{ROOT}/records/{sealed.half}/edit/", form)
    assert WITNESS not in answer.content.decode()
    assert as_("publisher").get(f"{ROOT}/sealed/").status_code == 403


def test_two_who_change_it_see_both_sides(
    opened: Client, sealed: Sealed, dossier: Dossier, people: dict[str, Account], keys: OpenVault
) -> None:
    form = form_of(read(opened, f"/records/{sealed.event}/edit/"))
    with viewing(viewer_of(dossier, people["keeper"])):
        edit([Edit(sealed.event, {"fields/description": "the attic"})], "another word", keys=keys)
    answer = opened.post(f"{ROOT}/records/{sealed.event}/edit/", form | {"f.description": _TYPED})
    page = answer.content.decode()
    assert answer.status_code == 409 and "the attic" in page and _TYPED in page and PLACE_TOLD in page
    # Nor where it was opened anew with the same form: it is never sent back.
    opened.post(f"{ROOT}/sealed/close/")
    form |= {"f.description": _TYPED, "passphrase": PASSPHRASE}
    again = opened.post(f"{ROOT}/records/{sealed.event}/edit/", form)
    assert again.status_code == 409 and PASSPHRASE not in again.content.decode()
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_the_last_change_of_it_is_taken_back(
    opened: Client, sealed: Sealed, now_: Callable[[str], Plain], as_: Browsers
) -> None:
    form = form_of(read(opened, f"/records/{sealed.event}/edit/"))
    opened.post(f"{ROOT}/records/{sealed.event}/edit/", form | {"f.description": _TYPED})
    with as_system():
        last = Change.objects.filter(record_id=sealed.event).order_by("-version")[0].revision_id
    address = f"/undo/{last}/?record={sealed.event}"
    found = opened.get(f"{ROOT}/records/{sealed.event}/undo/")
    address = found.headers["Location"].removeprefix(ROOT)
    assert str(last) in address
    page = read(opened, address)
    assert _TYPED in page and PLACE_TOLD in page
    assert _TYPED not in read(as_("keeper"), address)
    assert opened.post(f"{ROOT}{address}", {"why": "it was the first door"}).status_code == 302
    assert now_(sealed.event)["fields"]["description"].startswith(PLACE_TOLD)


def test_a_record_is_sealed_in_the_browser_by_whoever_may_see_it_and_unsealed_by_who_opened_it(
    as_: Browsers, opened: Client, sealed: Sealed, now_: Callable[[str], Plain]
) -> None:
    keeper, address = as_("keeper"), f"{ROOT}/records/{sealed.clear}/status/"
    say = {"act": "level", "level": "sealed", "why": "they look for her"}
    assert keeper.post(address, say).status_code == 302
    with as_system():
        assert Record.objects.get(pk=sealed.clear).label == "(sealed event)"
    public = {"act": "level", "level": "team", "why": "she is safe"}
    assert keeper.post(address, public).status_code == 422
    assert opened.post(address, public).status_code == 302
    assert now_(sealed.clear)["level"] == "team"
    assert "shots at the Selm bridge" in read(as_("reader"), f"/records/{sealed.clear}/")


def test_a_copy_that_is_unsealed_has_its_bytes_again(opened: Client, sealed: Sealed, as_: Browsers) -> None:
    assert list(Store(captures()).sealed())
    public = {"act": "level", "level": "team", "why": "it was printed since"}
    assert opened.post(f"{ROOT}/records/{sealed.copy}/status/", public).status_code == 302
    assert TEXT in read(as_("reader"), f"/read/{sealed.copy}/")
    with as_system():
        sha256 = Record.objects.get(pk=sealed.copy).capture.sha256
    with Store(captures()).open(sha256) as file:
        assert file.read() == BYTES


def test_it_is_reviewed_while_it_is_open(
    opened: Client, sealed: Sealed, now_: Callable[[str], Plain]
) -> None:
    assert opened.post(f"{ROOT}/records/{sealed.event}/status/", {"act": "review"}).status_code == 302
    assert now_(sealed.event)["status"] == "reviewed"


def test_a_new_record_is_sealed_from_the_beginning(
    as_: Browsers, sealed: Sealed, now_: Callable[[str], Plain]
) -> None:
    contributor = as_("contributor")
    form = form_of(read(contributor, "/new/event/"))
    form |= {
        "f.type": "threat",
        "f.when": "2031-04-02",
        "f.description": "a call at night",
        "h.level": "sealed",
    }
    assert contributor.post(f"{ROOT}/new/event/", form).status_code == 302
    with as_system():
        made = Record.objects.filter(label="(sealed event)").order_by("-made_at")[0]
    assert now_(str(made.pk))["fields"]["description"] == "a call at night"
    keeper = as_("keeper")
    assert opens(keeper) == 302
    assert "a call at night" in read(keeper, f"/records/{made.pk}/")
