"""The list of records, and its export."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render

from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.listing import listed
from sourcebook.dossier.models import Level, Record, Status
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.words import kind_words
from sourcebook.workbench.pages.records.asked import LINKED, Asked, asked_of
from sourcebook.workbench.pages.records.exporting import FILES, exported
from sourcebook.workbench.pages.records.paging import COUNTED, SORTS, NoSuchPlace, counted, part_of


@page(MEMBER)
def show(request: Request) -> HttpResponse:
    """Fifty records of a list; three queries, and those of the filters by links."""
    asked, sort = asked_of(request.GET), _sort(request)
    told: dict[str, Any] = {**choices(asked), "sort": sort, "list": asked.address(sort=sort)}
    if asked.faults:
        return render(request, "records/show.html", told)
    found = listed(asked.filters, asked.forms)
    after = request.GET.get("after", "")
    try:
        part = part_of(found, sort, after)
    except NoSuchPlace:
        raise Http404("there is no such place in the list") from None
    told |= {"part": part, "next": asked.address(sort=sort, after=part.next), "after": after}
    # A further page is put below the first, which has the number.
    if not (request.htmx and after):
        number = counted(found, sort)
        told |= {"number": min(number, COUNTED), "more": number > COUNTED}
    return render(request, "records/show.html", told)


@page(MEMBER)
def export(request: Request, ending: str) -> FileResponse:
    """All that the list shows, not only the page of it, as a file."""
    asked, sort = asked_of(request.GET), _sort(request)
    if ending not in FILES or asked.faults:
        raise Http404("there is no such export")
    column, falls = SORTS[sort]
    found = listed(asked.filters, asked.forms).order_by(f"-{column}" if falls else column, "id")
    if column == "earliest":
        found = found.filter(earliest__isnull=False)
    name = "-".join(filter(None, (request.dossier.slug, asked.given.get("kind", "records"))))
    return FileResponse(
        exported(found, ending),
        as_attachment=True,
        filename=f"{name}.{ending}",
        content_type=FILES[ending][0],
    )


def choices(asked: Asked) -> dict[str, Any]:
    """What the fields of the filters offer, and the records that filters name, by their labels."""
    named = {name: asked.given[name] for name in LINKED if name in asked.given and name not in asked.faults}
    rows = Record.objects.filter(pk__in=list(named.values())).values_list("pk", "label") if named else ()
    labels = {str(pk): label for pk, label in rows}
    return {
        "asked": asked,
        "kinds": [(kind, kind_words(kind, 2)) for kind in KINDS],
        "statuses": Status.values,
        "levels": Level.labels,
        "linked": [
            (name, value, labels.get(value, value[:8]), asked.address(**{name: ""}))
            for name, value in named.items()
        ],
    }


def _sort(request: Request) -> str:
    sort = request.GET.get("sort", "new")
    return sort if sort in SORTS else "new"
