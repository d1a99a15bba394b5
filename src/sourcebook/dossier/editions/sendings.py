"""Who was sent which text of an edition as a Word file: noted, with the exact bytes, so that what comes back
can be compared with what went out."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from sourcebook.dossier.editions.partners import partners_of
from sourcebook.dossier.editions.saving import EditionRefused, held
from sourcebook.dossier.exchange.lines import odd
from sourcebook.dossier.home import captures
from sourcebook.dossier.models import Edition, EditionText, Sending, Taking
from sourcebook.dossier.seen import current
from sourcebook.dossier.vault import CaptureMissing, Store
from sourcebook.dossier.write.make import now

LONGEST_PARTNER = 200


@dataclass(frozen=True)
class Sent:
    """A file that is sent: its own id, the number of the text in it, its build, to whom, its bytes.

    `until` is the day by which an answer is asked for.
    """

    id: uuid.UUID
    text: int
    build: str
    partner: str
    content: bytes
    note: str = ""
    until: date | None = None


def keep_sending(edition: Edition, sent: Sent) -> Sending:
    """Notes a sending and keeps its bytes. Any state of an edition may be sent.

    Raises NotAllowed, EditionRefused.
    """
    viewer = current()
    viewer.must("edit")
    partner = named(sent.partner)
    if odd(sent.note):
        raise EditionRefused("the note holds a character that no file can keep: take it out")
    stored = Store(captures()).put(sent.content)
    with transaction.atomic():
        held(edition)
        if not EditionText.objects.filter(edition=edition, serial=sent.text).exists():
            raise EditionRefused(f"{edition.slug} has no text {sent.text}")
        last = Sending.objects.filter(edition=edition).aggregate(last=Max("serial"))["last"] or 0
        return Sending.objects.create(
            id=sent.id,
            edition=edition,
            serial=last + 1,
            text=sent.text,
            build=sent.build,
            partner=partner,
            organisation_id=_organisation(edition, partner),
            sha256=stored.sha256,
            size=stored.size,
            who_id=viewer.account,
            at=now(),
            note=sent.note,
            until=sent.until,
        )


def named(partner: str) -> str:
    """The name of a partner, blanks in one. Raises EditionRefused for none and for one too long."""
    name = " ".join(partner.split())
    if not name:
        raise EditionRefused("say whom it is for: --to PARTNER")
    if odd(name) or len(name) > LONGEST_PARTNER:
        raise EditionRefused(f"a partner's name has up to {LONGEST_PARTNER} characters")
    return name


def _organisation(edition: Edition, partner: str) -> uuid.UUID | None:
    known = partners_of(edition.dossier_id)
    found = (uuid.UUID(pk) for pk, name in known.items() if name.casefold() == partner.casefold())
    return next(found, None)


def sendings_of(edition: Edition) -> Sequence[Sending]:
    """Every sending of an edition, oldest first, with who sent it."""
    return list(Sending.objects.filter(edition=edition).select_related("who").order_by("serial"))


def sending_of(edition: Edition, serial: int) -> Sending:
    """A sending of an edition by its number. Raises EditionRefused."""
    found = Sending.objects.filter(edition=edition, serial=serial).first()
    if found is None:
        raise EditionRefused(f"{edition.slug} has no sending {serial}; `sourcebook send --list` shows them")
    return found


def content_of(kept: Sending | Taking) -> bytes:
    """The bytes of what was sent or came back. Raises EditionRefused where they are gone."""
    if not kept.sha256:
        raise EditionRefused("the bytes of this file were erased, as somebody had asked")
    try:
        with Store(captures()).open(kept.sha256) as file:
            return file.read()
    except CaptureMissing as error:
        raise EditionRefused(str(error)) from None
