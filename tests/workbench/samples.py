"""A value for each argument of an address, for the test that opens every page as everybody.

A new argument gets its line here: its name in the URL, and how it is found in the dossier of the tests.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sourcebook.dossier.home import captures
from sourcebook.dossier.models import (
    Account,
    Capture,
    Change,
    Dossier,
    Edition,
    EditionText,
    Event,
    Membership,
    Record,
    Revision,
    Source,
)
from sourcebook.dossier.models.access import Invitation
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.vault import Store


def _record(dossier: Dossier) -> str:
    """A record that every member sees."""
    made_at = datetime(2031, 4, 1, tzinfo=UTC)
    with as_system():
        made = Record.objects.create(
            dossier=dossier, kind="event", label="a meeting at Selm", made_at=made_at
        )
        Event.objects.create(record=made, type="meeting")
    return str(made.pk)


# A page with nothing on it.
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def _capture(dossier: Dossier) -> str:
    """A preserved copy that every member sees, and its bytes."""
    made_at = datetime(2031, 4, 1, tzinfo=UTC)
    sha256, size = Store(captures()).put(_PDF)
    with as_system():
        source = Record.objects.create(dossier=dossier, kind="source", label="a leaflet", made_at=made_at)
        Source.objects.create(record=source, title="a leaflet")
        made = Record.objects.create(dossier=dossier, kind="capture", label="leaflet.pdf", made_at=made_at)
        Capture.objects.create(
            record=made, source=source, sha256=sha256, size=size, media_type="application/pdf"
        )
    return str(made.pk)


def _member(dossier: Dossier) -> str:
    """Somebody with a part in the dossier."""
    with as_system():
        made = Account.objects.create(handle=f"member-{uuid.uuid4().hex[:8]}", name="Oda Brenn")
        Membership.objects.create(dossier=dossier, account=made, role="reader")
    return str(made.pk)


def _invitation(dossier: Dossier) -> str:
    """An invitation that waits."""
    at = datetime.now(UTC)
    with as_system():
        made = Invitation.objects.create(
            dossier=dossier, name="Ilo Marr", role="reader", token_hash=uuid.uuid4().hex * 2, made_at=at,
            expires_at=at + timedelta(days=7),
        )  # fmt: skip
    return str(made.pk)


def _edition(dossier: Dossier) -> str:
    """A draft with one paragraph."""
    made_at = datetime(2031, 4, 1, tzinfo=UTC)
    content = "---\ntitle: Ardovia 2031\n---\n\n# Roads\n\nThe road was closed.\n"
    with as_system():
        made, new = Edition.objects.get_or_create(
            dossier=dossier, slug="report-2031", defaults={"made_at": made_at}
        )
        if new:
            EditionText.objects.create(edition=made, serial=1, content=content, at=made_at)
    return made.slug


# An id that nothing has.
_NOBODYS = "00000000-0000-4000-8000-000000000001"


def _revision(dossier: Dossier) -> str:
    """Something that was done."""
    with as_system():
        made = Revision.objects.create(dossier=dossier, act="edit", at=datetime(2031, 4, 1, tzinfo=UTC))
        Change.objects.create(revision=made, record_id=_record(dossier), version=2)
    return str(made.pk)


SAMPLES: dict[str, Callable[[Dossier], str]] = {
    "slug": lambda dossier: dossier.slug,
    "token": lambda dossier: "not-a-token-that-was-given-out",
    "pk": lambda dossier: "1",
    "record": lambda dossier: _record(dossier),
    "capture": lambda dossier: _capture(dossier),
    "layer": lambda dossier: _NOBODYS,
    "number": lambda dossier: "1",
    "account": lambda dossier: _member(dossier),
    "invitation": lambda dossier: _invitation(dossier),
    "uidb36": lambda dossier: "0",
    "key": lambda dossier: "not-a-key",
    "edition": lambda dossier: _edition(dossier),
    "ending": lambda dossier: "csv",
    "file": lambda dossier: "report.pdf",
    "kind": lambda dossier: "statement",
    "field": lambda dossier: "note",
    "revision": lambda dossier: _revision(dossier),
    "name": lambda dossier: "refused.csv",
    "held": lambda dossier: "00000000-0000-4000-8000-000000000002",
    "view": lambda dossier: "00000000-0000-4000-8000-000000000003",
    "work": lambda dossier: "00000000-0000-4000-8000-000000000001",
}
