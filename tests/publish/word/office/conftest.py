"""Everything in this folder needs LibreOffice."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture(scope="session", autouse=True)
def office(program: Callable[[str], str]) -> str:
    """The program; without it nothing here can be tried."""
    return program("soffice")
