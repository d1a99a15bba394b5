"""An edition is opened and saved: every text stays, with who saved it and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import transaction

from sourcebook.dossier.models import Edition, EditionText
from sourcebook.dossier.seen import current
from sourcebook.dossier.write.make import now

_SLUG = re.compile(r"\w[\w-]{0,79}")


class EditionRefused(ValueError):
    """An edition cannot be saved or led on; the message says why and what to do."""


def edition_of(slug: str | None) -> Edition:
    """An edition of the viewer's dossier by its short name; without one the newest. Raises EditionRefused."""
    every = list(Edition.objects.filter(dossier_id=current().within).order_by("-made_at", "slug"))
    found = [one for one in every if slug in (None, one.slug)]
    if not found:
        names = ", ".join(one.slug for one in every) or "none; begin with `sourcebook draft`"
        raise EditionRefused(f"there is no edition {slug or ''}; there is: {names}")
    return found[0]


def opened(slug: str, content: str, why: str = "") -> Edition:
    """A new edition with its first text. Raises NotAllowed, EditionRefused."""
    viewer = current()
    viewer.must("create")
    if not _SLUG.fullmatch(slug):
        raise EditionRefused(f"{slug!r}: a short name has letters, digits and hyphens only")
    if Edition.objects.filter(dossier_id=viewer.within, slug=slug).exists():
        raise EditionRefused(f"there is an edition {slug} already; save into it, or choose another name")
    with transaction.atomic():
        edition = Edition.objects.create(dossier_id=viewer.within, slug=slug, made_at=now())
        _put(edition, 1, content, why or "first text")
    return edition


def save(edition: Edition, content: str, why: str = "", over: int | None = None) -> EditionText:
    """A new text of a draft; the same text again is not saved twice.

    `over` is the serial of the text that was worked on: where a newer one is there, nothing is saved. Raises
    NotAllowed, EditionRefused.
    """
    current().must("edit")
    with transaction.atomic():
        edition.refresh_from_db()
        if edition.state != "draft":
            raise EditionRefused(
                f"{edition.slug} is {edition.state}: a frozen one is reopened, a published one corrected"
            )
        last = newest(edition)
        if over is not None and over != last.serial:
            raise EditionRefused(
                f"{edition.slug}: somebody saved text {last.serial} meanwhile, this one began from {over}; "
                "take theirs out, bring both together, save again"
            )
        if last.content == content:
            return last
        return _put(edition, last.serial + 1, content, why)


def _put(edition: Edition, serial: int, content: str, why: str) -> EditionText:
    return EditionText.objects.create(
        edition=edition, serial=serial, content=content, who_id=current().account, at=now(), why=why
    )


def newest(edition: Edition) -> EditionText:
    """The text that counts."""
    return EditionText.objects.filter(edition=edition).latest("serial")


def texts(edition: Edition) -> Sequence[EditionText]:
    """Every text, oldest first."""
    return list(EditionText.objects.filter(edition=edition).order_by("serial"))
