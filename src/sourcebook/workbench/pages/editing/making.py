"""A new record, from an empty form or one that a link has filled in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.models import Record
from sourcebook.dossier.write.links import is_id
from sourcebook.workbench.forms import RecordForm
from sourcebook.workbench.forms.layout import NOT_MADE
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.back import came_from

CANNOT = 422


@page(MEMBER, may="create", methods="GET POST")
def new(request: Request, kind: str) -> HttpResponse:
    """A form for a new record. A link may begin it: `?about=ID`, `?when=2031-03`."""
    if kind not in KINDS:
        raise Http404("there is no such kind of record")
    if kind in NOT_MADE:
        # A preserved copy comes with its bytes.
        return HttpResponseRedirect(reverse("bring", args=(request.dossier.slug,)))
    if request.method != "POST":
        return _shown(request, RecordForm.of(kind, initial=_begun(kind, request)))
    form = RecordForm.read(kind, request.POST)
    if form.again:
        return _shown(request, form)
    # Sent twice, it is made once.
    made = (
        form.plain["id"] if _is_made(form) else form.ready and form.save(request.POST.get("why", "").strip())
    )
    if not made:
        return _shown(request, form, CANNOT)
    messages.success(request, _("Made. It is a draft until somebody reviews it."))
    slug = request.dossier.slug
    if request.POST.get("then") == "another":
        return HttpResponseRedirect(reverse("record-new", args=(slug, kind)))
    return HttpResponseRedirect(came_from(request) or reverse("record", args=(slug, made)))


def _is_made(form: RecordForm) -> bool:
    return Record.objects.filter(pk=form.plain["id"], kind=form.kind).exists()


def _begun(kind: str, request: Request) -> dict[str, Any]:
    """What the address says of the new record: columns of its kind."""
    columns = KINDS[kind].table.by_name
    given = {name: value for name, value in request.GET.items() if name in columns}
    return {
        name: value for name, value in given.items()
        if columns[name].sort in ("text", "edtf") or (columns[name].sort == "link" and is_id(value))
    }  # fmt: skip


def _shown(request: Request, form: RecordForm, status: int = 200) -> HttpResponse:
    told = {"form": form, "kind": form.kind, "next": came_from(request)}
    return render(request, "editing/new.html", told, status=status)
