"""The editions of a dossier, how far each has come, and what the next step is."""

from __future__ import annotations

from django.db.models import Max, QuerySet

from sourcebook.dossier.models import Edition
from sourcebook.dossier.seen import current


def editions() -> QuerySet[Edition]:
    """The editions, the newest first, each with `saved_at` and `texts_saved`; one query."""
    found = Edition.objects.filter(dossier_id=current().within).defer("lines", "rests_on")
    return found.annotate(saved_at=Max("texts__at"), texts_saved=Max("texts__serial")).order_by(
        "-made_at", "id"
    )
