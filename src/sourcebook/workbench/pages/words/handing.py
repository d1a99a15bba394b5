"""Word files that are handed out: what was sent, once more; the answer to a partner; and files erased."""

from __future__ import annotations

import io

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sourcebook.dossier.editions import EditionRefused, edition_of
from sourcebook.dossier.editions.forgetting import forget_taking
from sourcebook.dossier.editions.sendings import content_of, sending_of
from sourcebook.dossier.editions.takings import taking_of
from sourcebook.dossier.models import Edition
from sourcebook.publish.circulating.answering import answered
from sourcebook.workbench.accounts.limits import limited
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.publishing.saying import keepable, refusal
from sourcebook.workbench.pages.words.names import named_file

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(MEMBER, may="edit")
@limited("export")
def sent(request: Request, edition: str, number: int) -> HttpResponseBase:
    """The very file that was sent."""
    kept = _found(edition)
    try:
        sending = sending_of(kept, number)
        return _file(content_of(sending), named_file(kept.slug, sending.partner))
    except EditionRefused as error:
        return _back(request, kept, refusal(error))


@page(MEMBER, may="edit")
@limited("export")
def answer(request: Request, edition: str, number: int) -> HttpResponseBase:
    """The partner's own file, with a comment at each change that was not taken."""
    kept = _found(edition)
    try:
        taking = taking_of(kept, str(number))
        return _file(answered(taking).content, named_file(kept.slug, taking.partner, "answer"))
    except EditionRefused as error:
        return _back(request, kept, refusal(error))


@page(MEMBER, may="erase", methods="POST")
def forget(request: Request, edition: str, number: int) -> HttpResponseBase:
    """Erases a file that came back, for good."""
    kept, why = _found(edition), request.POST.get("why", "").strip()
    if not why:
        return _back(request, kept, _("Say why it is erased, and name nobody: the reason is what stays."))
    try:
        forget_taking(taking_of(kept, str(number)), keepable(why))
    except EditionRefused as error:
        return _back(request, kept, refusal(error))
    messages.success(request, _("The file is erased for good, with all that was read of it."))
    return redirect("edition-words", slug=request.dossier.slug, edition=kept.slug)


def _file(content: bytes, name: str) -> FileResponse:
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=_WORD)


def _back(request: Request, kept: Edition, words: str) -> HttpResponseBase:
    messages.error(request, words)
    return redirect("edition-words", slug=request.dossier.slug, edition=kept.slug)


def _found(slug: str) -> Edition:
    try:
        return edition_of(slug)
    except EditionRefused as error:
        raise Http404(str(error)) from error
