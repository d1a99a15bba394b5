"""The open vault of a request: whose it is, whether their role may still have it, and that it was used."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from sourcebook.dossier.seen import Viewer
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.vault import OpenVault
from sourcebook.workbench.opened import keeping
from sourcebook.workbench.opened.keeping import Place

# Where the session has its handle: a random word, which opens nothing by itself.
HANDLE = "opened"


@dataclass(frozen=True)
class Opener(OpenVault):
    """An open vault that tells when it opens something."""

    used: Callable[[], None] = field(repr=False, kw_only=True)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """As the open vault does, and its time begins anew."""
        content = super().open(sealed, context)
        self.used()
        return content


def may_open(viewer: Viewer | None) -> bool:
    """Whether a role opens what is sealed: it must see it, and be allowed to open it, as in a terminal."""
    return (
        viewer is not None
        and not viewer.everything
        and viewer.dossier is not None
        and viewer.account is not None
        and viewer.sees >= LEVELS["sealed"]
        and viewer.may("seal")
    )


def keys_for(request: HttpRequest) -> Opener | None:
    """What opens sealed content for who looks; None where it is closed. No query."""
    place = _place(request)
    keys = keeping.OPENINGS.get(place) if place else None
    if place is None or keys is None:
        return None

    def used() -> None:
        request.opened_sealed = True  # type: ignore[attr-defined]
        keeping.OPENINGS.used(place)

    return Opener(keys.vault, keys.private_key, used=used)


def keep(request: HttpRequest, keys: OpenVault) -> None:
    """Keeps an open vault for this session of who looks, in this dossier."""
    if not request.session.get(HANDLE):
        request.session[HANDLE] = secrets.token_urlsafe(32)
    place = _place(request)
    if place is None:
        raise ValueError("a vault is kept open for a member whose role may open it")
    keeping.OPENINGS.put(place, keys)


def close(request: HttpRequest) -> bool:
    """Closes it for this session in this dossier; whether it was open."""
    place = _place(request)
    return place is not None and keeping.OPENINGS.close(place)


def until(request: HttpRequest) -> datetime | None:
    """When it ends if nothing sealed is looked at any more; None where it is closed. No query."""
    place = _place(request)
    at = keeping.OPENINGS.until(place) if place else None
    return datetime.fromtimestamp(at, UTC) if at is not None else None


def was_opened(request: HttpRequest) -> bool:
    """Whether something sealed was opened for this request: then no part of its answer may be kept."""
    return bool(getattr(request, "opened_sealed", False))


def _place(request: HttpRequest) -> Place | None:
    viewer: Viewer | None = getattr(request, "viewer", None)
    session = getattr(request, "session", None)
    # Only what a member of a dossier asks by their session: not a program with a key, whoever's it is.
    if viewer is None or viewer.dossier is None or session is None or not request.user.is_authenticated:
        return None
    handle = session.get(HANDLE)
    if not handle or viewer.account is None or viewer.account != request.user.pk:
        return None
    place = Place.of(str(handle), viewer.dossier, viewer.account)
    if not may_open(viewer):
        # The role was taken away meanwhile: given back, it opens nothing without the passphrase.
        keeping.OPENINGS.close(place)
        return None
    return place


@receiver(user_logged_out, dispatch_uid="sourcebook.opened.out")
def _went_out(request: HttpRequest | None = None, **_given: Any) -> None:
    handle = request.session.get(HANDLE) if request is not None and hasattr(request, "session") else None
    if handle:
        keeping.OPENINGS.close_session(str(handle))


__all__ = ["HANDLE", "Opener", "close", "keep", "keys_for", "may_open", "until", "was_opened"]
