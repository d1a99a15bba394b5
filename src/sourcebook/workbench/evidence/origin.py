"""The middleware that answers for the host of evidence, before anything knows of sessions.

Everything that came to that host ends here; nothing of the workbench is reached through it. To answers of the
workbench it adds that frames may show that host, and no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.html import escape
from django.utils.translation import gettext as _

from sourcebook.dossier.copies import Copy, copy_of, place_of
from sourcebook.dossier.seen import viewing
from sourcebook.workbench.apart.errors import Busy
from sourcebook.workbench.evidence.address import NotGood, Pass, is_here, origin_of, pass_of, viewer_of
from sourcebook.workbench.evidence.showing import NotShown, Shown, part, shown, whole

_PATH = re.compile(r"/(?P<token>[\w:=.-]{20,2000})/(?P<what>|whole|file|part/(?P<key>[0-9a-f]{24}))")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def evidence(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The middleware."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if is_here(request):
            return served(request)
        response = get_response(request)
        origin = origin_of(request)
        if origin:
            known: dict[str, Any] = getattr(response, "_csp_update", None) or {}
            response._csp_update = {**known, "frame-src": [origin]}  # type: ignore[attr-defined]
        return response

    return answer


def served(request: HttpRequest) -> HttpResponseBase:
    """The answer of the host of evidence; what is no good address says so, and nothing else."""
    found = _PATH.fullmatch(request.path_info)
    if found is None or request.method not in ("GET", "HEAD"):
        return _guarded(_told(_("There is nothing at this address."), 404), "'none'", "'none'")
    token = found["token"]
    prefix = f"{origin_of(request)}/{token}/"
    try:
        given = pass_of(token)
        viewer = viewer_of(given)
    except NotGood:
        told = _told(
            _("This address is no longer good: it is good for some minutes. Open the copy anew."), 403
        )
        return _guarded(told, "'none'", "*")
    with viewing(viewer):
        try:
            response = _answer(request, given, found["what"], found["key"] or "", prefix)
        except Http404:
            response = _told(_("There is no such copy, or you may not see it."), 404)
        except NotShown as error:
            words = _("This copy cannot be shown here: %(why)s. Take the file out, or read its text.")
            response = _told(words % {"why": str(error).rstrip(".")}, 200)
        except Busy as error:
            response = _told(str(error), 503)
    return _guarded(response, prefix, given.workbench)


def _answer(request: HttpRequest, given: Pass, what: str, key: str, prefix: str) -> HttpResponseBase:
    copy = copy_of(given.capture)
    if copy is None or copy.id != given.capture:
        raise Http404
    if what == "file":
        return _file(copy)
    if what == "whole":
        return _sent(whole(copy))
    if key:
        return _sent(part(copy, key, prefix))
    passage = request.GET.get("passage", "")
    place = place_of(passage, copy.id) if _ID.fullmatch(passage) else None
    return _sent(shown(copy, prefix, place.exact if place else ""))


def _sent(made: Shown) -> HttpResponseBase:
    if made.path is not None:
        response = FileResponse(made.path.open("rb"), content_type=made.media_type)
        response.headers.pop("Content-Disposition", None)
        return response
    return HttpResponse(made.content, content_type=made.media_type)


def _file(copy: Copy) -> HttpResponseBase:
    """The bytes as they are, to be saved; the browser is told no type that it might open."""
    if copy.sealed or copy.path is None:
        raise Http404
    return FileResponse(
        copy.path.open("rb"),
        as_attachment=True,
        filename=str(copy.fields["file_name"]) or f"{copy.fields['sha256'][:16]}.bin",
        content_type="application/octet-stream",
    )


def _told(words: str, status: int) -> HttpResponse:
    style = "font:16px/1.5 system-ui,sans-serif;margin:1.5rem;color:#1d1d1f;background:#fff"
    page = f'<!DOCTYPE html><meta charset="utf-8"><title>—</title><p style="{style}">{escape(words)}</p>'
    return HttpResponse(page, status=status)


def _guarded(response: HttpResponseBase, prefix: str, workbench: str) -> HttpResponseBase:
    """With the headers by which it runs nothing, fetches nothing, and stands in a frame of one workbench."""
    response.headers["Content-Security-Policy"] = "; ".join(
        (
            "sandbox",
            "default-src 'none'",
            f"img-src {prefix} data:" if prefix != "'none'" else "img-src 'none'",
            f"style-src 'unsafe-inline' {prefix}" if prefix != "'none'" else "style-src 'unsafe-inline'",
            f"font-src {prefix} data:" if prefix != "'none'" else "font-src 'none'",
            f"media-src {prefix}",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {workbench}",
        )
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-DNS-Prefetch-Control"] = "off"
    response.headers["Referrer-Policy"] = "no-referrer"
    # Within a sandbox a page is of no origin, not even of this one: its own pictures come from another.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
