"""What happened with one's own account: log-ins, changes, acts of others. Nobody else sees it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sourcebook.dossier.access.own import BY_OTHERS, LOGGED, OPENS, happened
from sourcebook.workbench.frame import LOGGED_IN, Request, ledger, page
from sourcebook.workbench.pages.log.words import ACTS

_ON_PAGE = 200


@page(LOGGED_IN)
def show(request: Request) -> HttpResponse:
    """What happened with one's own account, the latest first."""
    ledger.LEDGER.settle()
    lines = [
        {"at": one.at, "act": ACTS.get(one.act, one.act), "detail": one.detail, "by_another": one.by_another,
         "alarming": one.act not in LOGGED or one.act == "failed to come in"}
        for one in happened(request.viewer.person, (*OPENS, *BY_OTHERS, *LOGGED), None, _ON_PAGE)
    ]  # fmt: skip
    return render(request, "account/happened.html", {"lines": lines})
