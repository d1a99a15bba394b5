"""A record is changed: the whole form, or one field in its place; where two people changed it, both sides
are shown."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.earlier import as_it_was
from sourcebook.dossier.kinds import KINDS, Plain
from sourcebook.dossier.kinds.fetch import Keys, by_ids
from sourcebook.dossier.vault import SealBroken
from sourcebook.dossier.write import Conflict
from sourcebook.dossier.write.open_acts import may_edit
from sourcebook.workbench.forms import RecordForm
from sourcebook.workbench.forms.layout import FORMS
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.back import came_from
from sourcebook.workbench.opened import keys_for, may_open, was_opened
from sourcebook.workbench.pages.editing.clashing import clashes_of
from sourcebook.workbench.pages.editing.making import CANNOT
from sourcebook.workbench.pages.record.words import FIELDS, HEADER
from sourcebook.workbench.pages.sealed.again import asked_again, opened_again

CLASH = 409
# What is edited in its place beside the fields of a kind.
BESIDE = ("evidence", "themes", "note")
# Of a conflict, not of the form; and what is never sent back.
_DECISION = ("csrfmiddlewaretoken", "seen", "next", "passphrase")


@page(MEMBER, may="edit", methods="GET POST")
def change(request: Request, record: str) -> HttpResponse:
    """The whole form of a record."""
    return _closed(request) or _edited(request, found_record(record, keys_for(request)), "")


@page(MEMBER, may="edit", methods="GET POST")
def change_field(request: Request, record: str, field: str) -> HttpResponse:
    """The form of one field, as a page or (for HTMX) to stand in the place of the field."""
    if closed := _closed(request):
        return closed
    plain = found_record(record, keys_for(request))
    own = KINDS[plain["kind"]]
    if field not in BESIDE and field not in FORMS[plain["kind"]].all:
        if field in own.parts or field in own.table.by_name:
            raise PermissionDenied(_("This is kept by the program; nobody types it."))
        raise Http404("there is no such field")
    return _edited(request, plain, field)


def found_record(record: str, keys: Keys | None = None) -> Plain:
    """A record that the viewer sees, whole; `keys` opens what of it is sealed. Raises Http404."""
    try:
        found = by_ids([record], keys)
    except SealBroken as error:
        raise PermissionDenied(str(error)) from error
    if not found:
        raise Http404("there is no such record")
    return found[0]


def _closed(request: Request) -> HttpResponse | None:
    """What was typed while it was open is not lost when it closed meanwhile: the passphrase is asked."""
    if request.method != "POST" or not request.POST.get("private") or not may_open(request.viewer):
        return None
    fault, status = opened_again(request)
    return asked_again(request, fault, status) if keys_for(request) is None else None


def _edited(request: Request, plain: Plain, field: str) -> HttpResponse:
    keys = keys_for(request)
    if not may_edit(plain, request.viewer):
        raise PermissionDenied(_why_not(plain))
    only = (field,) if field else ()
    if request.method != "POST":
        return _shown(request, RecordForm.of(plain["kind"], plain, only=only), field)
    version = request.POST.get("version", "")
    # What was typed was typed upon that version: only what differs from it is this person's change.
    base = as_it_was(plain, int(version), keys) if version.isdecimal() else plain
    form = RecordForm.read(plain["kind"], request.POST, base, only=only)
    if form.again or not form.ready:
        return _shown(request, form, field, 200 if form.again else CANNOT)
    seen = request.POST.get("seen", "")
    for path, chosen in _decided(request.POST).items():
        if chosen == "theirs":
            form.leave(path)
    try:
        saved = form.save(request.POST.get("why", "").strip(), int(seen) if seen.isdecimal() else None, keys)
    except Conflict as conflict:
        return _clash(request, form, conflict, field)
    if not saved:
        return _shown(request, form, field, CANNOT)
    messages.success(request, _("Saved."))
    place = f"#field-{field}" if field else ""
    back = reverse("record", args=(request.dossier.slug, saved)) + place
    return HttpResponseRedirect(came_from(request) or back)


def _why_not(plain: Plain) -> str:
    if plain["erased_at"]:
        return _("What was erased is gone for good.")
    if plain["merged_into"]:
        return _("This is part of another record now: change that one, or undo the merge.")
    if plain.get("closed"):
        return _("This record is sealed: a keeper opens it first, with the passphrase of the dossier.")
    return _("This record is published: a publisher changes it, or takes it back to draft.")


def _decided(post: QueryDict) -> dict[str, str]:
    return {
        name.removeprefix("keep."): str(value) for name, value in post.items() if name.startswith("keep.")
    }


def _clash(request: Request, form: RecordForm, conflict: Conflict, field: str) -> HttpResponse:
    sent = [
        (name, text)
        for name, texts in request.POST.lists()
        for text in texts
        if name not in _DECISION and not name.startswith("keep.")
    ]
    told: dict[str, Any] = {
        "record": form.base, "conflict": conflict, "clashes": clashes_of(form, conflict), "sent": sent,
        "field": field, "next": came_from(request),
    }  # fmt: skip
    return render(request, "editing/conflict.html", told, status=CLASH)


def _whole(request: Request, plain: Plain) -> bool:
    """Whether a record is sealed, and open: then the browser, which keeps titles, gets none that tells."""
    return was_opened(request) and bool(plain["level"] == "sealed")


def _shown(request: Request, form: RecordForm, field: str, status: int = 200) -> HttpResponse:
    label = str(FIELDS.get(field) or HEADER.get(field) or field)
    told = {
        "form": form,
        "record": form.base,
        "field": field,
        "label": label,
        "why": request.POST.get("why", ""),
        "next": came_from(request),
        "whole": _whole(request, form.base),
    }
    in_place = bool(field) and bool(request.htmx) and request.method == "GET"
    return render(
        request, "editing/in_place.html" if in_place else "editing/change.html", told, status=status
    )
