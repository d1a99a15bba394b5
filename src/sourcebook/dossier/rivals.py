"""Claims about the same thing side by side: who claims what, as of when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from sourcebook.dossier.models import Claim
from sourcebook.dossier.page import Page

# A record with more claims about it has them in the list.
MOST = 60
Rivals = list[tuple[str, list[dict[str, Any]]]]
_COLUMNS = (
    "record_id", "property", "words", "low", "best", "high", "rule", "unit", "as_of", "as_of_words", "term",
    "claimant_words", "claimant__label", "claimant_id", "record__status",
)  # fmt: skip


def rivals_of(page: Page) -> Rivals:
    """By property, the claims about a record; of a claim, those about the same property of the same. A query.

    A claimant that who looks does not see has no label.
    """
    plain = page.record
    found = Claim.objects.all()
    if plain["kind"] == "claim":
        about = plain["fields"].get("about")
        if not about:
            return []
        found = found.filter(about_id=about, property=plain["fields"]["property"])
    else:
        found = found.filter(about_id=plain["id"])
    told = by_property(found)
    # A claim that nobody contradicts has no rival.
    return told if plain["kind"] != "claim" or len(told[0][1] if told else ()) > 1 else []


def by_property(found: QuerySet[Claim]) -> Rivals:
    """Claims that stand, by property, those of one property by time; a query."""
    found = found.exclude(record__status="withdrawn").filter(record__merged_into=None)
    rows = found.order_by("property", "as_of_earliest", "record_id").values(*_COLUMNS)[:MOST]
    groups = groupby(map(_row, rows), key=lambda row: str(row["property"]))
    return [(name, list(same)) for name, same in groups]


def _row(row: dict[str, Any]) -> dict[str, Any]:
    figures = "–".join(dict.fromkeys(_numbers(row)))
    return {
        **row,
        "id": str(row["record_id"]),
        "figure": " ".join(filter(None, (row["rule"], figures, row["unit"]))),
        "status": row["record__status"],
        "who": row["claimant__label"] or row["claimant_words"],
        "who_id": str(row["claimant_id"]) if row["claimant__label"] else "",
    }


def _numbers(row: dict[str, Any]) -> Iterator[str]:
    for name in ("low", "best", "high"):
        if row[name] is not None:
            yield f"{row[name]:.15g}"
