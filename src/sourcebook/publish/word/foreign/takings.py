"""The whole way of a draft that was never ours: read, its sources found, its edition, what is proposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sourcebook.dossier.ingest.draft.sought import Sought, Sourced
from sourcebook.publish.edition import Edition
from sourcebook.publish.material import Material
from sourcebook.publish.word.flow import Flow
from sourcebook.publish.word.flowing import flow_of
from sourcebook.publish.word.foreign.drafts import Draft, Progress, read_draft
from sourcebook.publish.word.foreign.editions import Written, edition_of_draft
from sourcebook.publish.word.foreign.naming import name_blocks
from sourcebook.publish.word.foreign.offering import offers, with_offers
from sourcebook.publish.word.foreign.proposing import tracked
from sourcebook.publish.word.opened import WordComment
from sourcebook.publish.word.script import Script

# Finds or makes the sources that a draft cites: `dossier.ingest.draft.sources.take_sources`.
Sourcing = Callable[[Sequence[Sought], str], Sourced]


@dataclass(frozen=True)
class Foreign:
    """A draft as it was taken.

    `edition` is its text before its tracked changes. `script` has over `flow_of(edition)` what is proposed:
    the tracked changes by their authors, then the `offers` (ids of changes) of references to statements.
    `comments` are the file's. `base` and `theirs` are the file before its tracked changes and as it came,
    both anchored as if we had sent it: a later file of the same draft is compared with `base`.
    `sources_made` and `sources_found` are ids of what it cites; `notes_kept` counts (printed from records,
    all); `told` says, a line each, what a person should know.
    """

    edition: Edition
    script: Script
    offers: tuple[int, ...]
    comments: tuple[WordComment, ...]
    base: bytes
    theirs: bytes
    sources_made: tuple[str, ...]
    sources_found: tuple[str, ...]
    notes_kept: tuple[int, int]
    told: tuple[str, ...]


def take_draft(
    path: Path,
    sourcing: Sourcing,
    gather: Callable[[], Material],
    *,
    house: str = "",
    date: str = "",
    progress: Progress | None = None,
) -> Foreign:
    """Takes a Word file that was never ours.

    `sourcing` finds or makes what it cites, `gather` gives the dossier's material after that. `house` is the
    form of notes ("" for the one that gives most of the draft's own notes back), `date` (ISO 8601) the day of
    the edition. Raises ReadingError, and what `sourcing` raises; then nothing was made.
    """
    draft = read_draft(path, progress)
    sourced = sourcing(tuple(draft.sought()), path.name)
    return from_draft(draft, sourced, gather(), house, date)


def from_draft(
    draft: Draft, sourced: Sourced, material: Material, house: str = "", date: str = ""
) -> Foreign:
    """The edition of a draft that was read, with all that is proposed. Touches nothing."""
    written: Written = edition_of_draft(draft, sourced.of_key, material, house, date)
    flow: Flow = flow_of(written.edition)
    name_blocks(draft, flow, written.words.notes)
    base, theirs = draft.base.written(), draft.theirs.written()
    script, comments, remarks = tracked(draft, base, theirs, flow)
    found, differing = offers(written.edition, flow, material)
    script, ids = with_offers(script, found, flow)
    notes = written.words.notes
    return Foreign(
        written.edition,
        script,
        ids,
        comments,
        base,
        theirs,
        sourced.made,
        sourced.found,
        (sum(note.recovered for note in notes), len(notes)),
        (*sourced.refused, *written.told, *remarks, *differing),
    )
