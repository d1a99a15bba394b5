"""The way to a published edition: what is found, and the acts of each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.editions import EditionRefused, correct, newest, reopen
from sourcebook.dossier.editions.copies import copies_of, counted
from sourcebook.dossier.models import Edition
from sourcebook.dossier.seen import NotAllowed
from sourcebook.publish.editing import overridden
from sourcebook.publish.edition.problems import EditionError
from sourcebook.publish.shelf import kept_of, signers_of
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.publishing.checked import once_of
from sourcebook.workbench.pages.publishing.opening import address_of, found, sources_of, way_to
from sourcebook.workbench.pages.publishing.pictures import NeedsPictures, pictures_of, sent_with
from sourcebook.workbench.pages.publishing.saying import refusal
from sourcebook.workbench.work import begin


@page(MEMBER)
def show(request: Request, edition: str) -> HttpResponse:
    """The checklist; thirteen queries at most."""
    kept = found(edition)
    way = way_to(kept)
    copies = counted(copies_of(sources_of(way)))
    following = Edition.objects.filter(corrects=kept).values_list("slug", flat=True).first()
    told: dict[str, Any] = {
        "edition": kept,
        "way": way,
        "checked": replace(way.checked, named=request.GET.get("rule", "")) if way.checked else None,
        "copies": copies,
        "pictures": pictures_of(kept) if not way.out else [],
        "corrected_by": following,
        "corrects": kept.corrects,
        "files": kept_of(kept) if way.out else [],
        "signers": signers_of(kept) if way.out else [],
        "asks": request.GET.get("override", ""),
    }
    return render(request, "publishing/show.html", told)


@page(MEMBER, may="edit", methods="POST")
def check(request: Request, edition: str) -> HttpResponseBase:
    """Begins the check, with the preview."""
    return _begun(request, edition, "edition-check", lambda kept: {})


@page(MEMBER, may="publish", methods="POST")
def freeze(request: Request, edition: str) -> HttpResponseBase:
    """Begins the freezing of a draft."""

    def given(kept: Edition) -> dict[str, str]:
        if kept.state != "draft":
            raise EditionRefused(_("It is frozen already. Look at the page anew."))
        if request.POST.get("text", "") != str(newest(kept).serial):
            raise EditionRefused(_("Somebody saved a newer text meanwhile. Look at it, then freeze it."))
        return {}

    return _begun(request, edition, "edition-freeze", given)


@page(MEMBER, may="publish", methods="POST")
def sign(request: Request, edition: str) -> HttpResponseBase:
    """Begins the signing off for the viewer's organisation, of the very build that they looked at."""

    def given(kept: Edition) -> dict[str, str]:
        if request.viewer.organisation is None:
            raise EditionRefused(_("Who signs off does so for an organisation, and you are of none here."))
        if not kept.build or request.POST.get("build", "") != kept.build:
            raise EditionRefused(
                _("It was opened or frozen anew meanwhile. Look at it again, and sign that.")
            )
        return {"build": kept.build}

    return _begun(request, edition, "edition-sign", given)


@page(MEMBER, may="publish", methods="POST")
def publish(request: Request, edition: str) -> HttpResponseBase:
    """Begins the publication."""

    def given(kept: Edition) -> dict[str, Any]:
        if kept.state == "draft" or request.POST.get("build", "") != kept.build:
            raise EditionRefused(_("It was opened or frozen anew meanwhile. Look at it again."))
        return {"unsigned": bool(request.POST.get("unsigned"))}

    return _begun(request, edition, "edition-publish", given)


@page(MEMBER, may="publish", methods="POST")
def open_again(request: Request, edition: str) -> HttpResponseBase:
    """Makes a frozen edition a draft again."""
    return _done(request, edition, reopen, _("It is a draft again. Words given to it count no more."))


@page(MEMBER, may="publish", methods="POST")
def override(request: Request, edition: str) -> HttpResponseBase:
    """Lets the errors of a rule stand, for a reason that is printed."""
    rule, why = request.POST.get("rule", ""), request.POST.get("why", "").strip()
    if not why:
        messages.error(request, _("Say why this check may stand: the reason is printed in the report."))
        return HttpResponseRedirect(f"{address_of(request, edition)}?override={rule}")
    answer = _done(
        request, edition, lambda kept: overridden(kept, rule, why),
        _("It may stand; the reason will be printed. Check the edition again."),
    )  # fmt: skip
    back = request.POST.get("back", "")
    if back.isascii() and back.isdigit():
        # It was said beside the paragraph.
        href = reverse("edition", args=(request.dossier.slug, edition))
        return HttpResponseRedirect(f"{href}?at={back}#piece-{back}")
    return answer


@page(MEMBER, may="publish", methods="POST")
def correction(request: Request, edition: str) -> HttpResponseBase:
    """Begins the edition that takes the place of a published one."""
    kept, why = found(edition), request.POST.get("why", "").strip()
    if not why:
        messages.error(request, _("Say why it is corrected: the reason is printed in the correction."))
        return redirect(address_of(request, edition))
    try:
        new = correct(kept, why)
    except EditionRefused as error:
        messages.error(request, refusal(error))
        return redirect(address_of(request, edition))
    messages.success(request, _("A new draft. What it changes will be printed in it."))
    return redirect("edition-publish", slug=request.dossier.slug, edition=new.slug)


def _begun(
    request: Request, edition: str, kind: str, given: Callable[[Edition], dict[str, Any]]
) -> HttpResponseBase:
    kept = found(edition)
    try:
        files = sent_with(kept, request.FILES.getlist("pictures")) if kind != "edition-sign" else {}
        work = begin(
            request, kind, {"edition": kept.slug, **given(kept)}, _titles()[kind] % {"name": kept.slug},
            once_of(kind, kept), files,
        )  # fmt: skip
    except (EditionRefused, EditionError, NeedsPictures, NotAllowed) as error:
        messages.error(request, refusal(error))
        return redirect(address_of(request, edition))
    except OSError as error:
        full = _("This could not be begun (%(why)s). Make room on the disk, then try again.")
        messages.error(request, full % {"why": error.strerror or ""})
        return redirect(address_of(request, edition))
    return redirect("work-item", slug=request.dossier.slug, work=work.pk)


def _done(request: Request, edition: str, act: Callable[[Edition], object], words: str) -> HttpResponseBase:
    try:
        act(found(edition))
    except (EditionRefused, EditionError) as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, words)
    return redirect(address_of(request, edition))


def _titles() -> dict[str, str]:
    return {
        "edition-check": _("Check %(name)s, and preview it"),
        "edition-freeze": _("Freeze %(name)s"),
        "edition-sign": _("Sign off %(name)s"),
        "edition-publish": _("Publish %(name)s"),
    }
