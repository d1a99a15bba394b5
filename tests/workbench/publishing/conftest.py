"""Printing takes a second: these tests run on SQLite, and on PostgreSQL too where they say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from tests.dossier.conftest import use_database


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest, databases: Callable[[str], dict[str, Any]]) -> Iterator[str]:
    """An empty database; what a test writes is rolled back."""
    vendor: str = request.param
    use_database(databases(vendor))
    with transaction.atomic():
        yield vendor
        transaction.set_rollback(True)
