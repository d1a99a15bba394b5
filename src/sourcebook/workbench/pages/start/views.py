"""The list of the dossiers in which somebody has a part."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sourcebook.dossier.models import Membership
from sourcebook.workbench.frame import LOGGED_IN, Request, page


@page(LOGGED_IN)
def show(request: Request) -> HttpResponse:
    """The dossiers, by title; one query."""
    mine = Membership.objects.filter(account_id=request.viewer.person).select_related("dossier")
    return render(request, "start/show.html", {"memberships": mine.order_by("dossier__title", "id")})
