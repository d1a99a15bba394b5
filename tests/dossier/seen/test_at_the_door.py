"""Somebody who is in no dossier yet: accounts to log in with, the own account, where they have a part; no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from tests.dossier.write.making import SPEECH, capture, sha, source, statement

from sourcebook.dossier.models import Account, Dossier, Membership, Organisation
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, at_the_door, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write import create

_SEEN = {"Account", "Membership", "Dossier", "Organisation"}


@pytest.fixture
def filled(dossier: Dossier, member: Callable[..., Viewer]) -> Viewer:
    """A dossier with records of several tables, and another dossier."""
    keeper = member("keeper", organisation="Observatory")
    member("reader")
    with viewing(keeper):
        found = create([source("https://gazette.example/1"), statement()], "")
        create([capture(found.ids[0])], "", texts={sha(SPEECH): SPEECH})
    with as_system():
        Dossier.objects.create(slug="harbour", title="Harbour", made_at=dossier.made_at)
    return keeper


def counts(viewer: Viewer) -> dict[str, int]:
    with viewing(viewer):
        models: list[Any] = list(apps.get_app_config("dossier").get_models(include_auto_created=True))
        return {model.__name__: model._base_manager.count() for model in models}


def test_who_came_in_sees_the_own_account_and_dossiers_alone(filled: Viewer) -> None:
    seen = counts(at_the_door(filled.account))
    assert {name for name, number in seen.items() if number} == _SEEN
    assert seen["Account"] == seen["Membership"] == seen["Dossier"] == 1
    with as_system():
        assert Account.objects.count() == Membership.objects.count() == Dossier.objects.count() == 2


def test_who_comes_in_is_looked_up_and_nothing_else_is_seen(filled: Viewer) -> None:
    seen = counts(at_the_door())
    assert {name for name, number in seen.items() if number} == {"Account", "Organisation"}
    assert seen["Account"] == 2


def test_a_closed_part_is_not_seen_by_a_join_either(filled: Viewer, member: Callable[..., Viewer]) -> None:
    stranger = member("reader")
    with as_system(), writing():
        Membership.objects.filter(account=stranger.person).delete()
    with viewing(at_the_door(stranger.account)):
        assert not Dossier.objects.filter(memberships__account__isnull=False).exists()
        assert not Membership.objects.select_related("dossier", "account").exists()
        assert not Organisation.objects.filter(accounts__memberships__isnull=False).exists()


def test_at_the_door_nothing_is_done(filled: Viewer) -> None:
    viewer = at_the_door(filled.account)
    assert not any(viewer.allows(level, filled.organisation) for level in range(-1, 4) if level >= 0)
    with viewing(viewer), pytest.raises(NotAllowed):
        create([statement()], "")
