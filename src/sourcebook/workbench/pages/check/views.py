"""The page that takes a report and answers with its findings; nothing is kept of either.

Everything is in the one answer (the page carries the files to keep inside of itself), so that nothing waits
on the server to be fetched; the folder in which the report was read is gone before the answer is sent.
"""

from __future__ import annotations

import uuid
from pathlib import Path

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from sourcebook.publish.swept import swept_folder
from sourcebook.reading.formats import MAX_BYTES
from sourcebook.workbench.accounts.limits import within_limit
from sourcebook.workbench.frame import LOGGED_IN, Request, page
from sourcebook.workbench.frame.look import look_of
from sourcebook.workbench.pages.check.answers import FORMS, answer
from sourcebook.workbench.pages.check.running import SECONDS, Busy, Failed, NotRead, checked, step_of
from sourcebook.workbench.uploading import IntoFolder

_MEGABYTES = MAX_BYTES // 1_000_000


# Not without protection: it reads the form, and must do so after the folder for its file is there.
@page(LOGGED_IN, methods="GET POST")
@csrf_exempt
def show(request: Request) -> HttpResponse:
    """The form, and what becomes of a report that is sent with it."""
    if request.method != "POST":
        return _form(request, "", 200)
    try:
        with swept_folder() as folder:
            upload = IntoFolder(folder)
            request.upload_handlers = [upload]
            response: HttpResponse = _taken(request, folder, upload)
            return response
    except OSError as error:
        # No name of a folder is told.
        why = _("The report could not be put into a temporary folder (%(why)s). Make room there.")
        return _form(request, why % {"why": error.strerror or ""}, 507)


@page(LOGGED_IN)
def step(request: Request) -> JsonResponse:
    """What the check of this form does just now, in words; "" where it does not run."""
    person = request.viewer.person
    found = step_of(person, request.GET.get("run", "")) if person is not None else None
    return JsonResponse({"step": _in_words(found)})


@csrf_protect
def _taken(request: Request, folder: Path, upload: IntoFolder) -> HttpResponse:
    form = request.POST.get("as", "page")
    if upload.full is not None:
        raise upload.full
    if upload.too_large:
        too_large = _("%(name)s: more than the %(most)s MB that are read; leave out pictures, or split it.")
        return _form(request, too_large % {"name": upload.name, "most": _MEGABYTES}, 413)
    if form not in FORMS or upload.path is None:
        return _form(request, _("Choose a report first: a DOCX, PDF, HTML or Markdown file."), 400)
    if not within_limit(request, "check"):
        return _form(request, _("Many reports were checked within the hour; go on in a while."), 429)
    return _answered(request, folder, upload, form)


def _answered(request: Request, folder: Path, upload: IntoFolder, form: str) -> HttpResponse:
    assert upload.path is not None and request.viewer.person is not None
    stem = Path(upload.name).stem or "report"
    task = {
        "file": upload.path.name,
        "name": upload.name,
        "stem": stem,
        "back": request.build_absolute_uri(reverse("check")),
        "look": look_of(request),
        "words": _words(),
    }
    try:
        checked(folder, task, request.viewer.person, request.POST.get("run", ""))
        return answer(folder, form, stem)
    except NotRead as error:
        return _form(request, str(error), 422)
    except Busy:
        return _form(request, _("Other reports are being checked just now. Send it again in a minute."), 503)
    except Failed as error:
        return _form(request, _failed(error, upload.name), 422)
    except FileNotFoundError:
        told = _("%(name)s: only a Word file (DOCX) gets a copy with comments; choose the findings instead.")
        return _form(request, told % {"name": upload.name}, 422)


def _form(request: Request, error: str, status: int) -> HttpResponse:
    given = {"error": error, "run": uuid.uuid4().hex, "megabytes": _MEGABYTES, "seconds": SECONDS}
    return render(request, "check/show.html", given, status=status)


def _failed(error: Failed, name: str) -> str:
    if error.late:
        late = _("%(name)s: not read within %(seconds)s seconds. Save it in another format, or in parts.")
        return late % {"name": name, "seconds": SECONDS}
    return _("%(name)s: cannot be read (it takes too much memory, or is damaged). Save it anew.") % {
        "name": name
    }


def _words() -> dict[str, str]:
    return {
        "docx": _("The Word file with comments"),
        "json": _("Findings as JSON"),
        "sarif": _("Findings as SARIF"),
        "back": _("Check another report"),
        "kept": _(
            "Nothing of the report was kept by the program: page and files are in this answer alone. "
            "Close the page, and they are gone; what you download is yours to look after."
        ),
        "too_large": _("Too large to be in this page, ask for it by itself with the form:"),
    }


def _in_words(found: str | None) -> str:
    if found is None:
        return ""
    what, _colon, part = found.partition(": ")
    told = {
        "wait": _("Waiting for another check to end"),
        "read": _("Reading"),
        "check": _("Checking"),
        "write": _("Writing the answer"),
    }[what]
    return f"{told}: {part}" if part else told
