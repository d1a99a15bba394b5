"""What comes when the page of a record is there: the editions that use it, and what the checks find about
it."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import render

from sourcebook.checks import SettingsError
from sourcebook.checks.findings import Side
from sourcebook.dossier.checking import checked_record
from sourcebook.dossier.editions.uses import uses_of
from sourcebook.dossier.models import Record
from sourcebook.dossier.write.links import is_id
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.record.words import path_words


@page(MEMBER)
def about(request: Request, record: str) -> HttpResponse:
    """The editions and the findings."""
    found = Record.objects.filter(pk=record).first() if is_id(record) else None
    if found is None:
        raise Http404("there is no such record")
    fault, findings = "", []
    try:
        findings = [
            {
                "severity": one.severity,
                "message": one.message,
                "rule": one.rule,
                "fields": _fields(one.sides, record),
            }
            for one in checked_record(record)
        ]
    except SettingsError as error:
        fault = str(error)
    told = {"record": found, "uses": uses_of(record, found.kind), "findings": findings, "fault": fault}
    return render(request, "record/about.html", told)


def _fields(sides: Iterable[Side], record: str) -> list[str]:
    own = [side.field for side in sides if side.record == record and side.field]
    return list(dict.fromkeys(map(path_words, own)))
