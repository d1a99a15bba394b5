"""A Word file that came back is taken in: its bytes, what was read of it, and every change that it proposes.

Nothing of it is in the text of the edition: that is for `deciding`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max

from sourcebook.dossier.editions.saving import EditionRefused, held
from sourcebook.dossier.editions.sendings import LONGEST_PARTNER
from sourcebook.dossier.exchange.lines import odd, strings
from sourcebook.dossier.home import captures
from sourcebook.dossier.models import Edition, EditionText, ProposedChange, Sending, Taking
from sourcebook.dossier.seen import current
from sourcebook.dossier.vault import Store
from sourcebook.dossier.write.make import now

_LONGEST_DATE = 40


@dataclass(frozen=True)
class Proposed:
    """A change that a file proposes; see `models.ProposedChange`."""

    change: int
    kind: str
    author: str = ""
    date: str = ""
    tracked: bool = False
    block: int = 0
    where: str = ""
    before: str = ""
    after: str = ""
    sentence: str = ""
    becomes: str = ""
    note: str = ""


@dataclass(frozen=True)
class Taken:
    """A file that came back, as it was read; see `models.Taking`. The rest are plain JSON.

    `text` is the number of a text of the sending's edition, without a sending of the edition itself.
    """

    file_name: str
    content: bytes
    text: int
    partner: str = ""
    sending: Sending | None = None
    script: Mapping[str, Any] = field(default_factory=dict)
    comments: Sequence[Mapping[str, Any]] = ()
    references: Sequence[Mapping[str, Any]] = ()
    remarks: Sequence[Sequence[str]] = ()
    changes: Sequence[Proposed] = ()


def keep_taking(edition: Edition, taken: Taken) -> tuple[Taking, bool]:
    """Keeps a file and what it proposes; gives it, and whether it is new: the same bytes are not kept twice.

    Whatever the state of the edition. Raises NotAllowed, EditionRefused.
    """
    viewer = current()
    viewer.must("edit")
    whole = [taken.script, list(taken.comments), list(taken.references), [list(one) for one in taken.remarks]]
    if any(odd(text) for _, text in strings([*whole, taken.file_name, taken.partner])):
        raise EditionRefused(f"{taken.file_name}: holds characters that no database can keep")
    stored = Store(captures()).put(taken.content)
    with transaction.atomic():
        held(edition)
        known = known_taking(edition, stored.sha256)
        if known is not None:
            return known, False
        base = taken.sending.edition if taken.sending else edition
        if not EditionText.objects.filter(edition=base, serial=taken.text).exists():
            raise EditionRefused(f"{base.slug} has no text {taken.text}")
        last = Taking.objects.filter(edition=edition).aggregate(last=Max("serial"))["last"] or 0
        taking = Taking.objects.create(
            edition=edition,
            serial=last + 1,
            sending=taken.sending,
            text=taken.text,
            partner=taken.partner[:LONGEST_PARTNER],
            file_name=taken.file_name,
            sha256=stored.sha256,
            size=stored.size,
            who_id=viewer.account,
            at=now(),
            **dict(zip(("script", "comments", "references", "remarks"), whole, strict=True)),
        )
        _keep_changes(taking, taken.changes)
    return taking, True


def _keep_changes(taking: Taking, changes: Sequence[Proposed]) -> None:
    of_edition = ProposedChange.objects.filter(edition_id=taking.edition_id)
    last = of_edition.aggregate(last=Max("serial"))["last"] or 0
    ProposedChange.objects.bulk_create(
        ProposedChange(
            edition_id=taking.edition_id,
            taking=taking,
            serial=serial,
            **{**asdict(one), "date": one.date[:_LONGEST_DATE]},
        )
        for serial, one in enumerate(changes, last + 1)
    )


def known_taking(edition: Edition, sha256: str) -> Taking | None:
    """The taking of these very bytes into an edition."""
    return Taking.objects.filter(edition=edition, sha256=sha256).order_by("serial").first()


def takings_of(edition: Edition) -> Sequence[Taking]:
    """Every file that came back, oldest first, with who took it in.

    What was read of it is fetched when asked for.
    """
    rows = Taking.objects.filter(edition=edition).select_related("who", "sending")
    return list(rows.defer("script", "comments", "references").order_by("serial"))


def taking_of(edition: Edition, serial: str | None, partner: str = "") -> Taking:
    """A file that came back, by its number, or the newest of a partner, or of all. Raises EditionRefused."""
    every = takings_of(edition)
    found = [
        one
        for one in every
        if (serial is None or str(one.serial) == serial)
        and (not partner or one.partner.casefold() == partner.casefold())
    ]
    if found:
        return found[-1]
    there = ", ".join(f"{one.serial} ({one.file_name or one.partner})" for one in every) or "nothing yet"
    raise EditionRefused(f"{edition.slug}: no such file came back; there is: {there}")


def sha256_of(content: bytes) -> str:
    """The name under which bytes are kept."""
    return hashlib.sha256(content).hexdigest()
