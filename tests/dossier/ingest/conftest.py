"""The dossier into which the tests import."""

from __future__ import annotations

from uuid import UUID

import pytest


@pytest.fixture(scope="session")
def dossier_id() -> UUID:
    return UUID("00000000-0000-4000-8000-000000000031")
