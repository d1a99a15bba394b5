"""The page of somebody over time."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sourcebook.dossier.models import Claim, Record
from sourcebook.dossier.rivals import by_property
from sourcebook.dossier.views.kept import apart
from sourcebook.dossier.views.person import (
    STATEMENTS,
    Person,
    Said,
    forms_of_speech,
    kept_apart,
    parts_of,
    person_of,
    said_by,
    same_as,
    ties_of,
)  # fmt: skip
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.person.drawn import WIDTH, drawn


@page(MEMBER)
def show(request: Request, record: uuid.UUID) -> HttpResponse:
    """Names, offices, statements, parts in events, claims; fifteen queries at most."""
    found = person_of(record)
    if found is None:
        if not Record.objects.filter(pk=record).exists():
            raise Http404("there is nobody of this id")
        return redirect("record", request.dossier.slug, record)
    ids = same_as(found.record.pk)
    hidden = apart(found.record.pk, ids)
    more_parts, more_said = kept_apart(hidden)
    ties = ties_of(ids, hidden)
    parts = sorted([*parts_of(ids), *more_parts], key=lambda one: (one.first or date.max, one.record))
    said = sorted([*said_by(ids), *more_said], key=lambda one: one.when, reverse=True)
    forms = forms_of_speech(ids) if len(said) >= STATEMENTS else _forms(said)
    offices = [one for one in ties if one.of and one.type == "holds-office"]
    told = {
        "person": found,
        "record": found.record,
        "actor": found.actor,
        # One name that nobody is said to use says no more than the title.
        "names_told": len(found.names) > 1 or any(one["used_by__label"] for one in found.names),
        "protection": _protection(found),
        "offices": offices,
        "ties": [one for one in ties if one not in offices],
        "parts": parts,
        "said": said,
        "withheld": hidden.fields,
        "forms": forms,
        "statements": sum(number for _, number in forms),
        "most": STATEMENTS,
        "rivals": by_property(Claim.objects.filter(Q(about__in=ids) | Q(pk__in=hidden.of("claim", "about")))),
        "drawing": drawn(ties, parts, lambda pk: reverse("record", args=(request.dossier.slug, pk))),
        "width": WIDTH,
    }
    return render(request, "person/show.html", told)


def _forms(said: list[Said]) -> list[tuple[str, int]]:
    return Counter(one.form for one in said).most_common()


def _protection(found: Person) -> list[str]:
    """The reasons, by their short names, that somebody must be careful with the names of this person."""
    actor = found.actor
    if actor.form != "person":
        return ["private"] if actor.public == "private" else []
    reasons = []
    if actor.minor == "yes":
        reasons.append("minor")
    if actor.public == "private":
        reasons.append("private")
    elif actor.public == "unknown":
        reasons.append("unknown")
    if actor.consent in ("refused", "withdrawn"):
        reasons.append(actor.consent)
    return reasons
