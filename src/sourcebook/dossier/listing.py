"""Lists of records and their counts, by the filters of search and by what only a kind's own table says."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet

from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.models import Codebook, Record
from sourcebook.dossier.search import Filters, matching
from sourcebook.dossier.seen import current
from sourcebook.dossier.write.status import version_key

# The column that says what sort of a kind a record is.
FORMS = {
    "source": "form", "actor": "form", "relation": "type", "place": "form", "event": "type",
    "statement": "form", "followup": "outcome", "coding": "code",
}  # fmt: skip


def listed(
    filters: Filters, forms: tuple[str, ...] = (), confidence: float | None = None
) -> QuerySet[Record]:
    """The records that pass the filters, are of one of these forms or types, and are at least so sure.

    A record that nobody gave a confidence (made by a person) passes no `confidence`.
    """
    found = matching(filters)
    if confidence is not None:
        found = found.filter(confidence__gte=confidence)
    if forms:
        ids: list[Any] = [
            _own(kind).filter(**{f"{column}__in": forms}).values("record_id")
            for kind, column in FORMS.items()
        ]
        found = found.filter(pk__in=ids[0].union(*ids[1:]))
    return found


def _own(kind: str) -> Any:
    return KINDS[kind].model._default_manager


def counted(found: QuerySet[Record]) -> list[tuple[str, str, str, int]]:
    """(kind, form or type, status, count) of records, in the order of the kinds; a query for each kind."""
    rows = []
    ids = found.order_by().values("pk")
    for kind in KINDS:
        column = FORMS.get(kind)
        if column is None:
            mine = found.filter(kind=kind).order_by().values_list("status").annotate(Count("pk"))
            rows += [(kind, "", status, count) for status, count in mine.order_by("status")]
            continue
        own = _own(kind).filter(record__in=ids).values_list(column, "record__status")
        own = own.annotate(Count("pk"))
        rows += [
            (kind, form, status, count) for form, status, count in own.order_by(column, "record__status")
        ]
    return rows


def themes_known() -> list[tuple[str, str]]:
    """The codes that can be put on records, ("codebook/code", its label), by the newest version of each
    codebook of the dossier; one query."""
    newest: dict[str, Codebook] = {}
    for book in Codebook.objects.filter(dossier_id=current().within).order_by("name"):
        there = newest.get(book.name)
        if there is None or version_key(there.version) < version_key(book.version):
            newest[book.name] = book
    return [
        (f"{name}/{code['code']}", str(code.get("label") or code["code"]))
        for name, book in newest.items()
        for code in book.content["codes"]
    ]
