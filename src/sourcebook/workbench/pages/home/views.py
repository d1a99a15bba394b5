"""The home of a dossier, and its coverage."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sourcebook.dossier.coverage import coverage, dues, state_of_counts
from sourcebook.dossier.desk.views import views_of
from sourcebook.dossier.history import lately
from sourcebook.dossier.models.edition import EditionState
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.home.chart import chart_of
from sourcebook.workbench.pages.home.editions import blocks, editions
from sourcebook.workbench.pages.home.waiting import waiting

_LATELY = 12
_OVER = (EditionState.PUBLISHED, EditionState.CORRECTED)


@page(MEMBER)
def show(request: Request) -> HttpResponse:
    """What happened lately, what waits, the editions, lists that were kept; fifteen queries at most."""
    all_editions = list(editions())
    on_the_way = next((one for one in all_editions if one.state not in _OVER), None)
    state = state_of_counts()
    happened = lately(_LATELY, state)
    told = {
        "lately": happened,
        "empty": not happened and not all_editions,
        "waiting": waiting(state),
        "due": dues(state=state),
        "editions": all_editions,
        "next": on_the_way,
        "blocks": list(blocks(on_the_way)) if on_the_way else [],
        "views": list(views_of()),
        "may_review": request.viewer.may("review"),
    }
    return render(request, "home/show.html", told)


@page(MEMBER)
def cover(request: Request) -> HttpResponse:
    """Statements by month and by source, what was watched, follow-ups due; the home takes it in by HTMX."""
    found = coverage()
    told = {"cover": found, "chart": chart_of(found), "due": dues(first=100)}
    return render(request, "home/coverage.html", told)
