"""The log, its filters, and its export."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sourcebook.dossier.access.log import Asked, Line, Named, lines, named
from sourcebook.dossier.access.members import members
from sourcebook.workbench.accounts.limits import limited
from sourcebook.workbench.frame import MEMBER, Request, ledger, page
from sourcebook.workbench.pages.log.exporting import written
from sourcebook.workbench.pages.log.words import ACTS, ALARMING, act_of, is_named, page_of, person_of

_AT_ONCE = 100


@page(MEMBER)
def show(request: Request) -> HttpResponse:
    """A hundred lines of the log; nine queries at most."""
    ledger.LEDGER.settle()
    keeps = request.viewer.may("people")
    asked, given, faults = asked_of(request)
    told: dict[str, Any] = {
        "keeps": keeps,
        "given": given,
        "faults": faults,
        "acts": list(ACTS.items()),
        "members": members() if keeps else [],
        "address": urlencode(given),
    }
    if not faults:
        found = lines(asked, _after(request), _AT_ONCE + 1)
        read = named(found[:_AT_ONCE])
        told["rows"] = rows_of(read)
        if len(found) > _AT_ONCE:
            last = read.lines[-1]
            told["next"] = urlencode({**given, "after": f"{last.at.isoformat()}_{last.id}"})
    return render(request, "log/show.html", told)


@page(MEMBER)
@limited("export")
def export(request: Request) -> FileResponse:
    """All that is asked for, as CSV."""
    ledger.LEDGER.settle()
    asked, _given, faults = asked_of(request)
    if faults:
        raise Http404("there is no such part of the log")
    name = f"{request.dossier.slug}-log.csv"
    return FileResponse(
        written(asked), as_attachment=True, filename=name, content_type="text/csv; charset=utf-8"
    )


def rows_of(read: Named) -> list[dict[str, Any]]:
    """The lines as the template shows them."""
    return [_row(line, read) for line in read.lines]


def _row(line: Line, read: Named) -> dict[str, Any]:
    return {
        "at": line.at,
        "who": person_of(line, read.people),
        "account": line.account,
        "act": act_of(line),
        "alarming": line.act in ALARMING,
        "page": page_of(line),
        "page_named": is_named(line),
        "record": line.about if line.about in read.records else None,
        "label": read.records.get(line.about, "") if line.about else "",
        "person": read.people.get(line.about, "") if line.about else "",
        "detail": line.detail,
    }


def asked_of(request: Request) -> tuple[Asked, dict[str, str], dict[str, str]]:
    """What the address asks for; what was given; and what of it cannot be read, with why."""
    names = ("person", "record", "act", "since", "until")
    given = {name: value for name in names if (value := request.GET.get(name, "").strip())}
    faults: dict[str, str] = {}
    read: dict[str, Any] = {"act": given.get("act", "")}
    for name, reads, why in (
        ("person", uuid.UUID, _("There is no such person.")),
        ("record", uuid.UUID, _("This is no id of a record.")),
        ("since", date.fromisoformat, _("Write the day as 2031-03-18.")),
        ("until", date.fromisoformat, _("Write the day as 2031-03-18.")),
    ):
        if name in given:
            try:
                read[name] = reads(given[name])
            except ValueError:
                faults[name] = why
    if given.get("act", "") not in ("", *ACTS):
        faults["act"] = _("There is no such act.")
    return (Asked() if faults else Asked(**read)), given, faults


def _after(request: Request) -> tuple[datetime, uuid.UUID] | None:
    given = request.GET.get("after", "")
    if not given:
        return None
    at, _line, last = given.partition("_")
    try:
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError
        return moment, uuid.UUID(last)
    except ValueError:
        raise Http404("there is no such place in the log") from None
