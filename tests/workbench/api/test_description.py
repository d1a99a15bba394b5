"""The API against its own description: whatever may be asked of it is answered as the description says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from tests.workbench.holding import Held

from sourcebook.workbench.api.urls import description
from sourcebook.workbench.frame import bearing
from sourcebook.workbench.wsgi import application


@pytest.fixture
def one_connection() -> Iterator[None]:
    """As with Django's own client: the connection, and what was written on it, outlasts a request."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def described(
    one_connection: None, held: Held, key_of: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> Any:
    """The description as a program gets it, and a key of a reviewer."""
    # So many are asked here in a minute as no key may.
    monkeypatch.setattr(bearing, "EACH_MINUTE", 1_000_000)
    monkeypatch.setattr(bearing, "_WRONG_EACH_MINUTE", 1_000_000)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    key = key_of("reviewer")

    @schema.auth()
    class Bearer:
        """The key in its header."""

        def get(self, case: Any, context: Any) -> str:
            """The key."""
            return key

        def set(self, case: Any, data: str, context: Any) -> None:
            """Puts it where it belongs."""
            case.headers["Authorization"] = f"Bearer {data}"
            # Called without a server, its client unpacks nothing.
            case.headers["Accept-Encoding"] = "identity"

    return schema


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", sorted(description()["paths"]))
def test_answers_are_as_described(database: str, path: str, mode: GenerationMode, described: Any) -> None:
    operation = described[path]["GET"]
    try:
        cases = operation.as_strategy(generation_mode=mode)

        @given(case=cases)
        @settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        def answered(case: Any) -> None:
            case.call_and_validate()

        answered()
    except Unsatisfiable:
        # An address without a parameter can be asked in no wrong way.
        assert mode == GenerationMode.NEGATIVE and not operation.definition.raw.get("parameters")
