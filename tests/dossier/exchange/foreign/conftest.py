"""No test here may reach a network: what is written must be read offline."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from tests.dossier.exchange.foreign import ardovia

from sourcebook.dossier.kinds import Plain


@pytest.fixture
def plains() -> list[Plain]:
    """The dossier about Ardovia."""
    return ardovia.dossier()


@pytest.fixture
def offline() -> Iterator[None]:
    """Any connection raises."""

    def refuse(*args: object) -> None:
        raise AssertionError(f"a connection was tried: {args}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield
