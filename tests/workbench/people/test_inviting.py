"""An invitation: one link, one use, seven days; and nothing in it that its holder chooses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sourcebook.dossier.access.inviting import NotTaken, take
from sourcebook.dossier.models import Account, Dossier, Membership, Organisation
from sourcebook.dossier.models.access import Invitation
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.write.make import now

INVITE, HERE = "/d/ardovia/people/invite/", "/account/invited/"
GOOD = "four slow carts of barley"
JOIN = {"name": "Ilo Marr", "username": "ilo", "password1": GOOD, "password2": GOOD}
ASKED = {"name": "Ilo Marr", "email": "ilo@centre.example", "organisation": "Centre", "role": "contributor"}


def link_of(keeper: Client, **more: str) -> str:
    answer = keeper.post(INVITE, {**ASKED, **more})
    found = re.search(r'id="link" value="http://[^/]+(/account/invited/[^"]+)"', answer.content.decode())
    assert found, answer.content.decode()
    return found[1]


def opened(client: Client, link: str) -> Any:
    answer = client.get(link)
    assert answer.status_code == 302 and answer["Location"] == HERE
    assert answer["Referrer-Policy"] == "no-referrer"
    return client.get(HERE)


def role_of(handle: str) -> str | None:
    with as_system():
        return Membership.objects.filter(account__handle=handle).values_list("role", flat=True).first()


def test_who_has_the_link_makes_an_account_and_is_in(
    sure: Callable[[str], Client], as_: Callable[[str], Client]
) -> None:
    keeper, newcomer = sure("keeper"), as_("anyone")
    page = opened(newcomer, link_of(keeper)).content.decode()
    assert "as contributor" in page and "For Centre." in page and 'value="Ilo Marr"' in page
    answer = newcomer.post(HERE, {**JOIN, "role": "keeper", "organisation": "Observatory of Ardovia"})
    assert answer.status_code == 302 and answer["Location"] == "/d/ardovia/"
    assert newcomer.get("/d/ardovia/").status_code == 200 and role_of("ilo") == "contributor"
    with as_system():
        account = Account.objects.select_related("organisation").get(handle="ilo")
    assert account.organisation and account.organisation.name == "Centre" and account.name == "Ilo Marr"
    assert not account.is_staff and not account.is_superuser
    assert account.password.startswith("argon2$")
    log = keeper.get("/d/ardovia/log/").content.decode()
    assert "invited somebody" in log and "took an invitation" in log


def test_a_link_opens_once(sure: Callable[[str], Client], as_: Callable[[str], Client]) -> None:
    link = link_of(sure("keeper"))
    first, second = as_("anyone"), as_("anyone")
    opened(first, link)
    opened(second, link)
    first.post(HERE, JOIN)
    answer = second.post(HERE, {**JOIN, "username": "eve"})
    assert answer.status_code == 410 and role_of("eve") is None
    with as_system():
        assert not Account.objects.filter(handle="eve").exists()
    assert "opens nothing" in opened(as_("anyone"), link).content.decode()


def test_to_look_at_it_does_not_use_it_up(
    sure: Callable[[str], Client], as_: Callable[[str], Client]
) -> None:
    link = link_of(sure("keeper"))
    for _ in range(3):
        assert opened(as_("anyone"), link).status_code == 200


def test_who_has_an_account_takes_it_with_that(
    sure: Callable[[str], Client], as_: Callable[[str], Client], people: dict[str, Account]
) -> None:
    guest = as_("account")
    page = opened(guest, link_of(sure("keeper"), role="reviewer")).content.decode()
    assert "Take it, as Vela Account" in page
    assert guest.post(HERE)["Location"] == "/d/ardovia/"
    assert role_of("account") == "reviewer"


def test_who_logs_in_first_comes_back_to_it(
    sure: Callable[[str], Client], as_: Callable[[str], Client]
) -> None:
    from tests.workbench.conftest import PASSWORD

    guest = as_("anyone")
    page = opened(guest, link_of(sure("keeper"))).content.decode()
    assert f"/account/login/?next={HERE}" in page
    answer = guest.post("/account/login/", {"login": "account", "password": PASSWORD, "next": HERE})
    assert answer["Location"] == HERE
    assert "Take it, as Vela Account" in guest.get(HERE).content.decode()


def test_who_is_in_keeps_their_role_and_the_link_stays_open(
    sure: Callable[[str], Client], as_: Callable[[str], Client]
) -> None:
    link, publisher = link_of(sure("keeper"), role="reader"), as_("publisher")
    opened(publisher, link)
    answer = publisher.post(HERE)
    assert answer.status_code == 409 and "a part in this dossier already" in answer.content.decode()
    assert role_of("publisher") == "publisher"
    assert opened(as_("anyone"), link).status_code == 200


def test_withdrawn_or_old_it_opens_nothing(
    sure: Callable[[str], Client], as_: Callable[[str], Client]
) -> None:
    keeper = sure("keeper")
    withdrawn, old = link_of(keeper), link_of(keeper, name="Oda")
    with as_system():
        first = Invitation.objects.get(name="Ilo Marr")
    page = keeper.post(f"{INVITE}{first.pk}/withdraw/", follow=True).content.decode()
    assert "opens nothing any more" in page
    assert "opens nothing" in opened(as_("anyone"), withdrawn).content.decode()
    assert (
        "taken or withdrawn already"
        in keeper.post(f"{INVITE}{first.pk}/withdraw/", follow=True).content.decode()
    )
    assert opened(as_("anyone"), old).status_code == 200
    _make_old("Oda")
    assert "opens nothing" in opened(as_("anyone"), old).content.decode()


def _make_old(name: str) -> None:
    from sourcebook.dossier.seen.compiler import writing

    with as_system(), writing():
        Invitation.objects.filter(name=name).update(expires_at=now() - timedelta(seconds=1))


def test_the_secret_is_nowhere_in_the_database(sure: Callable[[str], Client], dossier: Dossier) -> None:
    secret = link_of(sure("keeper")).strip("/").split("/")[-1]
    assert len(secret) >= 43
    with as_system():
        kept = Invitation.objects.get(name="Ilo Marr")
    assert secret not in repr(vars(kept)) and len(kept.token_hash) == 64
    assert timedelta(days=6, hours=23) < kept.expires_at - now() <= timedelta(days=7)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": " "}, "Write the name"),
        ({"email": "nobody"}, "no e-mail address"),
        ({"role": "system"}, "Choose one of the roles"),
        ({"role": "public"}, "Choose one of the roles"),
        ({"organisation": "x" * 201}, "200 letters"),
    ],
)
def test_what_cannot_be_is_told_beside_the_field_and_what_was_typed_stays(
    given: dict[str, str], told: str, sure: Callable[[str], Client]
) -> None:
    answer = sure("keeper").post(INVITE, {**ASKED, **given})
    page = answer.content.decode()
    assert answer.status_code == 422 and told in page and 'id="link"' not in page
    kept = {**ASKED, **given}["email"]
    assert f'value="{kept}"' in page


@pytest.mark.parametrize("poor", ["short", "ilo", "password1234", "123456789012345"])
def test_a_poor_password_or_a_taken_name_makes_no_account(
    poor: str, sure: Callable[[str], Client], as_: Callable[[str], Client]
) -> None:
    newcomer = as_("anyone")
    opened(newcomer, link_of(sure("keeper")))
    answer = newcomer.post(HERE, {**JOIN, "password1": poor, "password2": poor})
    assert answer.status_code == 422 and role_of("ilo") is None
    answer = newcomer.post(HERE, {**JOIN, "username": "keeper"})
    assert answer.status_code == 422 and "taken" in answer.content.decode()


def test_an_organisation_elsewhere_is_not_changed_by_an_invitation(
    sure: Callable[[str], Client], as_: Callable[[str], Client], people: dict[str, Account]
) -> None:
    with as_system():
        other = Dossier.objects.create(slug="selm", title="Selm", made_at=now())
        people["account"].organisation = None
        people["account"].save()
        Membership.objects.create(dossier=other, account=people["account"], role="contributor")
    guest = as_("account")
    opened(guest, link_of(sure("keeper"), organisation="Observatory of Ardovia"))
    guest.post(HERE)
    with as_system():
        people["account"].refresh_from_db()
    assert role_of("account") and people["account"].organisation_id is None


def test_on_ones_own_computer_it_says_how(as_: Callable[[str], Client]) -> None:
    page = as_("keeper").get("/d/ardovia/people/").content.decode()
    assert "sourcebook people --dossier ardovia --add NAME --role reader" in page
    answer = as_("keeper").post(INVITE, ASKED)
    assert answer.status_code == 422 and "on a server only" in answer.content.decode()
    with as_system():
        assert not Invitation.objects.exists()


def test_a_secret_that_was_never_given_out_gives_nothing(
    as_: Callable[[str], Client], people: dict[str, Account], dossier: Dossier
) -> None:
    assert "opens nothing" in opened(as_("anyone"), f"{HERE}{'A' * 43}/").content.decode()
    assert as_("anyone").get(HERE).status_code == 200
    with pytest.raises(NotTaken):
        take("A" * 43, people["account"])
    with as_system():
        assert not Organisation.objects.filter(name="Centre").exists()
