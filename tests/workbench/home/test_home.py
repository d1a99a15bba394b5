"""The home of a dossier: what happened, what waits, the editions; each as far as who looks may see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.dossier.write.making import make

from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Account, Dossier, Edition, EditionText, ProposedChange, Taking
from sourcebook.dossier.seen import Viewer, as_system, viewing

HOME = "/d/ardovia/"
AT = datetime(2031, 4, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def worked_on(dossier: Dossier, people: dict[str, Account]) -> Dossier:
    """A dossier with drafts, a sealed one among them, an edition, and a change that a partner sent."""
    keeper = people["keeper"]
    with viewing(Viewer(dossier.pk, "keeper", keeper.pk, keeper.organisation_id)):
        for day in ("2031-03-18", "2031-03-19"):
            make(empty_plain("event", type="killing", when=day), why="told by two papers")
        careful = empty_plain("event", type="killing", when="2031-03-20", level="restricted")
        make(careful, why="a witness asked for care")
    with as_system():
        edition = Edition.objects.create(dossier=dossier, slug="report-2031", made_at=AT)
        EditionText.objects.create(edition=edition, serial=1, content="# Ardovia", who=keeper, at=AT)
        taking = Taking.objects.create(edition=edition, serial=1, text=1, partner="Centre", at=AT)
        ProposedChange.objects.create(
            edition=edition, taking=taking, serial=1, change=1, kind="replace", block=0
        )
    return dossier


def read(client: Client) -> str:
    response = client.get(HOME)
    assert response.status_code == 200
    return response.content.decode()


def test_it_works(worked_on: Dossier, as_: Callable[[str], Client]) -> None:
    page = read(as_("keeper"))
    assert "<b>3</b> events" in page and "3 drafts to review" in page
    assert "made 1 record" in page and "told by two papers" in page and "Vela Keeper" in page
    assert "report-2031" in page and "Draft" in page and "2031-04-01 09:30" in page
    assert "<b>1</b> change in a returned Word file" in page


def test_a_reader_learns_nothing_of_what_is_restricted(
    worked_on: Dossier, as_: Callable[[str], Client]
) -> None:
    page = read(as_("reader"))
    assert "<b>2</b> events" in page and "a witness asked for care" not in page


def test_another_dossier_is_not_told_of(
    worked_on: Dossier, people: dict[str, Account], as_: Callable[[str], Client]
) -> None:
    with as_system():
        other = Dossier.objects.create(slug="harbour", title="The harbour of Selm", made_at=AT)
        Edition.objects.create(dossier=other, slug="harbour-2031", made_at=AT)
    assert "harbour" not in read(as_("keeper"))
    assert as_("keeper").get("/d/harbour/").status_code == 404
    assert "harbour" not in as_("keeper").get("/").content.decode()


def test_few_queries_however_much_there_is(
    worked_on: Dossier, people: dict[str, Account], as_: Callable[[str], Client]
) -> None:
    keeper = people["keeper"]
    with viewing(Viewer(worked_on.pk, "keeper", keeper.pk, keeper.organisation_id)):
        for day in range(10, 28):
            make(empty_plain("event", type="killing", when=f"2031-02-{day}"), why=f"of day {day}")
    with as_system():
        for number in range(9):
            Edition.objects.create(dossier=worked_on, slug=f"report-{number}", made_at=AT)
    client = as_("keeper")
    with CaptureQueriesContext(connection) as asked:
        read(client)
    assert 5 <= len(asked) <= 15, [each["sql"][:90] for each in asked]
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    assert 2 <= len(asked) <= 4, [each["sql"][:90] for each in asked]


def test_somebody_without_a_dossier_is_told_what_to_do(as_: Callable[[str], Client]) -> None:
    page = as_("account").get("/").content.decode()
    assert "Welcome" in page and "Check a report" in page
    assert "ardovia</a>" not in page


def test_a_closed_account_is_out_at_once(
    worked_on: Dossier, people: dict[str, Account], as_: Callable[[str], Client]
) -> None:
    client = as_("keeper")
    assert client.get(HOME).status_code == 200
    people["keeper"].is_active = False
    people["keeper"].save()
    assert client.get(HOME).status_code == 302


def test_a_role_that_was_taken_is_gone_with_the_next_click(
    worked_on: Dossier, people: dict[str, Account], as_: Callable[[str], Client]
) -> None:
    from sourcebook.dossier.models import Membership
    from sourcebook.dossier.seen.compiler import writing

    client = as_("reader")
    assert client.get(HOME).status_code == 200
    with as_system(), writing():
        Membership.objects.filter(account=people["reader"]).delete()
    assert client.get(HOME).status_code == 404


def test_an_empty_dossier_tells_the_way_then_where_an_edition_is_begun(
    dossier: Dossier, people: dict[str, Account], as_: Callable[[str], Client]
) -> None:
    begin = 'href="/d/ardovia/editions/">Begin an edition'
    page = read(as_("keeper"))
    assert "The way from a source to a report" in page and begin not in page
    keeper = people["keeper"]
    with viewing(Viewer(dossier.pk, "keeper", keeper.pk, keeper.organisation_id)):
        make(empty_plain("event", type="killing", when="2031-03-18"), why="told by two papers")
    page = read(as_("keeper"))
    assert "The way from a source to a report" not in page and begin in page
    assert begin not in read(as_("reader"))
