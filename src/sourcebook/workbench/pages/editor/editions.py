"""The list of editions: how far each has come, who worked on it last, what waits; and a new one is begun."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from sourcebook.dossier.editions import EditionRefused, opened
from sourcebook.dossier.editions.partners import partners_of
from sourcebook.dossier.models import Edition, EditionText, ProposedChange, Record, SignOff
from sourcebook.dossier.models.history import Decided
from sourcebook.dossier.seen import current
from sourcebook.publish.drafting import OutlineError, outlines
from sourcebook.publish.editing import drafted
from sourcebook.publish.edition import Edition as Written
from sourcebook.publish.edition import Front
from sourcebook.publish.edition.problems import EditionError
from sourcebook.publish.edition.writing import written
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.editor.about import INCIDENT, NoSuchEvent, event_of
from sourcebook.workbench.pages.editor.heading import HOUSES, checked
from sourcebook.workbench.work import begin

# From so many published records on a draft takes longer than somebody waits.
_AT_ONCE = 400


@dataclass(frozen=True)
class Begun:
    """The form of a new edition."""

    name: str = ""
    title: str = ""
    period: str = ""
    outline: str = "annual"
    language: str = "en"
    house: str = "report"
    source: str = "records"
    event: str = ""
    faults: dict[str, str] = field(default_factory=dict)


@page(MEMBER, methods="GET POST", may_post="create")
def show(request: Request) -> HttpResponse:
    """The list; five queries. Sending the form begins an edition."""
    if request.method == "POST":
        return _begin(request)
    return _shown(request, Begun(title=request.dossier.title))


def _shown(request: Request, form: Begun, status: int = 200) -> HttpResponse:
    told = {
        "rows": list(_rows()),
        "partners": len(partners_of(current().within)),
        "form": form,
        "outlines": outlines(),
        "houses": HOUSES,
        "drawn_upon": _published().exists(),
    }
    return render(request, "editor/editions.html", told, status=status)


def _rows() -> QuerySet[Edition]:
    """The editions, the newest first, each with its last text, who wrote that, and what waits."""
    last = EditionText.objects.filter(edition=OuterRef("pk")).order_by("-serial")
    waiting = ProposedChange.objects.filter(edition=OuterRef("pk"), state=Decided.OPEN)
    signed = SignOff.objects.filter(edition=OuterRef("pk"), build=OuterRef("build"))
    return (
        Edition.objects.filter(dossier_id=current().within)
        .defer("lines", "rests_on")
        .select_related("published_by", "corrects")
        .annotate(
            serial=Subquery(last.values("serial")[:1]),
            saved_at=Subquery(last.values("at")[:1]),
            saved_by=Subquery(last.values("who__name")[:1]),
            why=Subquery(last.values("why")[:1]),
            waiting=_how_many(waiting),
            signed=_how_many(signed),
        )
        .order_by("-made_at", "id")
    )


def _how_many(rows: QuerySet[Any]) -> Subquery:
    """The number of rows of an edition, as part of a query for editions."""
    return Subquery(rows.order_by().values("edition").values_list(Count("pk")))


def _begin(request: Request) -> HttpResponse:
    given = request.POST
    names = ("name", "title", "period", "outline", "language", "house", "source", "event")
    values: dict[str, Any] = {name: " ".join(given.get(name, "").split()) for name in names}
    form = Begun(**values)
    if faults := _faults(form):
        return _shown(request, replace(form, faults=faults), 422)
    try:
        form = _about(form)
    except NoSuchEvent as error:
        return _shown(request, replace(form, faults={"event": str(error)}), 422)
    front = Front(
        form.title,
        period=form.period,
        language=form.language or "en",
        outline=form.outline if form.source == "records" else "",
        house=form.house or "report",
    )
    try:
        if form.source == "records":
            if _is_long():
                return _in_the_background(request, form)
            _, untold = drafted(form.name, front, form.outline, commands=False)
            for line in untold[:5]:
                messages.info(request, line)
        else:
            opened(form.name, written(Written(front, ())), gettext("begun empty"))
    except (EditionRefused, EditionError, OutlineError) as error:
        outline = form.outline.partition(" ")[0]
        return _shown(request, replace(form, outline=outline, faults={"name": str(error)}), 422)
    return HttpResponseRedirect(reverse("edition", args=(request.dossier.slug, form.name)))


def _about(form: Begun) -> Begun:
    """The form with the event that its outline is about, where it is about one. Raises NoSuchEvent."""
    if form.source != "records" or form.outline != INCIDENT:
        return form
    return replace(form, outline=f"{form.outline} event:{event_of(form.event)}")


def _faults(form: Begun) -> dict[str, str]:
    found = {}
    if not form.name:
        found["name"] = gettext("Short name: say one, such as report-2031. It stands in addresses.")
    if not form.title:
        found["title"] = gettext("Title: an edition needs one.")
    if form.source == "records" and form.outline not in outlines():
        found["outline"] = gettext("Outline: choose one of the list.")
    try:
        checked(form.period, "")
    except ValueError as error:
        found["period"] = str(error)
    return found


def _is_long() -> bool:
    return _published()[: _AT_ONCE + 1].count() > _AT_ONCE


def _published() -> QuerySet[Record]:
    """What a draft is made from, in no order."""
    return Record.objects.filter(dossier_id=current().within, status="published", level=0).order_by()


def _in_the_background(request: Request, form: Begun) -> HttpResponse:
    names = ("name", "title", "period", "outline", "language", "house")
    given = {name: getattr(form, name) for name in names}
    title = gettext("Draft of %(name)s") % {"name": form.name}
    work = begin(request, "draft-edition", given, title=title, once=f"draft {form.name}")
    return HttpResponseRedirect(reverse("work-item", args=(request.dossier.slug, work.pk)))
