"""Where a record is used: the editions whose text refers to it, or that rested on it when they were
frozen."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Max, OuterRef, Q, Subquery

from sourcebook.dossier.models import Edition, EditionText
from sourcebook.dossier.seen import current

# A text names a record by its kind and the first characters of its id, eight of them at least.
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Use:
    """An edition that refers to a record. `version` is that of the record when it was frozen, 0 for a
    draft."""

    slug: str
    state: str
    version: int


def uses_of(record: str, kind: str) -> list[Use]:
    """The editions of the viewer's dossier that use a record, the newest first; one query.

    The newest text of each is looked at. What stands in a note only because its source is cited counts once
    the edition is frozen.
    """
    newest = EditionText.objects.filter(edition=OuterRef("pk")).order_by("-serial").values("content")[:1]
    frozen = f"rests_on__{record}"
    found = (
        Edition.objects.filter(dossier_id=current().within)
        .annotate(content=Subquery(newest), last=Max("texts__at"))
        .filter(Q(content__contains=f"@{kind}:{record[:_SHORTEST]}") | Q(rests_on__has_key=record))
        .annotate(version=F(frozen))
        .order_by("-last", "slug")
    )
    rows = found.values_list("slug", "state", "version")
    return [Use(slug, state, int(version or 0)) for slug, state, version in rows]
