"""An edition is sent to a partner: its newest text as a Word file, whose exact bytes are kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from sourcebook.dossier.editions import newest
from sourcebook.dossier.editions.sendings import Sent, keep_sending, named
from sourcebook.dossier.models import Edition as Kept
from sourcebook.dossier.models import Sending
from sourcebook.dossier.seen import current
from sourcebook.publish.building import build_of
from sourcebook.publish.edition import Edition
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.formats.docx import Stamp
from sourcebook.publish.gathering import gather
from sourcebook.publish.printing import Given
from sourcebook.publish.printing.images import images_in
from sourcebook.publish.word.sending import working_file

Progress = Callable[[str], None]


def sent(
    edition: Kept,
    partner: str,
    note: str = "",
    *,
    until: date | None = None,
    images: Path | None = None,
    styles: Path | None = None,
    progress: Progress | None = None,
    id: uuid.UUID | None = None,
) -> tuple[Sending, bytes]:
    """Prints the newest text, whatever the state of the edition; gives what was noted, and the file.

    `note` is for the team: what was asked of the partner, `until` the day by which. `id` is that of the
    sending, where whoever sends may be interrupted and must not send twice. Raises NotAllowed,
    EditionRefused, EditionError where the text cannot be printed, and what `working_file` raises; then
    nothing is noted.
    """
    current().must("edit")
    named(partner)
    tell = progress or (lambda what: None)
    tell("gathering the records")
    last = newest(edition)
    id = id or uuid.uuid4()
    tell("printing")
    build, content = working(parse(last.content), edition, str(id), last.serial, images=images, styles=styles)
    kept = keep_sending(edition, Sent(id, last.serial, build, partner, content, note, until))
    return kept, content


def working(
    text: Edition,
    edition: Kept,
    sending: str,
    serial: int,
    *,
    images: Path | None = None,
    styles: Path | None = None,
) -> tuple[str, bytes]:
    """The build of a text, and the Word file of it that says what it was made of. Raises as `sent` does."""
    material = gather()
    given = Given(date=text.front.date, image=images_in(images))
    build = build_of(text, material, given)
    stamp = Stamp(str(edition.pk), build, sending, str(serial))
    content = working_file(text, material, replace(given, build=build), stamp, styles=styles)
    return build, content
