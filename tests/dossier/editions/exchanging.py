"""Files that are sent and come back, for the tests: bytes of any kind, and three changes in each."""

from __future__ import annotations

import uuid
from typing import Any

from sourcebook.dossier.editions import newest
from sourcebook.dossier.editions.sendings import Sent, keep_sending
from sourcebook.dossier.editions.takings import Proposed, Taken, keep_taking
from sourcebook.dossier.models import Edition, ProposedChange, Sending, Taking

BUILD = "a" * 64
NAME = "Anta Levash"
EDITOR = "Mira Tal"


def send(edition: Edition, content: bytes = b"a word file", partner: str = "Lake Watch") -> Sending:
    return keep_sending(
        edition, Sent(uuid.uuid4(), newest(edition).serial, BUILD, partner, content, "second round")
    )


def take(edition: Edition, sending: Sending | None, content: bytes = b"edited", **given: Any) -> Taking:
    changes = [
        Proposed(one, "text", EDITOR, "2031-05-02T10:00:00Z", True, one, f"paragraph {one}", "closed", "shut")
        for one in (1, 2, 3)
    ]
    taken = Taken("report.docx", content, 1, "Lake Watch", sending, {"order": []}, changes=changes)
    return keep_taking(edition, Taken(**{**vars(taken), **given}))[0]


def ids(taking: Taking) -> list[uuid.UUID]:
    return list(ProposedChange.objects.filter(taking=taking).order_by("serial").values_list("pk", flat=True))
