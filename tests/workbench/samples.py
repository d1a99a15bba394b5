"""A value for each argument of an address, for the test that opens every page as everybody.

A new argument gets its line here: its name in the URL, and how it is found in the dossier of the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sourcebook.dossier.models import Dossier, Event, Record
from sourcebook.dossier.seen import as_system


def _record(dossier: Dossier) -> str:
    """A record that every member sees."""
    made_at = datetime(2031, 4, 1, tzinfo=UTC)
    with as_system():
        made = Record.objects.create(
            dossier=dossier, kind="event", label="a meeting at Selm", made_at=made_at
        )
        Event.objects.create(record=made, type="meeting")
    return str(made.pk)


SAMPLES: dict[str, Callable[[Dossier], str]] = {
    "slug": lambda dossier: dossier.slug,
    "token": lambda dossier: "not-a-token-that-was-given-out",
    "pk": lambda dossier: "1",
    "record": lambda dossier: _record(dossier),
    "ending": lambda dossier: "csv",
}
