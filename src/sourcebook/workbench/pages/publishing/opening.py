"""An edition opened for the pages of its way: how far it is, and what its report cites."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse

from sourcebook.dossier.editions import EditionRefused, edition_of
from sourcebook.dossier.editions.words import words_on
from sourcebook.dossier.models import Edition, EditionText
from sourcebook.workbench.frame import Request
from sourcebook.workbench.pages.publishing.checked import last_check, works_on
from sourcebook.workbench.pages.publishing.way import Way, way_of


def found(slug: str) -> Edition:
    """An edition of the dossier by its short name. Raises Http404."""
    try:
        return edition_of(slug)
    except EditionRefused as error:
        raise Http404(str(error)) from error


def way_to(kept: Edition) -> Way:
    """How far an edition is; seven queries."""
    last = EditionText.objects.filter(edition=kept).order_by("-serial").values_list("serial", flat=True)
    serial = last[:1].get()
    works = works_on(kept)
    return way_of(kept, serial, last_check(works, serial), words_on(kept), works)


def sources_of(way: Way) -> list[str]:
    """What the report cites: of a frozen one it is kept, of a draft the last check knows it."""
    if way.draft:
        return list(way.checked.sources) if way.checked else []
    return sorted(way.edition.rests_on)


def address_of(request: Request, edition: str) -> str:
    """Where the way of an edition is shown."""
    return reverse("edition-publish", args=(request.dossier.slug, edition))
