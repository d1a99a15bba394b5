"""Counts of published records for a text that is being written, without all of them at hand.

Of the records of a kind those that may be counted are found by their columns; what the public may have of
these is gathered, and counted as in a whole material.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Exists, OuterRef, Q, QuerySet

from sourcebook.dates import bounds
from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.models import Dossier, Record, Theme
from sourcebook.publish.drafting.queries import DATES, LINKS, UNNAMED, Query, select
from sourcebook.publish.gathering.public import published, themes_of
from sourcebook.publish.gathering.reaching import beginning, head_of
from sourcebook.publish.material import Material


def counted(dossier: Dossier, query: Query) -> int:
    """How many published records a query takes; for the program itself."""
    ids = {str(pk) for pk in _candidates(dossier, query).values_list("pk", flat=True)}
    found = published(dossier, ids)
    themes = themes_of(dossier, ids) if query.theme or query.not_theme else {}
    return len(select(query, Material("", found.records, themes=themes, hidden=found.hidden)))


def _candidates(dossier: Dossier, query: Query) -> QuerySet[Record]:
    """All records that the query takes, and perhaps others: columns say less than the filters ask."""
    rows = Record.objects.filter(
        dossier_id=dossier.pk, kind=query.kind, status="published", level=0, merged_into=None, erased_at=None
    )
    for name in ("form", "type"):
        if values := getattr(query, name):
            rows = rows.filter(**{f"{query.kind}__{name}__in": values}) if _has(query, name) else rows.none()
    if query.theme:
        rows = rows.filter(Exists(Theme.objects.filter(record=OuterRef("pk"), code__in=query.theme)))
    if query.id:
        rows = rows.filter(pk__in=_ids(dossier, query.id))
    if query.place and _has(query, "place"):
        rows = rows.filter(**{f"{query.kind}__place__in": _ids(dossier, query.place)})
    if query.about:
        ids = _ids(dossier, query.about)
        any_of = Q(pk__in=[])
        for link in LINKS:
            any_of |= Q(**{f"{query.kind}__{link}__in": ids}) if _has(query, link) else Q(pk__in=[])
        rows = rows.filter(any_of)
    if query.speaker and UNNAMED not in query.speaker:
        rows = rows.filter(speaker_set__actor__in=_ids(dossier, query.speaker)).distinct()
    return _dated(rows, query)


def _dated(rows: QuerySet[Record], query: Query) -> QuerySet[Record]:
    column = DATES[query.kind]
    if not column or not (query.since or query.until):
        return rows
    first = bounds(query.since)[0] if query.since else date.min
    last = bounds(query.until)[1] if query.until else date.max
    low, high = f"{query.kind}__{column}_earliest", f"{query.kind}__{column}_latest"
    # Without a bound it may lie anywhere.
    return rows.filter(
        Q(**{f"{low}__lte": last}) | Q(**{low: None}), Q(**{f"{high}__gte": first}) | Q(**{high: None})
    )


def _has(query: Query, name: str) -> bool:
    try:
        KINDS[query.kind].table.model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def _ids(dossier: Dossier, keys: tuple[str, ...]) -> set[str]:
    """The records that keys of a query may mean."""
    return beginning(dossier, {head for key in keys if (head := head_of(key))})
