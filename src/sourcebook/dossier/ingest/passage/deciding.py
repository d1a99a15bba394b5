"""What somebody decides about a passage: a record is saved, a candidate accepted or rejected, or taken back.

Each decision is one transaction. A rejected candidate is a withdrawn draft: who reads the text next, or
imports it again, is not asked once more. What a contributor accepts is a draft of theirs, for a reviewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from sourcebook.dossier.ingest.passage.candidates import Candidate, proposed
from sourcebook.dossier.ingest.passage.filling import Filled, NoPassage, filled
from sourcebook.dossier.ingest.passage.kept import Text
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models.record import Origin
from sourcebook.dossier.seen import current
from sourcebook.dossier.write import Edit, Refused, create, edit
from sourcebook.dossier.write.status import advance
from sourcebook.text.selectors import Reanchorer, select


@dataclass(frozen=True, slots=True)
class Decided:
    """The record of a decision, and its version afterwards; `again` whether it can be taken back by this
    viewer."""

    record: str
    version: int
    again: bool


class Replaced(RuntimeError):
    """The text layer is no longer the current one of its capture.

    `layer` is; `span` is where the passage stands in it, None where it is not found again.
    """

    def __init__(self, layer: str, span: tuple[int, int] | None) -> None:
        self.layer, self.span = layer, span
        super().__init__("this text was replaced by a newer one meanwhile")


def still_current(text: Text, newest: Text | None, start: int, end: int) -> None:
    """Raises Replaced where `newest`, the current layer of the capture, is another one than the text's."""
    if newest is None or newest.layer == text.layer:
        return
    found = Reanchorer(newest.text).resolve(select(text.text, start, end))
    raise Replaced(newest.layer, tuple(found.span) if found.span else None)  # type: ignore[arg-type]


def rest_on(record: str, row: Plain, version: int | None, why: str) -> None:
    """Puts a passage under a record that is there. Raises Refused, Conflict, NotAllowed."""
    values = {name: value for name, value in row.items() if name != "id"}
    edit([Edit(record, {f"evidence/{row['id']}": values}, version)], why)


def accept(text: Text, candidate: Candidate) -> Decided:
    """A draft is reviewed; what was only found becomes a record, reviewed where the viewer may.

    Raises Refused, Conflict, NotAllowed, NoPassage.
    """
    why = "accepted in the reader"
    if candidate.version:
        advance([candidate.id], "review", why, versions={candidate.id: candidate.version})
        return _decided(candidate.id)
    plain = _record(text, candidate)
    own: dict[str, Any] = {"origin": Origin.PERSON}
    if current().may("review"):
        own = {"status": "reviewed"}
    create([{**plain, **own}], why)
    return _decided(candidate.id)


def reject(text: Text, candidate: Candidate) -> Decided:
    """A draft is withdrawn; what was only found becomes a withdrawn draft, so that it is remembered.

    Raises Refused, Conflict, NotAllowed, NoPassage.
    """
    why = "rejected in the reader"
    if candidate.version:
        advance([candidate.id], "withdraw", why, versions={candidate.id: candidate.version})
        return _decided(candidate.id)
    with transaction.atomic():
        create([_record(text, candidate)], why)
        advance([candidate.id], "withdraw", why)
    return _decided(candidate.id)


def take_back(record: str, version: int) -> None:
    """A decision is taken back: the candidate waits again. Raises Refused, Conflict, NotAllowed."""
    plain = next(iter(by_ids([record])), None)
    if plain is None:
        raise Refused([Problem(record, "record", "there is no such record")])
    why = "taken back in the reader"
    if plain["status"] == "draft":
        edit([Edit(record, {"origin": Origin.MACHINE}, version)], why)
    else:
        advance([record], "reopen", why, versions={record: version})


def found(text: Text, candidate: str, version: int) -> Candidate:
    """A candidate by its id: a draft of that version, or what is found in the text. Raises NoPassage."""
    if version:
        plain = next(iter(by_ids([candidate])), None)
        if plain is not None:
            spans = tuple(
                (row["start"], row["end"]) for row in plain["evidence"] if row["layer"] == text.layer
            )
            return Candidate(candidate, plain["kind"], plain["kind"], plain["label"], spans, None, version)
    for one, _ in proposed(text):
        if one.id == candidate:
            return one
    raise NoPassage("this is no candidate of the text any more")


def _record(text: Text, candidate: Candidate) -> Plain:
    start, end = candidate.passages[0]
    made: Filled = filled(text, candidate.kind, start, end, candidate.id)
    return made.plain


def _decided(record: str) -> Decided:
    plains: Sequence[Plain] = by_ids([record])
    [plain] = plains
    again = plain["status"] == "draft" or current().may("review")
    return Decided(record, plain["version"], again)
