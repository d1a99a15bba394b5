"""What every template has: the dossier, the viewer, the navigation, the look that was chosen. No query."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from sourcebook.workbench.frame.navigation import entries
from sourcebook.workbench.frame.wishes import languages, wishes_of
from sourcebook.workbench.opened.asking import may_open, until, was_opened


def frame(request: HttpRequest) -> dict[str, Any]:
    """`dossier` and `viewer` (None outside), `navigation`, `wishes`, `languages`, `look`, `local`, `keyed`,
    `search_url`, `may_open`, `opened_until` and `private` (what is sealed: see `opened`)."""
    dossier = getattr(request, "dossier", None)
    wishes = wishes_of(request)
    always: dict[str, Any] = {
        "wishes": wishes,
        "languages": languages() if len(settings.LANGUAGES) > 1 else [],
        "look": wishes.look,
        "local": settings.LOCAL,
        # Browsers give passkeys to names, not to numbers: on one's own computer at `localhost`.
        "keyed": not settings.LOCAL or request.get_host().partition(":")[0] == "localhost",
        "dossier": dossier,
        "navigation": [],
    }
    if dossier is None:
        return always
    viewer = request.viewer  # type: ignore[attr-defined]
    match = request.resolver_match
    here = match.view_name if match else ""
    open_until = until(request)
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
    return {
        **always,
        "viewer": viewer,
        "navigation": links,
        "search_url": _search(dossier.slug),
        "may_open": may_open(viewer) and bool(dossier.vault),
        "opened_until": open_until,
        # In seconds: of the clocks of two computers only the pace is the same.
        "opened_left": int((open_until - datetime.now(UTC)).total_seconds()) if open_until else 0,
        "private": was_opened(request),
    }


def _search(slug: str) -> str:
    """The page that searches, where there is one."""
    try:
        return reverse("search", kwargs={"slug": slug})
    except NoReverseMatch:
        return ""
