"""A person proposes that two records are one; somebody whose role may merge decides."""

from __future__ import annotations

from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models import Proposal, Record
from sourcebook.dossier.seen import current
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.make import now


def propose_merge(keep: str, other: str, why: str) -> Proposal:
    """Proposes that `other` becomes part of `keep`; gives the open proposal about the two, an earlier one
    too.

    Raises Refused for what cannot be merged or was decided already, NotAllowed.
    """
    viewer = current()
    viewer.must("propose")
    rows = {str(one.pk): one for one in Record.objects.filter(pk__in={keep, other}, dossier_id=viewer.within)}
    problems = [Problem(one, "id", "there is no such record") for one in (keep, other) if one not in rows]
    if not problems and keep == other:
        problems = [Problem(keep, "id", "name another record to merge with it")]
    if not problems and rows[keep].kind != rows[other].kind:
        problems = [Problem(other, "kind", f"is a {rows[other].kind}: only records of one kind are merged")]
    problems += [
        Problem(pk, "status", "is withdrawn: reopen it first")
        for pk, one in rows.items() if one.status == "withdrawn"
    ]  # fmt: skip
    if problems:
        raise Refused(problems)
    first, second = sorted((keep, other))
    made, _new = Proposal.objects.get_or_create(
        dossier_id=viewer.within,
        key=f"merge:{first}:{second}",
        defaults={
            "kind": "merge",
            "record_id": keep,
            "other_id": other,
            "reasons": [why] if why else [],
            "made_at": now(),
        },
    )
    if made.state != "open":
        raise Refused([Problem(keep, "proposal", f"was decided already: {made.state}")])
    return made
