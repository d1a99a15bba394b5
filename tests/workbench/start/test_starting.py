"""The first page, and a dossier made in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sourcebook.dossier.models import Account, Dossier, Membership
from sourcebook.dossier.seen import as_system
from sourcebook.workbench.frame.matrix import OUTSIDER

Browsers = Callable[[str], Client]
GOOD = "seven hills and a kettle that sings"


def make(client: Client, **form: str) -> Any:
    return client.post("/new/", form)


def test_it_invites_to_check_a_report_and_to_make_a_dossier(as_: Browsers) -> None:
    page = as_(OUTSIDER).get("/").content.decode()
    assert "Check a report" in page and "Make a dossier" in page and 'action="/new/"' in page


def test_a_dossier_is_made_with_a_short_name_out_of_its_title(as_: Browsers) -> None:
    answer = make(as_(OUTSIDER), title="Ardovia 2032: Roads & hills")
    assert answer["Location"] == "/d/ardovia-2032-roads-hills/"
    assert as_(OUTSIDER).get(answer["Location"]).status_code == 200
    with as_system():
        member = Membership.objects.select_related("dossier").get(dossier__slug="ardovia-2032-roads-hills")
    assert (member.role, member.dossier.title, member.dossier.vault) == (
        "keeper",
        "Ardovia 2032: Roads & hills",
        None,
    )


def test_the_title_that_was_begun_with_comes_along(as_: Browsers) -> None:
    page = as_("reader").get("/new/?title=Արդովիա 2031").content.decode()
    assert 'value="Արդովիա 2031"' in page and 'value="արդովիա-2031"' in page


def test_a_passphrase_makes_a_vault_and_is_shown_nowhere(as_: Browsers) -> None:
    answer = make(as_("reader"), title="Ardovia 2033", passphrase=GOOD, again=GOOD)
    assert answer.status_code == 302
    with as_system():
        dossier = Dossier.objects.get(slug="ardovia-2033")
    assert dossier.vault and GOOD not in str(dossier.vault)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"title": ""}, "Give it a title"),
        ({"title": "A", "slug": "a/b"}, "letters, digits and hyphens only"),
        ({"title": "Another", "slug": "ardovia"}, "there is a dossier ardovia already"),
        ({"title": "A", "passphrase": "short", "again": "short"}, "under 12 characters"),
        ({"title": "A", "passphrase": GOOD, "again": GOOD + "!"}, "differ"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(as_: Browsers, form: dict[str, str], told: str) -> None:
    answer = make(as_("reader"), **form)
    page = answer.content.decode()
    assert answer.status_code == 422 and told in page and 'aria-invalid="true"' in page
    assert GOOD not in page and 'value="short"' not in page
    with as_system():
        assert Dossier.objects.count() == 1


def test_a_second_click_leads_to_the_dossier_that_the_first_made(as_: Browsers) -> None:
    client = as_("reader")
    first, second = make(client, title="Ardovia 2034"), make(client, title="Ardovia 2034")
    assert first["Location"] == second["Location"] == "/d/ardovia-2034/"
    with as_system():
        assert Dossier.objects.filter(title="Ardovia 2034").count() == 1
    assert make(as_("reviewer"), title="Ardovia 2034").status_code == 422


def test_on_a_server_those_make_dossiers_who_look_after_it(
    as_: Browsers, people: dict[str, Account], settings_of_a_server: None
) -> None:
    assert make(as_("keeper"), title="Mine").status_code == 403
    assert "Make a dossier" not in as_(OUTSIDER).get("/").content.decode()
    with as_system():
        people["keeper"].is_staff = True
        people["keeper"].save()
    assert make(as_("keeper"), title="Mine").status_code == 302


@pytest.fixture
def settings_of_a_server() -> Any:
    from django.test import override_settings

    with override_settings(LOCAL=False):
        yield
