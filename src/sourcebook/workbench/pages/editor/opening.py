"""An edition as a page opens it: its row, its newest text, and what that prints."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from sourcebook.dossier.editions import EditionRefused, edition_of
from sourcebook.dossier.models import Edition, EditionText
from sourcebook.publish.edition.problems import EditionError
from sourcebook.publish.galleys import Worked, worked
from sourcebook.workbench.frame import Request


@dataclass(frozen=True)
class Opened:
    """An edition, the text that counts, and what it prints; `fault` says why that cannot be shown."""

    edition: Edition
    text: EditionText
    work: Worked | None
    fault: str = ""

    def may_write(self, request: Request) -> bool:
        """Whether who looks may change it, as it is now."""
        return self.edition.state == "draft" and request.viewer.may("edit")


def opened(slug: str) -> Opened:
    """The edition with its newest text; nine queries where its material is held. Raises EditionRefused."""
    edition = edition_of(slug)
    rows = EditionText.objects.filter(edition=edition).select_related("who")
    text = rows.latest("serial")
    try:
        return Opened(edition, text, worked(text))
    except EditionError as error:
        return Opened(edition, text, None, str(error))


def absent(request: Request, error: EditionRefused | None = None) -> HttpResponse:
    """To the list, where there is no such edition for who looks."""
    # What there is of editions is named in the list, to those who may see it.
    messages.warning(request, gettext("There is no such edition, or your role does not see it."))
    return HttpResponseRedirect(reverse("editions", kwargs={"slug": request.dossier.slug}))
