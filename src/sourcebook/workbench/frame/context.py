"""What every template has: the dossier, the viewer, the navigation, the look that was chosen. No query."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from sourcebook.workbench.frame.look import look_of
from sourcebook.workbench.frame.navigation import entries


def frame(request: HttpRequest) -> dict[str, Any]:
    """`dossier` and `viewer` (None outside), `navigation`, `look`, `local`, `search_url`."""
    dossier = getattr(request, "dossier", None)
    always: dict[str, Any] = {
        "look": look_of(request),
        "local": settings.LOCAL,
        "dossier": dossier,
        "navigation": [],
    }
    if dossier is None:
        return always
    viewer = request.viewer  # type: ignore[attr-defined]
    match = request.resolver_match
    here = match.view_name if match else ""
    shown = [entry for entry in entries() if not entry.may or viewer.may(entry.may)]
    links = [
        {
            "label": entry.label,
            "href": reverse(entry.view, kwargs={"slug": dossier.slug}),
            "key": entry.key,
            "here": entry.view == here,
        }
        for entry in shown
    ]
    return {**always, "viewer": viewer, "navigation": links, "search_url": _search(dossier.slug)}


def _search(slug: str) -> str:
    """The page that searches, where there is one."""
    try:
        return reverse("search", kwargs={"slug": slug})
    except NoReverseMatch:
        return ""
