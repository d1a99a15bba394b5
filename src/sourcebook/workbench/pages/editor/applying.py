"""What a rule offers to put right is put right in the paragraph: one more text, so it can be taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from sourcebook.dossier.editions import EditionRefused
from sourcebook.publish.edition.pieces import NoPiece
from sourcebook.publish.edition.problems import EditionError
from sourcebook.publish.gate.looking import mended
from sourcebook.publish.retyping.saving import retyped
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.editor.looking import found_by
from sourcebook.workbench.pages.editor.opening import Opened, absent, opened
from sourcebook.workbench.pages.editor.views import numbered
from sourcebook.workbench.pages.editor.writing import saved


@page(MEMBER, may="edit", methods="POST")
def show(request: Request, edition: str) -> HttpResponse:
    """Makes the edit of a finding (`key`) in a piece (`at`) of the text `serial`."""
    try:
        found = opened(edition)
    except EditionRefused as error:
        return absent(request, error)
    try:
        serial, at = numbered(request.POST.get("serial")), numbered(request.POST.get("at"))
        if found.work is None or serial != found.text.serial or at is None:
            raise NoPiece(gettext("The text was changed meanwhile: look at its findings again."))
        return _applied(request, found, at)
    except (EditionRefused, EditionError, NoPiece) as error:
        if request.htmx:
            return render(request, "editor/told.html", {"words": str(error)}, status=422)
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("edition", args=(request.dossier.slug, edition)))


def _applied(request: Request, found: Opened, at: int) -> HttpResponse:
    assert found.work is not None
    one = found_by(request.POST.get("key", ""), found.work, found.edition)
    typed = mended(found.work.source.piece(at).text, one) if one is not None else None
    if one is None or typed is None:
        raise NoPiece(gettext("These words do not stand in the paragraph any more."))
    told = {"rule": one.rule, "old": one.old, "new": one.new or "∅"}
    why = gettext("%(rule)s: “%(old)s” to “%(new)s”") % told
    done = retyped(found.edition, found.text.serial, at, typed, why[:300])
    if done.clash is not None:
        raise NoPiece(gettext("The text was changed meanwhile: look at its findings again."))
    said = gettext("Put right as text %(n)s; “Earlier texts” leads back.") % {"n": done.text.serial}
    return saved(request, found.edition.slug, done, said)
