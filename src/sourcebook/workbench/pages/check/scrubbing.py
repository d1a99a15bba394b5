"""The page that takes a Word file and gives it back without a trace of who wrote it, where and when.

As with a check nothing is kept: the clean file and what was taken out of the other are in the one answer.
"""

from __future__ import annotations

import uuid
from base64 import b64encode
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from sourcebook.publish.swept import swept_folder
from sourcebook.reading.formats import MAX_BYTES
from sourcebook.workbench.accounts.limits import within_limit
from sourcebook.workbench.frame import LOGGED_IN, Request, page
from sourcebook.workbench.pages.check.answers import FORMS
from sourcebook.workbench.pages.check.running import SECONDS, Busy, Failed, NotRead, checked
from sourcebook.workbench.uploading import IntoFolder

_MEGABYTES = MAX_BYTES // 1_000_000
_WORKER = "sourcebook.workbench.pages.check.scrub_worker"
_WORD = FORMS["docx"][1]
# A browser takes a file out of a page up to some 20 MB.
_WITHIN_PAGE = 10 * 2**20


# Not without protection: it reads the form, and must do so after the folder for its file is there.
@page(LOGGED_IN, methods="GET POST")
@csrf_exempt
def show(request: Request) -> HttpResponse:
    """The form, and the clean file."""
    if request.method != "POST":
        return _form(request)
    try:
        with swept_folder() as folder:
            upload = IntoFolder(folder)
            request.upload_handlers = [upload]
            response: HttpResponse = _taken(request, folder, upload)
            return response
    except OSError as error:
        # No name of a folder is told.
        why = _("The file could not be put into a temporary folder (%(why)s). Make room there.")
        return _form(request, 507, why % {"why": error.strerror or ""})


@csrf_protect
def _taken(request: Request, folder: Path, upload: IntoFolder) -> HttpResponse:
    # What else the form says is known once it was read.
    alone, accept = request.POST.get("as") == "file", bool(request.POST.get("accept"))
    if upload.full is not None:
        raise upload.full
    if upload.too_large:
        too_large = _("%(name)s: more than the %(most)s MB that are read; leave out pictures, or split it.")
        return _form(request, 413, too_large % {"name": upload.name, "most": _MEGABYTES})
    if upload.path is None:
        return _form(request, 400, _("Choose a Word file first (DOCX)."))
    if not within_limit(request, "check"):
        return _form(request, 429, _("Many files were sent within the hour; go on in a while."))
    assert request.viewer.person is not None
    task = {"file": upload.path.name, "name": upload.name, "accept": accept}
    try:
        told = checked(folder, task, request.viewer.person, uuid.uuid4().hex, _WORKER)
    except NotRead as error:
        return _form(request, 422, str(error))
    except Busy:
        return _form(request, 503, _("Other files are being read just now. Send it again in a minute."))
    except Failed:
        cannot = _(
            "%(name)s: cannot be read (it takes too much time or memory, or is damaged). Save it anew."
        )
        return _form(request, 422, cannot % {"name": upload.name})
    return _answered(request, (folder / "clean.docx").read_bytes(), upload.name, told, alone)


def _answered(request: Request, content: bytes, name: str, told: dict[str, Any], alone: bool) -> HttpResponse:
    # A name of a file may name people: what is in it was cleaned, what it is called is theirs to say.
    clean = f"{Path(name).stem or 'file'}.clean.docx"
    if alone:
        response = HttpResponse(content, content_type=_WORD)
        header = content_disposition_header(as_attachment=True, filename=clean)
        response["Content-Disposition"] = header or "attachment"
        return response
    if len(content) > _WITHIN_PAGE:
        return _form(request, 413, _("It is too large to be in a page: choose “Only the clean file”."))
    href = f"data:{_WORD};base64,{b64encode(content).decode()}"
    given = {"name": name, "clean": clean, "href": href, "removed": told["removed"], "left": told["left"]}
    response = render(request, "check/scrubbed.html", given)
    response["Cache-Control"] = "no-store"
    return response


def _form(request: Request, status: int = 200, error: str = "") -> HttpResponse:
    given = {"error": error, "megabytes": _MEGABYTES, "seconds": SECONDS}
    return render(request, "check/scrub.html", given, status=status)
