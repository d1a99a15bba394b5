"""The list of records, and its export."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sourcebook.dossier.desk.bulk import ACTS, LEVELS_IN_BULK, may_act
from sourcebook.dossier.desk.views import views_of
from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.listing import listed
from sourcebook.dossier.models import Level, Membership, Record, Status
from sourcebook.workbench.accounts.limits import limited
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.veiling import hidden_of
from sourcebook.workbench.frame.words import kind_words
from sourcebook.workbench.pages.record.words import ORIGIN
from sourcebook.workbench.pages.records.asked import LINKED, Asked, asked_of
from sourcebook.workbench.pages.records.cells import filled
from sourcebook.workbench.pages.records.columns import chosen_of, column_words, columns_of, possible, rows_of
from sourcebook.workbench.pages.records.exporting import FILES, exported, fitting
from sourcebook.workbench.pages.records.paging import COUNTED, SORTS, NoSuchPlace, counted, part_of
from sourcebook.workbench.pages.records.words import ACT_WORDS


@page(MEMBER)
def show(request: Request) -> HttpResponse:
    """Fifty records of a list; twelve queries at most, and those of the filters by links."""
    asked, sort = asked_of(request.GET), sort_of(request)
    kind = asked.given.get("kind", "")
    names = chosen_of(request.GET, asked)
    chose = [("col", name) for name in request.GET.getlist("col") if name in names]
    address = "&".join(filter(None, (asked.address(sort="" if sort == "new" else sort), urlencode(chose))))
    # A further page is put below the first, which has all that stands around.
    further = bool(request.htmx and request.GET.get("after"))
    told: dict[str, Any] = {"sort": sort, "list": address, "asked": asked}
    if not further:
        told |= choices(asked)
    if asked.faults:
        return render(request, "records/show.html", told)
    columns = columns_of(kind, names)
    found = listed(asked.filters, asked.forms)
    if joined := [name for name in ("owner", "made_by") if name in names]:
        found = found.select_related(*joined)
    after = request.GET.get("after", "")
    try:
        part = part_of(found, sort, after)
    except NoSuchPlace:
        raise Http404("there is no such place in the list") from None
    told |= {
        "columns": columns,
        "rows": filled(rows_of(kind, part.records, columns), _base(request), bool(hidden_of(request))),
        "next": f"{address}&{urlencode({'after': part.next})}" if part.next else "",
        "bulk": [(act, ACT_WORDS[act]) for act in ACTS if may_act(act)],
    }
    if not further:
        number = counted(found, sort)
        told |= {
            "number": min(number, COUNTED),
            "more": number > COUNTED,
            "all_columns": [(name, column_words(name), name in names) for name in possible(kind)],
            "endings": fitting(kind),
            "views": list(views_of("records")),
            "bulk_levels": LEVELS_IN_BULK,
        }
    return render(request, "records/show.html", told)


@page(MEMBER)
@limited("export")
def export(request: Request, ending: str) -> FileResponse:
    """All that the list shows, not only the page of it, as a file."""
    asked, sort = asked_of(request.GET), sort_of(request)
    if ending not in FILES or asked.faults:
        raise Http404("there is no such export")
    column, falls = SORTS[sort]
    found = listed(asked.filters, asked.forms).order_by(f"-{column}" if falls else column, "id")
    if column == "earliest":
        found = found.filter(earliest__isnull=False)
    name = "-".join(filter(None, (request.dossier.slug, asked.given.get("kind", "records"))))
    return FileResponse(
        exported(found, ending, asked.given.get("kind", ""), chosen_of(request.GET, asked)),
        as_attachment=True,
        filename=f"{name}.{FILES[ending].ending}",
        content_type=FILES[ending].media_type,
    )


def choices(asked: Asked, lean: bool = False) -> dict[str, Any]:
    """What the fields of the filters offer, and the records that filters name, by their labels. Two queries;
    where `lean`, one."""
    named = {name: asked.given[name] for name in LINKED if name in asked.given and name not in asked.faults}
    rows = Record.objects.filter(pk__in=list(named.values())).values_list("pk", "label") if named else ()
    labels = {str(pk): label for pk, label in rows}
    team = [] if lean else list(_team())
    return {
        "asked": asked,
        "kinds": [(kind, kind_words(kind, 2)) for kind in KINDS],
        "statuses": Status.values,
        "levels": Level.labels,
        "origins": list(ORIGIN.items()),
        "people": [(str(pk), name) for pk, name, _, _ in team],
        "owners": sorted({(str(pk), name) for _, _, pk, name in team if pk}, key=lambda one: one[1]),
        "linked": [
            (name, value, labels.get(value, value[:8]), asked.address(**{name: ""}))
            for name, value in named.items()
        ],
    }


def _base(request: Request) -> str:
    return reverse("records", kwargs={"slug": request.dossier.slug})


def _team() -> Any:
    of_account = ("account_id", "account__name", "account__organisation_id", "account__organisation__name")
    return Membership.objects.order_by("account__name").values_list(*of_account)


def sort_of(request: Request) -> str:
    """By what the list is sorted; the newest record first where nothing, or nonsense, is said."""
    sort = request.GET.get("sort", "new")
    return sort if sort in SORTS else "new"
