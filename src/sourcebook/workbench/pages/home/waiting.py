"""What waits for a person: drafts by kind, proposals, changes that partners sent. Counts only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.models import Proposal, ProposedChange, Record
from sourcebook.dossier.models.history import Decided
from sourcebook.dossier.models.record import Status
from sourcebook.dossier.seen import current


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many drafts there are of each kind, proposals of each sort, and changes in returned Word files by
    edition; what has none is left out."""

    drafts: tuple[tuple[str, int], ...]
    proposals: tuple[tuple[str, int], ...]
    changes: tuple[tuple[str, int], ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing waits."""
        return not (self.drafts or self.proposals or self.changes)

    @property
    def all_drafts(self) -> int:
        """How many drafts there are."""
        return sum(number for _, number in self.drafts)


def waiting() -> Waiting:
    """What waits in the viewer's dossier, as far as they see it; three queries."""
    dossier = current().within
    drafts = Record.objects.filter(dossier_id=dossier, status=Status.DRAFT, merged_into=None, erased_at=None)
    by_kind = dict(drafts.order_by().values_list("kind").annotate(Count("pk")))
    proposals = Proposal.objects.filter(dossier_id=dossier, state=Decided.OPEN)
    changes = ProposedChange.objects.filter(state=Decided.OPEN).order_by("edition__slug")
    return Waiting(
        tuple((kind, by_kind[kind]) for kind in KINDS if kind in by_kind),
        tuple(proposals.order_by("kind").values_list("kind").annotate(Count("pk"))),
        tuple(changes.values_list("edition__slug").annotate(Count("pk"))),
    )
