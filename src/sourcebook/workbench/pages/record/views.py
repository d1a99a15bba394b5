"""A record, and its history."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from sourcebook.dossier.page import Page, page_of
from sourcebook.dossier.related import MOST, related_to
from sourcebook.dossier.rivals import rivals_of
from sourcebook.dossier.vault import SealBroken
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.opened import Opener, keys_for, was_opened
from sourcebook.workbench.pages.record.doing import doable
from sourcebook.workbench.pages.record.evidence import evidence_of
from sourcebook.workbench.pages.record.past import acts_of
from sourcebook.workbench.pages.record.saying import lines_of
from sourcebook.workbench.pages.record.words import ORIGIN
from sourcebook.workbench.pages.sealed.looking import SHOWN

# In the list of records, by which filter what points to a record of a kind is found.
_TEXTS = ("text", "translation")
_FILTERS = {"actor": "speaker", "place": "place", "source": "source"}


@page(MEMBER)
def show(request: Request, record: str) -> HttpResponse:
    """The record; thirteen queries at most."""
    found, opened = _found(request, record)
    plain = found.record
    told = {
        **opened,
        "page": found,
        "record": plain,
        "origin": ORIGIN[plain["origin"]] if "origin" in plain else "",
    }
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
    found, opened = _found(request, record)
    try:
        acts = acts_of(found.record["id"], found.record["kind"], opened["keys"])
    except SealBroken:
        acts = acts_of(found.record["id"], found.record["kind"])
    told = {
        **opened,
        "page": found,
        "record": found.record,
        "acts": acts,
        "can_undo": request.viewer.may("merge") and not found.closed,
    }
    return render(request, "record/history.html", told)


def _found(request: Request, record: str) -> tuple[Page, dict[str, Any]]:
    """(the page, what of it was sealed): opened where somebody opened what is sealed, noted then."""
    keys: Opener | None = keys_for(request)
    fault = ""
    try:
        found = page_of(record, keys)
    except SealBroken as error:
        keys, fault = None, str(error)
        found = page_of(record)
    if found is None:
        raise Http404("there is no such record")
    texts = found.record.get("texts", {}) if keys else {}
    layers = found.record["parts"].get("layers", ())
    return found, {
        "keys": keys,
        "whole": was_opened(request) and found.record["level"] == "sealed",
        "seal_fault": fault,
        "closed_here": found.closed or any(one.get("closed") for one in found.record["withheld"]),
        "sealed_look": str(found.record["fields"].get("media_type", "")).partition(";")[0] in SHOWN,
        "sealed_texts": [texts[row["sha256"]] for row in layers if row["current"] and row["sha256"] in texts],
    }
