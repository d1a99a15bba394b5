"""Whatever is named in an address must be of the dossier that the address names: made over every address.

Two dossiers with the same things in them; each id of the one is asked for below the other, by every role. The
answer is the one that an id gets which is nowhere.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.one_database import database  # noqa: F401
from tests.workbench.samples import SAMPLES

from sourcebook.dossier.models import Dossier
from sourcebook.dossier.seen import as_system
from sourcebook.workbench.frame import MEMBER
from sourcebook.workbench.frame.matrix import MEMBERS, Address, addresses

OF_DOSSIER = [
    each for each in addresses() if each.rule and each.rule.who == MEMBER and len(each.arguments) > 1
]


def _names(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name != "slug"]


@pytest.mark.parametrize("each", OF_DOSSIER, ids=lambda each: each.name)
def test_what_is_of_another_dossier_is_not_there(
    each: Address, as_: Callable[[str], Client], dossier: Dossier
) -> None:
    with as_system():
        other = Dossier.objects.create(slug="selm", title="Selm", made_at=datetime(2031, 4, 1, tzinfo=UTC))
    mine = {name: SAMPLES[name](dossier) for name in _names(each.arguments)}
    theirs = {name: SAMPLES[name](other) for name in _names(each.arguments)}
    of_a_dossier = [name for name in mine if mine[name] != theirs[name]]
    assert each.rule is not None
    for name in of_a_dossier:
        asked = [
            reverse(each.name, kwargs={"slug": dossier.slug, **mine, name: value})
            for value in (theirs[name], str(uuid.uuid4()))
        ]
        for role in MEMBERS:
            for method in each.rule.methods:
                there, nowhere = (_answer(as_(role), method, address) for address in asked)
                told = f"{method} {asked[0]} as {role}: {there[0]}"
                assert there == nowhere, f"{told}; what is nowhere: {nowhere[0]}"
                # A form that is not whole may be told so before anything is looked up; a page is not shown.
                assert there[0] >= 400 or method != "GET", told


def _answer(client: Client, method: str, address: str) -> tuple[int, str]:
    """Status and text, without what differs each time."""
    answer = client.generic(method, address)
    body = b"".join(answer) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace") + answer.headers.get("Location", "")
    return answer.status_code, re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9]{64}", "", text)
