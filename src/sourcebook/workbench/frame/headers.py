"""Headers of every answer beside those of Django: what the browser may not do, and that nothing is kept."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from sourcebook.workbench.opened.asking import was_opened

_NOT = (
    "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
)  # fmt: skip
_POLICY = ", ".join(f"{what}=()" for what in _NOT)


def headers(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The middleware."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", _POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            # A seized or shared computer has no page of a dossier in its browser's folder.
            response.headers.setdefault("Cache-Control", "no-store")
        if was_opened(request):
            # Of what was sealed nothing may lie on a disk on the way either, not even for a moment.
            response.headers["Cache-Control"] = "no-store, private"
            response.headers["X-Accel-Buffering"] = "no"
        return response

    return answer
