"""The answers of a check: the findings as a page of its own, shut in, or one of the files to keep."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# Of the report's words nothing can run, ask the network or send a form; its own style is in the page.
_SHUT_IN = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; sandbox allow-downloads"
)
FORMS = {
    "page": ("page.html", "text/html; charset=utf-8"),
    "docx": ("checked.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "json": ("findings.json", "application/json"),
    "sarif": ("findings.sarif", "application/sarif+json"),
}


def answer(folder: Path, form: str, stem: str) -> HttpResponse:
    """One of `FORMS` out of the folder of the task, in memory: the folder goes before the answer is sent.

    Raises FileNotFoundError for a Word copy of what is no Word file.
    """
    made, media = FORMS[form]
    response = HttpResponse((folder / made).read_bytes(), content_type=media)
    response["Content-Security-Policy"] = _SHUT_IN
    # A browser refuses a page that is shut in and asks to be alone in its window.
    response["Cross-Origin-Opener-Policy"] = "unsafe-none"
    if form != "page":
        name = content_disposition_header(as_attachment=True, filename=f"{stem}.{made}")
        response["Content-Disposition"] = name or "attachment"
    return response
