"""The page of what stands above the text of an edition."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from sourcebook.dossier.editions import EditionRefused
from sourcebook.publish.edition.problems import EditionError
from sourcebook.publish.retyping.saving import headed
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.editor.heading import Head
from sourcebook.workbench.pages.editor.opening import absent, opened


@page(MEMBER, methods="GET POST", may_post="edit")
def head(request: Request, edition: str) -> HttpResponse:
    """Title, period, day, language, form of notes."""
    try:
        found = opened(edition)
    except EditionRefused as error:
        return absent(request, error)
    told = {"edition": found.edition, "text": found.text, "writes": found.may_write(request)}
    if found.work is None:
        return render(request, "editor/head.html", told | {"fault": found.fault})
    front = found.work.galley.edition.front
    if request.method != "POST":
        return render(request, "editor/head.html", told | {"head": Head.of(front, found.text.serial)})
    typed = Head.read(request.POST)
    try:
        headed(found.edition, typed.serial, typed.over(front), gettext("title and form"))
    except (EditionRefused, EditionError, ValueError) as error:
        return render(
            request, "editor/head.html", told | {"head": typed, "faults": (str(error),)}, status=422
        )
    messages.success(request, gettext("Saved."))
    return HttpResponseRedirect(reverse("edition", args=(request.dossier.slug, edition)))
