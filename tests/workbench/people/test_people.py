"""Who has a part, what a role means, and what a keeper does about it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils.html import escape
from tests.workbench.conftest import PASSWORD
from tests.workbench.holding import queries, read

from sourcebook.dossier.access.members import members, who_sees
from sourcebook.dossier.founding import give_role
from sourcebook.dossier.models import Account, Dossier, Membership, Organisation, Role
from sourcebook.dossier.models.access import ApiToken
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.seen.roles import roles
from sourcebook.workbench.pages.people.words import may_words, role_table, role_words, sees_words

PEOPLE = "/d/ardovia/people/"


def role_of(account: Account) -> str:
    with as_system():
        return Membership.objects.filter(account=account).values_list("role", flat=True).first() or ""


def act(client: Client, account: Account, what: str, **form: str) -> str:
    """Does something to an account, and what the page says then."""
    answer = client.post(f"{PEOPLE}{account.pk}/{what}/", form)
    assert answer.status_code == 302, (what, answer.status_code)
    return client.get(answer["Location"]).content.decode()


def test_every_role_and_act_has_words() -> None:
    assert [row["role"] for row in role_table()] == list(Role.values)
    for role in Role.values:
        assert role_words(role) and sees_words(role) and may_words(role)
    every = {act for rule in roles().roles.values() for act in rule.may}
    assert every <= set(roles().acts)
    assert sees_words("contributor") == "public and team; of the own organisation also restricted"
    assert may_words("reviewer", "contributor") == "review, merge and split, undo"


def test_all_members_see_who_is_here_and_only_a_keeper_the_rest(as_: Callable[[str], Client]) -> None:
    page = read(as_("reader"), "/people/")
    assert "Vela Keeper" in page and "Observatory of Ardovia" in page
    assert (
        "@observatory.example" not in page
        and "Change" not in page
        and '<form method="post" action="/d/' not in page
    )
    page = read(as_("keeper"), "/people/")
    assert "keeper@observatory.example" in page and "Take the part away" in page


def test_it_takes_few_queries_however_many_there_are(as_: Callable[[str], Client], dossier: Dossier) -> None:
    keeper = as_("keeper")
    few = queries(keeper, "/people/")
    with as_system():
        for number in range(40):
            account = Account.objects.create(
                handle=f"p{number}", name=f"P {number}",
                organisation=Organisation.objects.create(name=f"Group {number}"),
            )  # fmt: skip
            Membership.objects.create(dossier=dossier, account=account, role="reader")
    assert queries(keeper, "/people/") == few <= 15


def test_a_role_is_changed_and_noted(as_: Callable[[str], Client], people: dict[str, Account]) -> None:
    keeper = as_("keeper")
    page = act(keeper, people["reader"], "role", role="reviewer", was="reader")
    assert role_of(people["reader"]) == "reviewer" and "The role is now: reviewer." in page
    assert "reader → reviewer" in read(keeper, "/log/?act=gave+a+role")


def test_two_keepers_at_once_the_second_is_told(
    as_: Callable[[str], Client], people: dict[str, Account]
) -> None:
    keeper = as_("keeper")
    act(keeper, people["reader"], "role", role="reviewer", was="reader")
    page = act(keeper, people["reader"], "role", role="contributor", was="reader")
    assert "has another role by now: reviewer. Nothing was changed." in page
    page = act(keeper, people["reader"], "away", was="reader")
    assert role_of(people["reader"]) == "reviewer"


def test_the_last_keeper_stays(as_: Callable[[str], Client], people: dict[str, Account]) -> None:
    keeper, me = as_("keeper"), people["keeper"]
    for what, form in (("role", {"role": "reader"}), ("away", {})):
        page = act(keeper, me, what, was="keeper", **form)
        assert "the only keeper" in page and role_of(me) == "keeper", what
    # A second one whose account is closed does not count.
    act(keeper, people["publisher"], "role", role="keeper", was="publisher")
    act(keeper, people["publisher"], "open", open="no")
    assert "the only keeper" in act(keeper, me, "away", was="keeper")
    act(keeper, people["publisher"], "open", open="yes")
    assert keeper.post(f"{PEOPLE}{me.pk}/away/", {"was": "keeper"}).status_code == 302
    assert role_of(me) == "" and keeper.get("/d/ardovia/").status_code == 404


def test_whose_part_is_taken_away_is_out_at_once(
    as_: Callable[[str], Client], people: dict[str, Account], dossier: Dossier
) -> None:
    reader = as_("reader")
    assert reader.get("/d/ardovia/").status_code == 200
    at = datetime(2031, 4, 1, tzinfo=UTC)
    with as_system():
        token = ApiToken.objects.create(
            dossier=dossier, account=people["reader"], name="x", hint="x", token_hash="0" * 64, made_at=at,
            expires_at=at,
        )  # fmt: skip
    act(as_("keeper"), people["reader"], "away", was="reader")
    assert reader.get("/d/ardovia/").status_code == 404
    with as_system():
        token.refresh_from_db()
    assert token.withdrawn_at is not None


def test_a_closed_account_is_logged_out_everywhere(
    as_: Callable[[str], Client], people: dict[str, Account]
) -> None:
    reader = as_("anyone")
    reader.post("/account/login/", {"login": "reader", "password": PASSWORD})
    assert reader.get("/d/ardovia/").status_code == 200
    page = act(as_("keeper"), people["reader"], "open", open="no")
    assert "its sessions have ended" in page and "closed" in page
    assert reader.get("/d/ardovia/").status_code == 302
    reader.post("/account/login/", {"login": "reader", "password": PASSWORD})
    assert reader.get("/").status_code == 302
    assert "closes their own account" in act(as_("keeper"), people["keeper"], "open", open="no")


@pytest.mark.parametrize("what", ["password", "open", "organisation"])
def test_a_keeper_of_one_dossier_has_no_hand_on_who_is_in_another_too(
    what: str,
    as_: Callable[[str], Client],
    people: dict[str, Account],
    server: None,
    sure: Callable[[str], Client],
) -> None:
    with as_system():
        other = Dossier.objects.create(slug="selm", title="Selm", made_at=datetime(2031, 4, 1, tzinfo=UTC))
        Membership.objects.create(dossier=other, account=people["reader"], role="keeper")
    page = act(sure("keeper"), people["reader"], what, open="no", organisation="Mine")
    assert "has a part in other dossiers too" in page
    with as_system():
        people["reader"].refresh_from_db()
    assert people["reader"].is_active and people["reader"].organisation_id == people["keeper"].organisation_id


def test_a_lost_password_is_set_anew_with_a_link_that_opens_once(
    sure: Callable[[str], Client], as_: Callable[[str], Client], people: dict[str, Account]
) -> None:
    # Who logs in meanwhile has found the password again: the link ends then.
    old, browser = as_("reader"), as_("anyone")
    answer = sure("keeper").post(f"{PEOPLE}{people['reader'].pk}/password/")
    found = re.search(r'id="link" value="http://[^/]+(/account/password/new/[^"]+)"', answer.content.decode())
    assert found, answer.content.decode()
    good = "four slow carts of barley"
    form = browser.get(found[1])
    assert form.status_code == 302 and found[1].split("-")[-1].strip("/") not in form["Location"]
    assert browser.post(form["Location"], {"password1": "short", "password2": "short"}).status_code == 200
    done = browser.post(form["Location"], {"password1": good, "password2": good}, follow=True)
    assert "The new password is set" in done.content.decode()
    assert old.get("/").status_code == 302, "their other sessions have ended"
    browser.post("/account/login/", {"login": "reader", "password": good})
    assert browser.get("/").status_code == 200
    again = as_("anyone").get(found[1])
    assert again.status_code == 200 and "used already" in again.content.decode()


def test_on_a_server_who_they_are_is_asked_once_more_before_anything_is_changed(
    as_: Callable[[str], Client], people: dict[str, Account], server: None, sure: Callable[[str], Client]
) -> None:
    page = read(as_("keeper"), "/people/")
    assert "confirm first that it is you" in page and "Take the part away" not in page
    page = act(as_("keeper"), people["reader"], "role", role="keeper", was="reader")
    assert "Nothing was changed" in page and role_of(people["reader"]) == "reader"
    assert "Take the part away" in read(sure("keeper"), "/people/")


def test_what_each_organisation_keeps_to_itself_is_what_the_gate_does(
    dossier: Dossier, people: dict[str, Account]
) -> None:
    from sourcebook.dossier.models import Record

    at = datetime(2031, 4, 1, tzinfo=UTC)
    with as_system():
        centre = Organisation.objects.create(name="Centre")
        outside = Account.objects.create(handle="oda", name="Oda", organisation=centre)
        Membership.objects.create(dossier=dossier, account=outside, role="contributor")
        owner = people["keeper"].organisation
        made = {
            level: Record.objects.create(dossier=dossier, kind="event", level=level, owner=owner, made_at=at)
            for level in range(3)
        }
        everybody = list(Membership.objects.filter(dossier=dossier).select_related("account"))
    with viewing(Viewer(dossier.pk, "keeper", people["keeper"].pk, people["keeper"].organisation_id)):
        all_ = members()
    for level, record in made.items():
        told = {one.account for one in who_sees(all_, level, record.owner_id)}
        for row in everybody:
            with viewing(Viewer(dossier.pk, row.role, row.account_id, row.account.organisation_id)):
                assert Record.objects.filter(pk=record.pk).exists() == (row.account_id in told), (level, row)


def test_what_they_keep_is_told_in_words(as_: Callable[[str], Client]) -> None:
    page = re.sub(r"<[^>]+>|\s+", " ", read(as_("reader"), "/people/"))
    page = re.sub(r" +", " ", page)
    assert "restricted , owned by Observatory of Ardovia : seen by Vela Contributor , Vela Keeper" in page


def test_a_name_is_never_markup(as_: Callable[[str], Client], people: dict[str, Account]) -> None:
    evil = '"><script>alert(1)</script>{{ 7|add:7 }}'
    with as_system():
        people["reader"].name = evil
        people["reader"].organisation = Organisation.objects.create(name=evil)
        people["reader"].save()
    for page in ("/people/", "/log/"):
        body = read(as_("keeper"), page)
        assert "<script>alert" not in body and escape(evil) in body, page


def test_a_role_that_there_is_not_is_refused(
    as_: Callable[[str], Client], people: dict[str, Account], dossier: Dossier
) -> None:
    act(as_("keeper"), people["reader"], "role", role="system", was="reader")
    assert role_of(people["reader"]) == "reader"
    keeper = people["keeper"]
    with viewing(Viewer(dossier.pk, "keeper", keeper.pk)), pytest.raises(ValueError, match="no such role"):
        give_role("reader", "public")


def test_who_is_not_in_the_dossier_is_not_there(
    as_: Callable[[str], Client], people: dict[str, Account]
) -> None:
    for account in (people["account"].pk, uuid.uuid4()):
        for what in ("role", "away", "open", "organisation", "password"):
            answer = as_("keeper").post(f"{PEOPLE}{account}/{what}/", {"role": "keeper", "open": "no"})
            assert answer.status_code == 404, what
    assert role_of(people["account"]) == ""
