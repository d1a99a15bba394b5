"""For tests of what is judged before a database is asked, or by a gate that is itself tested on both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from tests.dossier.conftest import use_database


@pytest.fixture
def database(databases: Callable[[str], dict[str, Any]]) -> Iterator[str]:
    """One database is enough."""
    use_database(databases("sqlite"))
    with transaction.atomic():
        yield "sqlite"
        transaction.set_rollback(True)
