"""Proposals are decided: accepted they become what they propose, rejected they are not made again."""

from __future__ import annotations

import uuid

from django.db import transaction

from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models import Proposal
from sourcebook.dossier.seen import current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.change import Edit, edit
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.locking import wait_for_others
from sourcebook.dossier.write.make import now
from sourcebook.dossier.write.merging import merge
from sourcebook.dossier.write.status import advance
from sourcebook.dossier.write.undoing import undo


def accept(proposal: str, why: str = "", keep: str = "") -> uuid.UUID | None:
    """Does what was proposed, and says so in the history. Raises Refused, Conflict, NotAllowed.

    Of a pair that becomes one, `keep` is the one that stays; without it that which the proposal names first.
    """
    current().must("review")
    with transaction.atomic():
        one = _open(proposal)
        reason = why or "; ".join(one.reasons)
        record = str(one.record_id)
        if one.kind == "merge":
            pair = [record, str(one.other_id)]
            if keep and keep not in pair:
                raise Refused([Problem(keep, "keep", "is none of the two that are proposed")])
            stays = keep or record
            revision = merge(stays, [each for each in pair if each != stays], reason)
        elif one.kind == "change":
            revision = edit([Edit(record, one.payload["values"])], reason)
        else:
            revision = advance([record], "withdraw", reason)
        _decide(one, "accepted")
    return revision


def reject(proposal: str, why: str = "") -> None:
    """Closes a proposal; it is not made again. Raises Refused, NotAllowed."""
    current().must("review")
    with transaction.atomic():
        one = _open(proposal)
        if why:
            one.reasons = [*one.reasons, f"rejected: {why}"]
        _decide(one, "rejected")


def reopen(proposal: str, revision: str = "", why: str = "") -> None:
    """Takes a decision back; with it the `revision` that it made. Raises Refused, Conflict, NotAllowed."""
    current().must("review")
    with transaction.atomic():
        wait_for_others(current().within)
        if revision:
            undo(revision, why)
        one = Proposal.objects.filter(pk=proposal).exclude(state="open").first()
        if one is None:
            raise Refused([Problem(proposal, "proposal", "there is no such decision")])
        one.state, one.decided_by_id, one.decided_at = "open", None, None
        with writing():
            one.save(force_update=True)


def _open(proposal: str) -> Proposal:
    """The proposal, held until the transaction ends: of two who decide in the same instant one is refused."""
    wait_for_others(current().within)
    one = Proposal.objects.filter(pk=proposal, state="open").first()
    if one is None:
        raise Refused([Problem(proposal, "proposal", "there is no such open proposal")])
    return one


def _decide(one: Proposal, state: str) -> None:
    one.state = state
    one.decided_by_id = current().account
    one.decided_at = now()
    with writing():
        one.save(force_update=True)
