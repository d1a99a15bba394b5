"""Proposed changes are decided: what is accepted is one new text of the edition, and who decided what, when
and why stays. A question about one is noted and leaves it open."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from sourcebook.dossier.editions.saving import EditionRefused, held, newest, save
from sourcebook.dossier.exchange.lines import odd
from sourcebook.dossier.models import ChangeDecision, Edition, EditionText, ProposedChange
from sourcebook.dossier.models.history import Decided
from sourcebook.dossier.seen import current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.links import in_parts
from sourcebook.dossier.write.make import now


@dataclass(frozen=True)
class Decisions:
    """What is decided at once, by the ids of proposed changes.

    `content` is the text with all that is accepted, made of the text of number `over`; `told` says of it what
    is kept as its reason. `wordings` are own words for the sentences of accepted changes. `reopened` are
    rejections that are taken back.
    """

    accepted: Sequence[uuid.UUID] = ()
    rejected: Sequence[uuid.UUID] = ()
    reopened: Sequence[uuid.UUID] = ()
    why: str = ""
    content: str | None = None
    over: int | None = None
    told: str = ""
    wordings: Mapping[uuid.UUID, str] = field(default_factory=dict)


def decide(edition: Edition, decisions: Decisions) -> EditionText | None:
    """Saves the text and notes the decisions, all or none; gives the text, None where nothing was accepted.

    Rejecting needs no draft. Raises NotAllowed, EditionRefused: also where somebody decided or saved
    meanwhile.
    """
    current().must("edit")
    if odd(decisions.why) or any(map(odd, decisions.wordings.values())):
        raise EditionRefused("the reason or the wording holds a character that no database can keep")
    saved: EditionText | None = None
    with transaction.atomic():
        held(edition)
        _still(edition, [*decisions.accepted, *decisions.rejected], Decided.OPEN)
        _still(edition, decisions.reopened, Decided.REJECTED)
        if decisions.accepted:
            saved = _saved(edition, decisions)
        # Both have one time where the decision made the text: by that it can be taken back.
        at = saved.at if saved is not None and saved.serial != decisions.over else None
        serial = saved.serial if saved else None
        _note(edition, decisions.accepted, Decided.ACCEPTED, decisions, serial, at)
        _note(edition, decisions.rejected, Decided.REJECTED, decisions)
        _note(edition, decisions.reopened, Decided.OPEN, decisions)
    return saved


def _still(edition: Edition, ids: Sequence[uuid.UUID], state: str) -> None:
    """Raises EditionRefused where one of them is in another state by now."""
    there: dict[uuid.UUID, tuple[int, str]] = {}
    for some in in_parts(ids):
        rows = ProposedChange.objects.filter(edition=edition, pk__in=some)
        there.update((pk, (number, told)) for pk, number, told in rows.values_list("pk", "serial", "state"))
    if len(there) < len(set(ids)):
        raise EditionRefused(f"{edition.slug}: one of these changes is not of this edition")
    other = sorted(number for number, told in there.values() if told != state)
    if other:
        numbers = ", ".join(map(str, other[:5])) + (f" and {len(other) - 5} more" if len(other) > 5 else "")
        what = "are decided already" if state == Decided.OPEN else "are not rejected"
        raise EditionRefused(
            f"{edition.slug}: changes {numbers} {what}; `sourcebook changes --all` shows who decided"
        )


def _saved(edition: Edition, decisions: Decisions) -> EditionText:
    assert decisions.content is not None, "what is accepted gives a text"
    last = newest(edition).serial
    if decisions.over != last:
        raise EditionRefused(
            f"{edition.slug}: somebody saved text {last} meanwhile; nothing was decided: look at the changes "
            "again, they are compared with that text then"
        )
    return save(edition, decisions.content, decisions.told, last)


def _note(
    edition: Edition,
    ids: Sequence[uuid.UUID],
    state: str,
    decisions: Decisions,
    serial: int | None = None,
    at: datetime | None = None,
) -> None:
    at = at or now()
    ChangeDecision.objects.bulk_create(
        ChangeDecision(
            edition=edition,
            proposed_id=one,
            state=state,
            who_id=current().account,
            at=at,
            why=decisions.why,
            text=serial,
            wording=decisions.wordings.get(one, "") if state == Decided.ACCEPTED else "",
        )
        for one in ids
    )
    with writing():
        for some in in_parts(ids):
            ProposedChange.objects.filter(pk__in=some).update(state=state)


def ask(edition: Edition, ids: Sequence[uuid.UUID], question: str) -> None:
    """Notes a question about open changes: they stay open. Raises NotAllowed, EditionRefused."""
    current().must("edit")
    if odd(question) or not question.strip():
        raise EditionRefused("say what is to be asked")
    with transaction.atomic():
        held(edition)
        _still(edition, ids, Decided.OPEN)
        _note(edition, ids, Decided.OPEN, Decisions(why=question.strip()))


def take_back(edition: Edition, ids: Sequence[uuid.UUID]) -> EditionText:
    """Takes back what was accepted last: the text before it counts again, and the changes are open.

    `ids` are all changes that went into the newest text together. Raises NotAllowed, EditionRefused: also
    where a text was saved since, or other changes rest on this text.
    """
    current().must("edit")
    with transaction.atomic():
        held(edition)
        _still(edition, ids, Decided.ACCEPTED)
        last = newest(edition)
        decisions = last_decisions(edition)
        into = [one for one in decisions.values() if one.state == "accepted" and one.text == last.serial]
        # Who decided that the text says so already did so later, and made no text.
        made = {one.proposed_id for one in into if one.at == last.at}
        if not ids or made != set(ids) or len(made) < len(into):
            raise EditionRefused(f"{edition.slug}: a newer text was saved since; take its words out by hand")
        before = EditionText.objects.get(edition=edition, serial=last.serial - 1)
        saved = save(edition, before.content, f"text {last.serial} taken back", last.serial)
        _note(edition, ids, Decided.OPEN, Decisions(why=""))
    return saved


def last_decisions(edition: Edition) -> dict[uuid.UUID, ChangeDecision]:
    """What was decided last about each change of an edition, by its id, with who decided."""
    rows = ChangeDecision.objects.filter(edition=edition).select_related("who").order_by("at", "pk")
    return {row.proposed_id: row for row in rows}
