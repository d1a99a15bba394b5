"""The pages of long work: one's own; for who gives roles, that of all. Nobody else sees another's."""

from __future__ import annotations

import uuid
from contextlib import suppress

from django.contrib import messages
from django.core.files import File
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sourcebook.dossier.desk import working
from sourcebook.dossier.models.desk import Work, WorkState
from sourcebook.workbench.accounts.limits import limited
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.work.saying import may_have, shown
from sourcebook.workbench.work import Underway, begin
from sourcebook.workbench.work.folders import files_of, lay_cancel
from sourcebook.workbench.work.kinds import quiet_kinds

_A_PAGE = 50
# HTMX asks no more once it is answered so.
_NO_MORE = 286


@page(MEMBER)
def show(request: Request) -> HttpResponse:
    """The list, the newest first; a keeper sees the work of all."""
    rows = Work.objects.exclude(kind__in=quiet_kinds()).select_related("account").order_by("-made_at", "-pk")
    part = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    works = [shown(work) for work in part]
    return render(request, "work/show.html", {
        "works": works, "part": part, "open": any(each.open for each in works),
        "all": request.viewer.may("people"),
    })  # fmt: skip


@page(MEMBER)
def item(request: Request, work: uuid.UUID) -> HttpResponseBase:
    """One piece of work."""
    found = _found(work)
    return _no_such(request) if found is None else render(request, "work/item.html", {"it": shown(found)})


@page(MEMBER)
def progress(request: Request, work: uuid.UUID) -> HttpResponse:
    """What changes of the page while the work runs; asked every second, and no more once it ended."""
    found = _found(work)
    if found is None:
        return HttpResponse(status=_NO_MORE)
    it = shown(found)
    return render(request, "work/body.html", {"it": it}, status=200 if it.open else _NO_MORE)


@page(MEMBER, methods="POST")
def stop(request: Request, work: uuid.UUID) -> HttpResponseBase:
    """Asks that work stop; it stops at its next step."""
    found = _found(work)
    if found is None:
        return _no_such(request)
    # A sign in its folder, since its transaction may hold the database; the folder is gone where it ended.
    with suppress(FileNotFoundError):
        lay_cancel(work)
    if found.state == WorkState.WAITING:
        working.stop_waiting(work)
    return redirect("work-item", slug=request.dossier.slug, work=work)


@page(MEMBER, methods="POST")
def again(request: Request, work: uuid.UUID) -> HttpResponseBase:
    """Begins work that failed once more, with what was sent then."""
    found = _found(work)
    if found is None or found.state != WorkState.FAILED:
        return _no_such(request)
    folder = files_of(work)
    sent = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    try:
        opened = {path.name: File(path.open("rb"), path.name) for path in sent}
        try:
            fresh = begin(request, found.kind, found.given, found.title, found.once, opened)
        finally:
            for each in opened.values():
                each.close()
    except Underway as error:
        messages.error(request, str(error))
        fresh = found
    except OSError as error:
        told = _("This could not be begun (%(why)s). Make room on the disk, then try again.")
        messages.error(request, told % {"why": error.strerror or ""})
        fresh = found
    return redirect("work-item", slug=request.dossier.slug, work=fresh.pk)


@page(MEMBER)
@limited("export")
def download(request: Request, work: uuid.UUID, name: str) -> HttpResponseBase:
    """A file that came of work, one that its result names and nothing else."""
    found = _found(work)
    if found is None or name not in found.result.get("files", ()):
        return _no_such(request)
    if not may_have(found):
        messages.error(
            request, _("This was made in a role that sees more than yours now: have it made anew.")
        )
        return redirect("work-item", slug=request.dossier.slug, work=work)
    path = files_of(work) / name
    if not path.is_file():
        messages.error(request, _("This file was swept away; do the work again to have it anew."))
        return redirect("work-item", slug=request.dossier.slug, work=work)
    # No type that a browser might open, or take for a script of ours.
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=path.name, content_type="application/octet-stream"
    )


def _found(work: uuid.UUID) -> Work | None:
    return Work.objects.select_related("account").filter(pk=work).first()


def _no_such(request: Request) -> HttpResponseBase:
    messages.info(request, _("There is no such work, or it is not yours."))
    return redirect("work", slug=request.dossier.slug)
