"""What waits for a person: drafts by kind, proposals, one's own drafts that came back, work that ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Count

from sourcebook.dossier.coverage import State, drafts_by_kind, state_of_counts
from sourcebook.dossier.desk.sent_back import first_sent_back
from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.models import Proposal, Record, Work, WorkState
from sourcebook.dossier.models.history import Decided
from sourcebook.dossier.seen import current
from sourcebook.workbench.work.kinds import quiet_kinds

_ENDS = (WorkState.DONE, WorkState.FAILED, WorkState.CANCELLED)
_BACK, _WORKS = 5, 4
# What ended before is told by the page of works alone.
_LATELY = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many drafts there are of each kind and proposals of each sort (what has none is left out), the
    viewer's drafts that were sent back, and their long works that ended lately."""

    drafts: tuple[tuple[str, int], ...]
    proposals: tuple[tuple[str, int], ...]
    back: Sequence[Record] = ()
    works: Sequence[Work] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing waits."""
        return not (self.drafts or self.proposals or self.back or self.works)

    @property
    def all_drafts(self) -> int:
        """How many drafts there are."""
        return sum(number for _, number in self.drafts)

    @property
    def all_proposals(self) -> int:
        """How many proposals there are."""
        return sum(number for _, number in self.proposals)


def waiting(state: State | None = None) -> Waiting:
    """What waits in the viewer's dossier, as far as they see it; four queries, two where nothing was written
    since this `state`."""
    dossier = current().within
    by_kind = drafts_by_kind(state)
    proposals = Proposal.objects.filter(dossier_id=dossier, state=Decided.OPEN)
    mine = Work.objects.filter(dossier_id=dossier, account=current().account, state__in=_ENDS)
    ended = (
        mine.exclude(kind__in=quiet_kinds())
        .filter(ended_at__gte=datetime.now(UTC) - _LATELY)
        .order_by("-made_at")
    )
    return Waiting(
        tuple((kind, by_kind[kind]) for kind in KINDS if kind in by_kind),
        tuple(proposals.order_by("kind").values_list("kind").annotate(Count("pk"))),
        first_sent_back(_BACK, current().account, state or state_of_counts()),
        tuple(ended.defer("given")[:_WORKS]),
    )
