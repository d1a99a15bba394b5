"""The reviewer's queue: one draft after the other, those of one preserved text together, in its order.

Nothing is kept of the queue: what comes next follows from where one stands. While drafts rest on the text
that one is reading, the next one is that which rests further on in it; then the newest draft elsewhere. So
one context serves many, and two reviewers see at once what the other has decided.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from sourcebook.dossier.models import Change, Evidence, Proposal, Record, Status
from sourcebook.dossier.models.history import Decided
from sourcebook.dossier.search import Filters
from sourcebook.dossier.seen import current

# No queue is counted further: it is then said to have more.
COUNTED = 2000


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a draft rests: a text layer and a place in it; none where it rests on no preserved text."""

    layer: uuid.UUID | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a draft meanwhile: by whom ("" for the program), when, by which act and revision."""

    revision: str
    act: str
    who: str
    who_id: str
    at: Any
    why: str


def drafts(filters: Filters, forms: tuple[str, ...] = ()) -> QuerySet[Record]:
    """The drafts that wait for a reviewer, by the filters of lists; in no order."""
    from sourcebook.dossier.listing import listed

    found = listed(filters, forms).filter(status=Status.DRAFT, merged_into=None, erased_at=None)
    return found.filter(dossier_id=current().within)


def how_many(found: QuerySet[Any]) -> int:
    """How many wait, `COUNTED` + 1 where there are more; one query."""
    return found.order_by().values("pk")[: COUNTED + 1].count()


def spot_of(record: uuid.UUID | str) -> Spot:
    """Where a record rests first; one query."""
    rows = Evidence.objects.filter(record_id=record, layer__isnull=False).order_by("layer_id", "start", "id")
    row = rows.values_list("layer_id", "start").first()
    return Spot(row[0], row[1] or 0) if row else Spot()


def next_draft(
    found: QuerySet[Record], after: uuid.UUID | str | None = None, without: Collection[str] = ()
) -> uuid.UUID | None:
    """The draft that comes next after a record, None where none is left; `without` were put off.

    Two to four queries, none of which reads the whole queue.
    """
    left = found.exclude(pk__in=[*without, *([after] if after else [])])
    if after:
        spot = spot_of(after)
        if spot.layer:
            here = _in_text(left, spot)
            if here is not None:
                return here
    newest = left.order_by("-made_at", "id").values_list("pk", flat=True).first()
    if newest is None:
        return None
    # Where the newest rests on a text, one begins at the beginning of that text.
    layer = spot_of(newest).layer
    return (_in_text(left, Spot(layer)) if layer else None) or newest


def _in_text(left: QuerySet[Record], spot: Spot) -> uuid.UUID | None:
    """The draft that rests next in a text; from its beginning where none rests further on."""
    # By the records themselves: the index of the layers leads to the few that rest on this one.
    ordered = left.filter(evidence__layer_id=spot.layer).order_by("evidence__start", "pk")
    ids = ordered.values_list("pk", flat=True)
    further: uuid.UUID | None = ids.filter(evidence__start__gte=spot.start).first()
    return further or ids.first()


def pairs() -> QuerySet[Proposal]:
    """What is proposed and not decided, both records of which the viewer sees; the surest first."""
    found = Proposal.objects.filter(dossier_id=current().within, state=Decided.OPEN)
    return found.select_related("record", "other").order_by("kind", "-confidence", "id")


def next_proposal(without: Collection[str] = ()) -> Proposal | None:
    """The proposal that comes next, None where none is left."""
    return pairs().exclude(pk__in=list(without)).first()


def decided(record: uuid.UUID | str) -> Decision | None:
    """The newest act on a record that the viewer sees; None where there is none. One query."""
    rows = Change.objects.filter(record_id=record, version__gt=1).select_related("revision__who")
    row = rows.order_by("-version").first()
    if row is None:
        return None
    one = row.revision
    name, who = (one.who.name, str(one.who_id)) if one.who else ("", "")
    return Decision(str(one.pk), one.act, name, who, one.at, one.why)
