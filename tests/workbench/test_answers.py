"""What every answer says besides its page, and pages of faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import clear_url_caches, path
from tests.workbench.conftest import PASSWORD

from sourcebook.dossier.models import Account, Dossier, Record
from sourcebook.dossier.seen import NotAllowed, as_system
from sourcebook.workbench import urls
from sourcebook.workbench.frame import LOGGED_IN, MEMBER, page
from sourcebook.workbench.frame.binding import WithoutRule


def _no_rule(request: HttpRequest) -> HttpResponse:
    return HttpResponse("never")


@page(MEMBER)
def _fails(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError("a secret of the program")


@page(MEMBER)
def _refuses(request: HttpRequest) -> HttpResponse:
    raise NotAllowed("give roles: not allowed for the role reader; ask a keeper")


@page(LOGGED_IN)
def _asks_outside(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Record.objects.count()))


@pytest.fixture
def more(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Addresses that the program does not have."""
    added = [
        path("no-rule", _no_rule),
        path("outside", _asks_outside),
        path("d/<str:slug>/fails", _fails),
        path("d/<str:slug>/refuses", _refuses),
    ]
    monkeypatch.setattr(urls, "urlpatterns", [*added, *urls.urlpatterns])
    clear_url_caches()
    yield
    monkeypatch.undo()
    clear_url_caches()


def test_the_browser_is_told_what_a_page_may_do(as_: Callable[[str], Client], dossier: Dossier) -> None:
    for address, who in (
        ("/", "reader"),
        ("/d/ardovia/", "reader"),
        ("/account/login/", "anyone"),
        ("/nowhere", "anyone"),
    ):
        answer = as_(who).get(address)
        policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'", address
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'", address
        assert policy["img-src"] == "'self' data:" and policy["form-action"] == "'self'", address
        assert answer["X-Content-Type-Options"] == "nosniff" and answer["X-Frame-Options"] == "DENY"
        assert answer["Referrer-Policy"] == "same-origin" and "camera=()" in answer["Permissions-Policy"]
        assert "no-store" in answer["Cache-Control"], address


def test_no_page_has_script_or_style_in_it(as_: Callable[[str], Client], dossier: Dossier) -> None:
    addresses = ["/", "/d/ardovia/", "/account/login/", "/account/second/", "/account/sessions/", "/nowhere"]
    for address in addresses:
        body = as_("reader" if "login" not in address else "anyone").get(address).content.decode()
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", body), address
        for script in re.findall(r"<script([^>]*)>", body):
            assert "src=" in script or 'type="application/json"' in script, address


def test_a_session_is_no_script_s_business(as_: Callable[[str], Client]) -> None:
    client = as_("anyone")
    client.post("/account/login/", {"login": "reader", "password": PASSWORD})
    for name in ("sourcebook_session", "sourcebook_csrf"):
        assert client.cookies[name]["httponly"] and client.cookies[name]["samesite"] == "Lax", name


def test_a_view_without_a_rule_opens_for_nobody(more: None, as_: Callable[[str], Client]) -> None:
    for who in ("anyone", "keeper"):
        with pytest.raises(WithoutRule):
            as_(who).get("/no-rule")


def test_a_page_outside_a_dossier_sees_no_record(
    more: None, as_: Callable[[str], Client], dossier: Dossier
) -> None:
    assert as_("keeper").get("/outside").content == b"0"


def test_what_a_room_refuses_is_told_in_its_words(more: None, as_: Callable[[str], Client]) -> None:
    answer = as_("reader").get("/d/ardovia/refuses")
    assert answer.status_code == 403 and "ask a keeper" in answer.content.decode()


def test_a_fault_tells_nothing_of_the_program(more: None, as_: Callable[[str], Client]) -> None:
    client = as_("reader")
    client.raise_request_exception = False
    answer = client.get("/d/ardovia/fails")
    said = answer.content.decode()
    assert answer.status_code == 500 and "what you had saved is kept" in said
    assert "secret" not in said and "Zero" not in said


def test_nobody_is_bound_after_an_answer(as_: Callable[[str], Client]) -> None:
    from sourcebook.dossier.seen import NoViewer, current

    as_("reader").get("/d/ardovia/")
    with pytest.raises(NoViewer):
        current()


def test_htmx_goes_to_the_door_by_itself(as_: Callable[[str], Client], dossier: Dossier) -> None:
    answer = as_("anyone").get("/d/ardovia/", headers={"HX-Request": "true"})
    assert answer.status_code == 204 and answer["HX-Redirect"] == "/account/login/"


def test_a_name_with_letters_of_any_script(
    people: dict[str, Account], as_: Callable[[str], Client], dossier: Dossier
) -> None:
    from sourcebook.dossier.models import Membership

    with as_system():
        other = Dossier.objects.create(
            slug="Սելմ", title="<script>alert(1)</script>", made_at=dossier.made_at
        )
        Membership.objects.create(dossier=other, account=people["reader"], role="reader")
    body: Any = as_("reader").get("/").content.decode()
    assert "&lt;script&gt;" in body and "<script>alert" not in body
    assert as_("reader").get("/d/Սելմ/").status_code == 200
