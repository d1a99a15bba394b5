"""Notes who saw and did what: the middleware by itself, a page with `seen` where more is to be said.

By itself it notes, in a dossier: a page about one record (its address has `record`) that opened; a file that
was taken out (an answer "to be saved"); what was sealed, where it was shown opened; a search; a form that was
sent and taken; and what was refused. The same page seen again within ten minutes is one sighting.

    seen(request, "took out", about=record.pk, detail="the preserved copy")
"""

from __future__ import annotations

import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from sourcebook.dossier.access.sightings import Noted
from sourcebook.dossier.seen import Viewer
from sourcebook.workbench.frame import ledger
from sourcebook.workbench.opened.asking import was_opened

SAW, TOOK_OUT, SEARCHED, SENT, REFUSED = "saw", "took out", "searched", "sent a form", "was refused"
SAW_SEALED = "saw sealed"
# Names of arguments in addresses that are ids of records.
_RECORDS = ("record", "capture", "source")
_AGAIN = 600.0
_REMEMBERED = 5_000


def seen(request: HttpRequest, act: str, about: Any = None, detail: str = "") -> None:
    """Notes that who looks did something in this dossier; nothing is noted of who is in none.

    `about` is the id of a record, `detail` a few words, never content. Never fails, never waits, and then the
    middleware adds nothing for this request.
    """
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None or viewer.dossier is None or viewer.account is None:
        return
    match = request.resolver_match
    name = (match.view_name if match else "") or ""
    request._noted = True  # type: ignore[attr-defined]
    ledger.LEDGER.note(
        Noted(
            act[:20],
            name[:60],
            datetime.now(UTC),
            viewer.account,
            viewer.dossier,
            _record(about),
            detail[:300],
        )
    )


def unnoted(request: HttpRequest) -> None:
    """Nothing is noted of this request: a form that the page sends by itself and that changes nothing."""
    request._noted = True  # type: ignore[attr-defined]


class _Lately:
    """What was seen a short while ago, so that a page loaded anew is one sighting."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at: OrderedDict[tuple[Any, ...], float] = OrderedDict()

    def has(self, key: tuple[Any, ...]) -> bool:
        """Whether it was noted lately; from now on it was."""
        now = time.monotonic()
        with self._lock:
            before = self._at.get(key)
            if before is not None and now - before < _AGAIN:
                return True
            self._at[key] = now
            self._at.move_to_end(key)
            while len(self._at) > _REMEMBERED:
                self._at.popitem(last=False)
        return False

    def clear(self) -> None:
        """Forgets all."""
        with self._lock:
            self._at.clear()


LATELY = _Lately()


def sightings(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The middleware; within the one that binds the viewer."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not getattr(request, "_noted", False):
            _note(request, response)
        return response

    return answer


def _note(request: HttpRequest, response: HttpResponseBase) -> None:
    viewer: Viewer | None = getattr(request, "viewer", None)
    match = request.resolver_match
    if viewer is None or viewer.dossier is None or match is None:
        return
    about = next((_record(given) for name, given in match.kwargs.items() if name in _RECORDS), None)
    act = _act(request.method or "", match.view_name, about, response)
    # A form of it that is shown again shows it too.
    if was_opened(request) and act not in (REFUSED, TOOK_OUT, SENT):
        act = SAW_SEALED
    if not act:
        return
    if act in (SAW, SEARCHED, SAW_SEALED) and LATELY.has(
        (viewer.dossier, viewer.account, match.view_name, about, act)
    ):
        return
    seen(request, act, about, "" if response.status_code < 400 else str(response.status_code))


def _act(method: str, view: str, about: uuid.UUID | None, response: HttpResponseBase) -> str:
    status = response.status_code
    if status == 403 or (status == 404 and about):
        return REFUSED
    if status >= 400:
        return ""
    if response.headers.get("Content-Disposition", "").startswith("attachment"):
        return TOOK_OUT
    if method not in ("GET", "HEAD", "OPTIONS"):
        return SENT
    if view == "search":
        return SEARCHED
    return SAW if about else ""


def _record(given: Any) -> uuid.UUID | None:
    if isinstance(given, uuid.UUID) or not given:
        return given or None
    try:
        return uuid.UUID(str(given))
    except ValueError:
        return None
