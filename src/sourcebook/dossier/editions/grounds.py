"""The state of all that an edition may draw upon, in a few quick queries.

By it whoever holds what was gathered knows whether that is still so.
"""

from __future__ import annotations

import hashlib
import json

from django.db.models import Count, Max

from sourcebook.dossier.editions.partners import partners_of
from sourcebook.dossier.models import Codebook, Dossier, Release, Revision
from sourcebook.dossier.seen import as_system, current


def state_of_grounds() -> str:
    """A hash that changes with any record, release, codebook, partner, and with the policy. Six queries.

    It is another one for each kind of viewer, by role and organisation.
    """
    viewer = current()
    with as_system():
        dossier = Dossier.objects.get(pk=viewer.within)
        revisions = Revision.objects.filter(dossier_id=dossier.pk)
        last = revisions.order_by("-at", "id").values_list("pk", flat=True).first()
        released = Release.objects.filter(dossier_id=dossier.pk).aggregate(
            Count("pk"), Max("at"), Max("withdrawn_at"), Count("withdrawn_at")
        )
        books = Codebook.objects.filter(dossier_id=dossier.pk).order_by("pk")
        told = [
            dossier.title,
            dossier.policy,
            last,
            revisions.count(),
            list(released.values()),
            list(books.values_list("pk", "version")),
            list(partners_of(dossier.pk).items()),
        ]
    seen = [viewer.within, viewer.role, viewer.organisation]
    return hashlib.sha256(json.dumps([told, seen], default=str, sort_keys=True).encode()).hexdigest()
