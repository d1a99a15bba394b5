"""The page that searches."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sourcebook.dossier.models import Record
from sourcebook.dossier.search import Hit, find
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.records.asked import asked_of
from sourcebook.workbench.pages.records.views import choices

AT_ONCE = 20
# Nobody reads further; what is sought is then said more closely.
_LAST = 50


@page(MEMBER)
def show(request: Request) -> HttpResponse:
    """Twenty hits, best first; the queries of `find`."""
    query, asked = request.GET.get("q", "").strip(), asked_of(request.GET)
    variants, number = bool(request.GET.get("variants")), _number(request.GET.get("page", ""))
    more = {"q": query, "variants": "1"} if variants else {"q": query}
    told: dict[str, Any] = {
        **choices(asked),
        "query": query,
        "variants": variants,
        "list": f"{urlencode(more)}&{asked.address()}".rstrip("&"),
        "by_kind": f"{urlencode(more)}&{asked.address(kind='')}".rstrip("&"),
    }
    if (own := _own_page(request, query)) is not None:
        return own
    if query and not asked.faults:
        results = find(query, asked.filters, limit=AT_ONCE, offset=(number - 1) * AT_ONCE, variants=variants)
        onward = number * AT_ONCE < results.total and number < _LAST
        told |= {
            "groups": _grouped(results.hits),
            "results": results,
            "page": number,
            "next": number + 1 if onward else 0,
        }
    return render(request, "search/show.html", told)


def _own_page(request: Request, query: str) -> HttpResponse | None:
    """Whoever searches for the id of a record goes straight to it; one query, and only for an id."""
    try:
        pk = uuid.UUID(query)
    except ValueError:
        return None
    if not Record.objects.filter(pk=pk, dossier_id=request.dossier.pk).exists():
        return None
    return HttpResponseRedirect(reverse("record", args=(request.dossier.slug, str(pk))))


def _grouped(hits: Sequence[Hit]) -> list[tuple[str, list[Hit]]]:
    """The hits of a page by kind, the kind of the best hit first."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.kind, []).append(hit)
    return list(groups.items())


def _number(text: str) -> int:
    return (
        min(int(text), _LAST) if text.isascii() and text.isdigit() and 0 < len(text) < 4 and int(text) else 1
    )
