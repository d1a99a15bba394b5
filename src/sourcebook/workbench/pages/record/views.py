"""A record, and its history."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from sourcebook.dossier.page import Page, page_of
from sourcebook.dossier.related import MOST, related_to
from sourcebook.dossier.rivals import rivals_of
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.record.doing import doable
from sourcebook.workbench.pages.record.evidence import evidence_of
from sourcebook.workbench.pages.record.past import acts_of
from sourcebook.workbench.pages.record.saying import lines_of
from sourcebook.workbench.pages.record.words import ORIGIN

# In the list of records, by which filter what points to a record of a kind is found.
_TEXTS = ("text", "translation")
_FILTERS = {"actor": "speaker", "place": "place", "source": "source"}


@page(MEMBER)
def show(request: Request, record: str) -> HttpResponse:
    """The record; thirteen queries at most."""
    found = _found(record)
    plain = found.record
    told = {"page": found, "record": plain, "origin": ORIGIN[plain["origin"]] if "origin" in plain else ""}
    told |= doable(plain, request.viewer)
    if found.closed:
        return render(request, "record/show.html", told)
    lines, empty = lines_of(found)
    texts = [line for line in lines if plain["kind"] == "statement" and line.name in _TEXTS]
    rivals = rivals_of(found)
    beside = {claim["id"] for _, claims in rivals for claim in claims}
    related = list(related_to(plain["id"], plain["kind"]))
    told |= {
        "texts": texts,
        "lines": [line for line in lines if line not in texts],
        "empty": empty,
        "evidence": evidence_of(found),
        "rivals": rivals,
        "related": [one for one in related if str(one.pk) not in beside],
        "many": len(related) == MOST,
        "list_filter": _FILTERS.get(plain["kind"], ""),
        "merged_label": found.labels.get(plain["merged_into"] or "", ""),
    }
    return render(request, "record/show.html", told)


@page(MEMBER)
def history(request: Request, record: str) -> HttpResponse:
    """Who did what with the record, when, why, and what differs."""
    found = _found(record)
    told = {
        "page": found,
        "record": found.record,
        "acts": acts_of(found.record["id"], found.record["kind"]),
        "can_undo": request.viewer.may("merge") and not found.closed,
    }
    return render(request, "record/history.html", told)


def _found(record: str) -> Page:
    found = page_of(record)
    if found is None:
        raise Http404("there is no such record")
    return found
