"""Every address has a rule, and answers everybody as its rule says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.samples import SAMPLES

from sourcebook.dossier.models import Dossier
from sourcebook.workbench.frame import ANYONE, MEMBER, TOKEN
from sourcebook.workbench.frame.matrix import METHODS, NOBODY, OUTSIDER, WHO, Address, addresses, allowed
from sourcebook.workbench.frame.rules import Rule

ALL = list(addresses())
RULED = [each for each in ALL if each.rule is not None]


def test_every_view_says_who_may_open_it() -> None:
    assert [each.route for each in ALL if each.rule is None] == []


def test_every_address_has_a_name_of_its_own() -> None:
    names = [each.name for each in ALL]
    assert sorted(names) == sorted(set(names)) and all(names)


def test_a_page_of_a_dossier_is_for_its_members_only() -> None:
    for each in RULED:
        assert each.rule is not None
        assert (each.rule.who == MEMBER) == each.route.startswith("/d/<str:slug>/"), each.route


def test_an_act_that_there_is_not_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="no such act admire"):
        Rule(MEMBER, may="admire")
    with pytest.raises(ValueError, match="of a member only"):
        Rule(ANYONE, may="review")


@pytest.mark.parametrize("each", RULED, ids=lambda each: each.name)
def test_everybody_is_answered_as_the_rule_says(
    each: Address, as_: Callable[[str], Client], dossier: Dossier
) -> None:
    assert each.rule is not None
    address = reverse(each.name, kwargs={name: SAMPLES[name](dossier) for name in each.arguments})
    for who in WHO:
        for method in METHODS:
            response = as_(who).generic(method, address)
            told = f"{method} {address} as {who}: {response.status_code}"
            _as_ruled(
                each.rule, who, method, response.status_code, response.headers.get("Location", ""), told
            )


def _as_ruled(rule: Rule, who: str, method: str, status: int, to: str, told: str) -> None:
    login = to.startswith("/account/login/")
    if not rule.takes(method):
        assert status == 405, told
    elif rule.who == TOKEN:
        # A session opens nothing of the API; tests/workbench/api asks with keys.
        assert status == 401, told
    elif allowed(rule, who, method):
        # A page of allauth may say that there is no such key of yours; one of a dossier is there.
        assert status < 500 and status != 405, told
        if rule.who == MEMBER:
            assert status not in (403, 404) and not login, told
        elif rule.who != ANYONE:
            assert status != 403 and not login, told
    elif who == NOBODY:
        assert status == 302 and login, told
    elif who == OUTSIDER:
        assert status == 404, told
    else:
        assert status == 403, told
