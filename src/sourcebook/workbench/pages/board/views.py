"""The board of measures and recommendations."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render

from sourcebook.dossier.coverage import OLD, state_of_counts
from sourcebook.dossier.views.board import GROUPS, PAGE, groups, ranked, told
from sourcebook.workbench.frame import MEMBER, Request, page

_FORMS = ("measure", "recommendation")


@page(MEMBER)
def show(request: Request) -> HttpResponse:
    """Thirty orders, those that are due first; twelve queries at most."""
    group = request.GET.get("by", "addressee")
    group = group if group in GROUPS else "addressee"
    form = request.GET.get("form", "")
    form = form if form in _FORMS else ""
    due_only = request.GET.get("due") == "1"
    who = _id(request.GET.get("who", ""))
    number = _number(request.GET.get("page", "1"))
    state = state_of_counts()
    found = ranked(state, datetime.now(UTC).date(), form, group, who, due_only)
    shown = found.ids[(number - 1) * PAGE : number * PAGE]
    if number > 1 and not shown:
        raise Http404("the board has no such page")
    all_groups = groups(state, group)
    rest = {"by": group if group != "addressee" else "", "form": form, "due": "1" if due_only else ""}

    def address(**changed: str) -> str:
        given = {**rest, "who": str(who or ""), **changed}
        return "?" + urlencode({name: value for name, value in given.items() if value})

    return render(
        request,
        "board/show.html",
        {
            "orders": told(shown, found.due),
            "number": len(found.ids),
            "due": len(found.due),
            "months": OLD.days // 30,
            "group": group,
            "form": form,
            "due_only": due_only,
            "who": str(who or ""),
            "who_label": next((label for pk, label, _ in all_groups if pk == str(who)), ""),
            "groups": [(pk, label, count, address(who=pk)) for pk, label, count in all_groups],
            "everybody": address(who=""),
            "may_add": request.viewer.may("create"),
            "before": address(page=str(number - 1)) if number > 1 else "",
            "after": address(page=str(number + 1)) if number * PAGE < len(found.ids) else "",
        },
    )


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) else 1
