"""The page that searches."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from sourcebook.dossier.search import find
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
    }
    if query and not asked.faults:
        results = find(query, asked.filters, limit=AT_ONCE, offset=(number - 1) * AT_ONCE, variants=variants)
        onward = number * AT_ONCE < results.total and number < _LAST
        told |= {"results": results, "page": number, "next": number + 1 if onward else 0}
    return render(request, "search/show.html", told)


def _number(text: str) -> int:
    return (
        min(int(text), _LAST) if text.isascii() and text.isdigit() and 0 < len(text) < 4 and int(text) else 1
    )
