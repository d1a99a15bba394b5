"""A draft that was never ours becomes an edition of its own; what is tracked in it waits for a decision.

Its text before its tracked changes is the first text. What it cites becomes sources; its quotations that are
statements of the dossier are offered as references. The file is kept as it came, and beside it the base that
a later file of the same draft is compared with.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from django.db import transaction

from sourcebook.dossier.editions import EditionRefused, opened
from sourcebook.dossier.editions.sendings import Sent, keep_sending
from sourcebook.dossier.editions.takings import Taken, keep_taking
from sourcebook.dossier.ingest.draft.sources import take_sources
from sourcebook.dossier.models import Edition
from sourcebook.dossier.seen import current
from sourcebook.publish.circulating.taking import TOLD, TakenIn, changes_of, known_file, proposed
from sourcebook.publish.edition.writing import written
from sourcebook.publish.gathering import gather
from sourcebook.publish.word.foreign import Foreign, from_draft, read_draft
from sourcebook.publish.word.keeping import kept

Progress = Callable[[str], None]
_AUTHORS = "whoever wrote it"
_NOWHERE = {"where": "", "key": None, "change": None}


def drafted_elsewhere(path: Path, slug: str, partner: str = "", progress: Progress | None = None) -> TakenIn:
    """Makes the edition `slug` of a Word file; all of it, with its sources, or nothing.

    Raises NotAllowed, ReadingError, Refused, EditionRefused: also where the file is taken already.
    """
    current().must("create")
    tell = progress or (lambda what: None)
    content = path.read_bytes()
    known = known_file(content)
    if known is not None:
        raise EditionRefused(f"{path.name} is taken already, into {known.edition.slug}")
    if Edition.objects.filter(dossier_id=current().within, slug=slug).exists():
        raise EditionRefused(f"there is an edition {slug} already; choose another name")
    tell(f"reading {path.name}")
    draft = read_draft(path, progress)
    with transaction.atomic():
        tell("sources")
        sourced = take_sources(tuple(draft.sought()), path.name)
        tell("references")
        found = from_draft(draft, sourced, gather())
        edition = opened(slug, written(found.edition), f"taken from {path.name}")
        who = " ".join(partner.split()) or _AUTHORS
        note = "the base of what came, as it was before its tracked changes"
        base = keep_sending(edition, Sent(uuid.uuid4(), 1, "", who, found.base, note))
        taking, new = keep_taking(
            edition,
            Taken(
                file_name=path.name,
                content=content,
                text=1,
                partner=partner,
                sending=base,
                script=kept(found.script),
                comments=[{**asdict(one), **_NOWHERE} for one in found.comments],
                remarks=list(_remarks(found)),
                changes=[proposed(change) for change in found.script.changes],
            ),
        )
    return TakenIn(taking, new, changes_of(taking))


def _remarks(found: Foreign) -> Iterator[tuple[str, str]]:
    made, there = len(found.sources_made), len(found.sources_found)
    printed, notes = found.notes_kept
    yield TOLD, f"sources: {made} made, {there} found in the dossier"
    if notes:
        yield TOLD, f"notes: {printed} of {notes} are printed from these sources, the others stand as typed"
    if found.offers:
        yield TOLD, f"{len(found.offers)} of the changes offer a reference to a statement of the dossier"
    yield from ((TOLD, line) for line in found.told)
