"""The page of a site over time."""

from __future__ import annotations

import uuid

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.models import Claim, Record
from sourcebook.dossier.rivals import by_property
from sourcebook.dossier.search.filters import with_merged
from sourcebook.dossier.views.kept import apart
from sourcebook.dossier.views.places import middle, names_of, wholes_of
from sourcebook.dossier.views.site import (
    CONDITION,
    assessments,
    between_observers,
    changes,
    happened_at,
    rivals,
    site_of,
)  # fmt: skip
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.site.drawn import WIDTH, drawn

# How close the map is opened, so that what the place may be off is seen whole.
_ZOOM = {"exact": 14, "settlement": 11, "district": 9, "region": 7, "country": 5}


@page(MEMBER)
def show(request: Request, record: uuid.UUID) -> HttpResponse:
    """Condition, changes, events, figures; fifteen queries at most."""
    found = site_of(record)
    if found is None:
        if not Record.objects.filter(pk=record).exists():
            raise Http404("there is no place of this id")
        return redirect("record", request.dossier.slug, record)
    own, place = found
    ids = with_merged([own.pk])
    hidden = apart(own.pk, ids)
    claims = hidden.of("claim", "about")
    seen, happened = assessments(ids, claims), happened_at(ids, hidden.of("event", "place"))
    changed = [*changes(seen), *between_observers(seen)]
    figures = by_property(
        Claim.objects.filter(Q(about__in=ids) | Q(pk__in=claims), term="").exclude(property__iexact=CONDITION)
    )
    names = names_of([str(own.pk)]).get(str(own.pk), [])
    centre = middle(place.geometry)
    told = {
        "record": own,
        "place": place,
        "withheld": hidden.fields,
        "names": names,
        # One name that nobody is said to use says no more than the title.
        "names_told": len(names) > 1 or any(one.used_by for one in names),
        "centre": f"{centre[1]:.4f},{centre[0]:.4f}" if centre else "",
        "zoom": _ZOOM.get(place.precision, 8),
        "wholes": wholes_of([str(own.pk)]).get(str(own.pk), []),
        "seen": seen,
        "changes": changed,
        "disagreeing": rivals(seen),
        "happened": happened,
        "rivals": figures,
        "drawing": drawn(
            seen,
            changed,
            happened,
            _("events there"),
            lambda pk: reverse("record", args=(request.dossier.slug, pk)),
        ),
        "width": WIDTH,
    }
    return render(request, "site/show.html", told)
