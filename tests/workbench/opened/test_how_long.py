"""Whose it is that what is sealed is open, and when it ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.workbench.holding import ROOT, read
from tests.workbench.opened.conftest import (
    PASSPHRASE,
    PLACE_TOLD,
    Clock,
    Sealed,
    opens,
)

from sourcebook.dossier.models import Account, Dossier, Membership
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.make import vault_of
from sourcebook.workbench.opened import MINUTES, Openings, Place, keeping

Browsers = Callable[[str], Client]
_BAR = "What is sealed is open"


def test_nobody_else_opens_it_nor_is_it_offered(as_: Browsers, sealed: Sealed) -> None:
    for role in ("reader", "contributor", "reviewer", "publisher"):
        client = as_(role)
        assert client.get(f"{ROOT}/sealed/").status_code == 403
        assert opens(client) == 403
        assert "sealed/" not in read(client, "/")
        assert client.get(f"{ROOT}/records/{sealed.event}/").status_code == 404


def test_another_session_of_the_same_keeper_has_nothing(
    as_: Browsers, opened: Client, sealed: Sealed
) -> None:
    page = read(as_("keeper"), f"/records/{sealed.event}/")
    assert PLACE_TOLD not in page and _BAR not in page


def test_it_is_not_open_in_another_dossier(
    opened: Client, sealed: Sealed, people: dict[str, Account], dossier: Dossier
) -> None:
    with as_system():
        dossier.refresh_from_db()
        other = Dossier.objects.create(
            slug="other", title="Other", made_at=dossier.made_at, vault=dossier.vault
        )
        Membership.objects.create(dossier=other, account=people["keeper"], role="keeper")
    assert _BAR not in opened.get("/d/other/").content.decode()
    assert 'type="password"' in opened.get("/d/other/sealed/").content.decode()


def test_the_session_holds_no_key_and_no_word_of_it(opened: Client, sealed: Sealed) -> None:
    read(opened, f"/records/{sealed.event}/")
    for row in Session.objects.all():
        kept = str(row.get_decoded())
        assert PASSPHRASE not in kept and not [word for word in sealed.words if word in kept]
    kept_keys = set(opened.session.keys())
    assert "opened" in kept_keys


def test_it_closes_when_nothing_sealed_was_looked_at_for_a_while(
    opened: Client, sealed: Sealed, clock: Clock, openings: Openings
) -> None:
    address = f"/records/{sealed.event}/"
    clock.forward(60 * MINUTES - 1)
    assert PLACE_TOLD in read(opened, address)
    clock.forward(60 * MINUTES - 1)
    # What is not sealed is no use of it.
    read(opened, f"/records/{sealed.clear}/")
    assert len(openings) == 1
    clock.forward(1)
    page = read(opened, address)
    assert PLACE_TOLD not in page and _BAR not in page
    assert len(openings) == 0


@pytest.mark.parametrize("which", ["steady", "wall"])
def test_it_closes_by_either_clock(opened: Client, sealed: Sealed, clock: Clock, which: str) -> None:
    # A laptop that slept; a clock that somebody set back.
    setattr(clock, which, getattr(clock, which) + 60 * MINUTES)
    assert PLACE_TOLD not in read(opened, f"/records/{sealed.event}/")


def test_what_is_over_goes_from_the_memory_without_a_request(
    opened: Client, clock: Clock, openings: Openings
) -> None:
    clock.forward(60 * MINUTES)
    assert openings.sweep() == 0 and len(openings) == 0


def test_it_is_closed_again_by_a_button(opened: Client, sealed: Sealed, openings: Openings) -> None:
    answer = opened.post(f"{ROOT}/sealed/close/")
    assert answer.status_code == 302 and len(openings) == 0
    assert PLACE_TOLD not in read(opened, f"/records/{sealed.event}/")
    assert opened.get(f"{ROOT}/sealed/close/").status_code == 405


def test_logging_out_closes_it(opened: Client, sealed: Sealed, openings: Openings) -> None:
    opened.post("/account/logout/")
    assert len(openings) == 0


def test_with_the_role_it_ends_and_a_role_given_back_does_not_open_it(
    opened: Client, sealed: Sealed, people: dict[str, Account], openings: Openings
) -> None:
    def give(role: str) -> None:
        with as_system(), writing():
            Membership.objects.filter(account=people["keeper"]).update(role=role)

    give("publisher")
    assert opened.get(f"{ROOT}/records/{sealed.event}/").status_code == 404
    read(opened, "/")
    assert len(openings) == 0
    give("keeper")
    assert PLACE_TOLD not in read(opened, f"/records/{sealed.event}/")


def test_the_keys_go_from_the_memory_though_nobody_asks(
    clock: Clock, sealed: Sealed, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_LOOKS", 0.01)
    with as_system():
        vault = vault_of(dossier.pk)
    assert vault is not None
    watching = Openings(clock, watched=True)
    watching.put(Place.of("a handle", dossier.pk, dossier.pk), vault.unlock(PASSPHRASE))
    watcher = watching._watcher
    assert watcher is not None and watcher.daemon
    clock.forward(60 * MINUTES)
    watcher.join(30)
    assert not watcher.is_alive() and len(watching) == 0


def test_a_handle_alone_opens_nothing_for_another_account(
    as_: Browsers, opened: Client, sealed: Sealed, people: dict[str, Account]
) -> None:
    with as_system(), writing():
        Membership.objects.filter(account=people["publisher"]).update(role="keeper")
    other = as_("publisher")
    session = other.session
    session["opened"] = opened.session["opened"]
    session.save()
    assert PLACE_TOLD not in read(other, f"/records/{sealed.event}/")
