"""What an edition may draw upon, gathered from a dossier: the one place of `publish` that knows the database.

Only published records of level public, each as the public may have it (`dossier.exchange.foreign.audience`):
allow-listed fields, pseudonyms, coarse coordinates. Of captures that nobody released, no words around a
quotation are taken along either. What the public side of a record lacks is told by the names of the parts, so
that a report never says that there is nothing where something is kept from the public.

`gather` takes everything, for drafts and for what is published; `Referred` what texts refer to, for whoever
writes them.
"""

from __future__ import annotations

from collections.abc import Iterable

from sourcebook.dossier.models import Record
from sourcebook.publish.gathering.names import gives_away
from sourcebook.publish.gathering.referred import Referred
from sourcebook.publish.gathering.whole import gather

__all__ = ["Referred", "gather", "gives_away", "versions"]


def versions(ids: Iterable[str]) -> dict[str, int]:
    """The version of each of these records, as far as the viewer sees them."""
    rows = Record.objects.filter(pk__in=list(ids)).values_list("pk", "version")
    return {str(pk): version for pk, version in rows}
