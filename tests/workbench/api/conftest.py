"""Programs with keys, and a dossier with one of each that must be shown or hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.workbench.holding import Held, hold, viewer_of

from sourcebook.dossier.access import tokens
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import viewing
from sourcebook.workbench.frame import bearing

Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def fresh_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test is held up by how often another one asked."""
    monkeypatch.setattr(bearing, "COUNTS", bearing.Counts())


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    """The records, by what they are called here."""
    return hold(dossier, people["keeper"])


@pytest.fixture
def key_of(dossier: Dossier, people: dict[str, Account]) -> Callable[[str], str]:
    """A key that somebody of a role made."""

    def make(role: str) -> str:
        with viewing(viewer_of(dossier, people[role], role)):
            return tokens.make("a notebook", 30)[1]

    return make


@pytest.fixture
def ask(key_of: Callable[[str], str]) -> Ask:
    """`ask("reader", "records", kind="event")`: the answer of the API to a program of theirs."""
    keys: dict[str, str] = {}

    def get(role: str, path: str, headers: dict[str, str] | None = None, **query: Any) -> Any:
        keys.setdefault(role, "") or keys.update({role: key_of(role)})
        client = Client(headers={"host": "127.0.0.1:8000", "authorization": f"Bearer {keys[role]}"})
        return client.get(f"/api/v1/{path}", query, headers=headers or {})

    return get
