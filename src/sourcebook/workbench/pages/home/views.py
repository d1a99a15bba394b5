"""The home of a dossier."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sourcebook.dossier.history import lately
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.home.editions import editions
from sourcebook.workbench.pages.home.waiting import waiting

_LATELY = 12


@page(MEMBER)
def show(request: Request) -> HttpResponse:
    """What happened lately, what waits, the editions; a query each and two for what waits."""
    return render(
        request,
        "home/show.html",
        {"lately": lately(_LATELY), "waiting": waiting(), "editions": editions()},
    )
