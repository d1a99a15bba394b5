"""The list of the dossiers in which somebody has a part."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sourcebook.dossier.models import Membership
from sourcebook.workbench.frame import LOGGED_IN, Request, page
from sourcebook.workbench.pages.start.making import may_make


@page(LOGGED_IN)
def show(request: Request) -> HttpResponse:
    """The dossiers, by title; one query."""
    mine = Membership.objects.filter(account_id=request.viewer.person).select_related("dossier")
    told = {"memberships": mine.order_by("dossier__title", "id"), "may_make": may_make(request)}
    return render(request, "start/show.html", told)
