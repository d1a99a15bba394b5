"""How it looks: chosen for oneself, kept with the account and in the browser, asked of no database."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client, override_settings
from tests.workbench.holding import Browsers, queries

from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system

pytestmark = pytest.mark.usefixtures("database")
CHOSEN = {"look": "dark", "blur": "both", "space": "dense"}
# Django and its packages bring texts in many languages; this one runs from right to left.
TWO = override_settings(LANGUAGES=[("en", "English"), ("ar", "Arabic")])


def _wishes(handle: str) -> object:
    with as_system():
        return Account.objects.get(handle=handle).wishes


def test_what_somebody_chooses_holds_in_any_browser(as_: Browsers) -> None:
    assert as_("reviewer").post("/looks/", CHOSEN).headers["Location"] == "/looks/"
    assert _wishes("reviewer") == {"language": "", **CHOSEN}
    page = as_("reviewer").get("/d/ardovia/").content.decode()
    assert 'data-look="dark" data-space="dense"' in page and "blur.css" in page and "blur.js" in page
    other = as_("keeper").get("/d/ardovia/").content.decode()
    assert 'data-look="auto"' in other and "blur.css" not in other


def test_without_a_name_the_browser_keeps_it(as_: Browsers, people: object) -> None:
    browser = as_("anyone")
    browser.post("/looks/", CHOSEN)
    page = browser.get("/looks/").content.decode()
    assert 'data-look="dark"' in page and 'value="both" checked' in page
    assert "In this browser" in page


def test_the_menu_keeps_the_look_too_and_goes_back(as_: Browsers) -> None:
    browser = as_("reader")
    answer = browser.post("/look", {"look": "light", "next": "/d/ardovia/"})
    assert answer.headers["Location"] == "/d/ardovia/"
    assert (
        browser.post("/look", {"look": "dark", "next": "https://elsewhere.example/"}).headers["Location"]
        == "/"
    )
    assert _wishes("reader") == {"language": "", "look": "dark", "blur": "off", "space": "wide"}


def test_what_is_none_of_the_choices_is_left_out_and_what_others_keep_stays(
    as_: Browsers, people: dict[str, Account]
) -> None:
    people["reader"].wishes = {"look": "a colour", "other": [1]}
    people["reader"].save()
    browser = as_("reader")
    assert 'data-look="auto"' in browser.get("/").content.decode()
    browser.post("/looks/", {"look": "loud", "blur": "<b>", "language": "xx"})
    assert _wishes("reader") == {"language": "", "look": "auto", "blur": "off", "space": "wide", "other": [1]}


def test_wishes_cost_no_query(as_: Browsers, dossier: Dossier) -> None:
    browser = as_("reviewer")
    browser.get("/d/ardovia/")
    before = queries(browser, "/")
    browser.post("/looks/", {"look": "dark", "space": "dense"})
    browser.get("/d/ardovia/")
    assert queries(browser, "/") == before


def test_one_language_is_no_choice(as_: Browsers) -> None:
    assert [code for code, _label in settings.LANGUAGES] == ["en"]
    assert 'name="language"' not in as_("reader").get("/looks/").content.decode()
    assert 'name="language"' not in as_("reader").get("/").content.decode()


@TWO
def test_the_language_of_the_account_is_spoken_in_any_browser(as_: Browsers) -> None:
    first = as_("reader")
    page = first.get("/").content.decode()
    assert 'value="ar" lang="ar"' in page and "العربيّة" in page and 'dir="ltr"' in page
    first.post("/look", {"language": "ar", "next": "/"})
    for browser in (first, as_("reader")):
        answer = browser.get("/")
        assert '<html lang="ar" dir="rtl"' in answer.content.decode()
        assert answer.headers["Content-Language"] == "ar"
    assert 'dir="ltr"' in as_("keeper").get("/").content.decode()
    first.post("/looks/", {"language": ""})
    assert 'dir="ltr"' in first.get("/").content.decode()


@TWO
def test_the_browser_says_the_language_where_nobody_chose(people: object) -> None:
    asked = Client(headers={"host": "127.0.0.1:8000", "accept-language": "ar, en;q=0.5"})
    assert '<html lang="ar" dir="rtl"' in asked.get("/looks/").content.decode()
