"""An edition is opened and saved: every text stays, with who saved it and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import transaction

from sourcebook.dossier.exchange.lines import odd
from sourcebook.dossier.models import Edition, EditionText
from sourcebook.dossier.seen import current
from sourcebook.dossier.write.locking import wait_for_others
from sourcebook.dossier.write.make import now

_SLUG = re.compile(r"\w[\w-]{0,79}")
# What was printed may be long, and nobody who leads an edition on looks at it.
_LONG = ("lines", "rests_on")


class EditionRefused(ValueError):
    """An edition cannot be saved or led on; the message says why and what to do."""


def edition_of(slug: str | None) -> Edition:
    """An edition of the viewer's dossier by its short name; without one the newest. Raises EditionRefused."""
    every = Edition.objects.filter(dossier_id=current().within).order_by("-made_at", "slug")
    found = (every.filter(slug=slug) if slug else every).defer(*_LONG).first()
    if found is None:
        names = ", ".join(every.values_list("slug", flat=True)) or "none; begin with `sourcebook draft`"
        what = f"no edition {slug}" if slug else "no edition"
        raise EditionRefused(f"there is {what}; there is: {names}")
    return found


def opened(slug: str, content: str, why: str = "") -> Edition:
    """A new edition with its first text. Raises NotAllowed, EditionRefused."""
    viewer = current()
    viewer.must("create")
    if not _SLUG.fullmatch(slug):
        raise EditionRefused(f"{slug!r}: a short name has up to 80 letters, digits and hyphens, nothing else")
    with transaction.atomic():
        wait_for_others(viewer.within)
        if Edition.objects.filter(dossier_id=viewer.within, slug=slug).exists():
            raise EditionRefused(f"there is an edition {slug} already; save into it, or choose another name")
        edition = Edition.objects.create(dossier_id=viewer.within, slug=slug, made_at=now())
        _put(edition, 1, content, why or "first text")
    return edition


def held(edition: Edition) -> None:
    """Within a transaction: the edition as it is now; until its end nobody else writes in the dossier.

    Raises EditionRefused where the viewer's dossier has no such edition.
    """
    wait_for_others(current().within)
    try:
        edition.refresh_from_db()
    except Edition.DoesNotExist:
        raise EditionRefused(f"there is no edition {edition.slug} in this dossier") from None


def save(edition: Edition, content: str, why: str = "", over: int | None = None) -> EditionText:
    """A new text of a draft; the same text again is not saved twice.

    `over` is the serial of the text that was worked on: where a newer one is there, nothing is saved. Raises
    NotAllowed, EditionRefused.
    """
    current().must("edit")
    with transaction.atomic():
        held(edition)
        if edition.state != "draft":
            raise EditionRefused(
                f"{edition.slug} is {edition.state}: a frozen one is reopened, a published one corrected"
            )
        last = newest(edition)
        if last.content == content:
            return last
        if over is not None and over != last.serial:
            raise EditionRefused(
                f"{edition.slug}: somebody saved text {last.serial} meanwhile, this one began from {over}; "
                "take theirs out, bring both together, save again"
            )
        return _put(edition, last.serial + 1, content, why)


def _put(edition: Edition, serial: int, content: str, why: str) -> EditionText:
    if odd(content) or odd(why):
        raise EditionRefused(
            f"{edition.slug}: the text holds a NUL character or half a surrogate pair, which no file can "
            "keep: take it out"
        )
    return EditionText.objects.create(
        edition=edition, serial=serial, content=content, who_id=current().account, at=now(), why=why
    )


def newest(edition: Edition) -> EditionText:
    """The text that counts."""
    return EditionText.objects.filter(edition=edition).latest("serial")


def texts(edition: Edition) -> Sequence[EditionText]:
    """Every text, oldest first, with who saved it; one query. What a text says is fetched when asked for."""
    every = EditionText.objects.filter(edition=edition).select_related("who").defer("content")
    return list(every.order_by("serial"))
