"""Views of lists are kept under a name, renamed, given to all, deleted."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.desk.views import forget_view, keep_view, rename_view
from sourcebook.dossier.write import Refused
from sourcebook.workbench.frame import MEMBER, Request, page

_PAGES = ("records", "search")


@page(MEMBER, methods="POST")
def keep(request: Request) -> HttpResponse:
    """Keeps the list under a name, for oneself or for all; opens it."""
    on, query = request.POST.get("page", ""), _clean(request.POST.get("query", ""))
    on = on if on in _PAGES else _PAGES[0]
    try:
        kept = keep_view(on, request.POST.get("name", ""), query, bool(request.POST.get("shared")))
        messages.success(request, _("Kept as “%(name)s”.") % {"name": kept.name})
    except Refused as refused:
        messages.error(request, _told(refused))
    return HttpResponseRedirect(f"{reverse(on, kwargs={'slug': request.dossier.slug})}?{query}")


@page(MEMBER, methods="POST")
def change(request: Request, view: uuid.UUID) -> HttpResponse:
    """Renames a view or gives it to all, or deletes it."""
    try:
        if request.POST.get("act") == "delete":
            messages.success(request, _("“%(name)s” is deleted.") % {"name": forget_view(view)})
        elif "name" in request.POST:
            kept = rename_view(view, request.POST["name"], bool(request.POST.get("shared")))
            messages.success(request, _("Kept as “%(name)s”.") % {"name": kept.name})
    except Refused as refused:
        messages.error(request, _told(refused))
    query = _clean(request.POST.get("query", ""))
    return HttpResponseRedirect(f"{reverse('records', kwargs={'slug': request.dossier.slug})}?{query}")


def _told(refused: Refused) -> str:
    return "; ".join(problem.reason for problem in refused.problems)


def _clean(query: str) -> str:
    """A query as it may stand in an address, without the place in the list."""
    given = QueryDict(query.lstrip("?"), mutable=True)
    given.pop("after", None)
    given.pop("page", None)
    return given.urlencode()
