"""Members of the dossier of Ardovia, and addresses at the origin of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from tests.dossier.write.conftest import open_vault
from tests.workbench.holding import viewer_of

from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import Viewer, viewing

Fetch = Callable[[str], Any]


@pytest.fixture
def making(dossier: Dossier, people: dict[str, Account]) -> Iterator[Viewer]:
    """The keeper is bound while a test makes its records."""
    with viewing(viewer_of(dossier, people["keeper"])) as viewer:
        yield viewer


@pytest.fixture
def fetch() -> Fetch:
    """Asks the host of evidence, as the frame does: a browser that knows no cookie."""

    def get(address: str) -> Any:
        where = urlsplit(address)
        path = f"{where.path}?{where.query}" if where.query else where.path
        return Client().get(path, headers={"host": where.netloc})

    return get


@pytest.fixture
def vault_of_ardovia(dossier: Dossier) -> Any:
    """The dossier has a passphrase, and can seal."""
    return open_vault(dossier)
