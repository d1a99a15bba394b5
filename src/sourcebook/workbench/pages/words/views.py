"""Word files of an edition: sent, taken in; and the changes in them, one by one."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.editions import EditionRefused, edition_of
from sourcebook.dossier.editions.partners import partners_of
from sourcebook.dossier.editions.sendings import named
from sourcebook.dossier.models import Edition
from sourcebook.dossier.seen import NotAllowed
from sourcebook.publish.edition.problems import EditionError
from sourcebook.publish.word.wording import NoSentence
from sourcebook.workbench.accounts.limits import limited
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.publishing.pictures import NeedsPictures, pictures_of, sent_with
from sourcebook.workbench.pages.publishing.saying import keepable, refusal
from sourcebook.workbench.pages.words.asking import asked_of, looked, next_after
from sourcebook.workbench.pages.words.deciding import done, said_by
from sourcebook.workbench.pages.words.files import files_of_edition
from sourcebook.workbench.pages.words.reviewing import review_of
from sourcebook.workbench.pages.words.work import FILE
from sourcebook.workbench.uploading import clean_name
from sourcebook.workbench.work import begin

# What may be sent in: a Word file with its pictures.
_LARGEST = 100_000_000


@page(MEMBER)
def show(request: Request, edition: str) -> HttpResponse:
    """Who was sent what, and what came back; nine queries at most."""
    kept = _found(edition)
    told = {
        "edition": kept,
        "files": files_of_edition(kept),
        "partners": list(partners_of(kept.dossier_id).values()),
        "pictures": pictures_of(kept),
        "typed": {name: request.GET.get(name, "") for name in ("partner", "until", "note", "slug")},
    }
    return render(request, "words/show.html", told)


@page(MEMBER, may="edit", methods="POST")
def send(request: Request, edition: str) -> HttpResponseBase:
    """Begins the making of a Word file for a partner."""
    kept = _found(edition)
    until, words = request.POST.get("until", ""), request.POST.get("note", "").strip()
    try:
        partner = named(request.POST.get("partner", ""))
        day = date.fromisoformat(until).isoformat() if until else ""
        given = {"edition": kept.slug, "partner": partner, "note": keepable(words), "until": day}
        title = _("%(name)s as a Word file for %(partner)s") % {"name": kept.slug, "partner": partner}
        files = sent_with(kept, request.FILES.getlist("pictures"))
        work = begin(request, "edition-send", given, title, f"edition-send {kept.slug} {partner}", files)
    except (EditionRefused, NeedsPictures, NotAllowed) as error:
        return _refused(request, kept, _("Say whom it is for.") if "--to" in str(error) else refusal(error))
    except OSError as error:
        return _refused(request, kept, _full(error))
    except ValueError:
        return _refused(request, kept, _("Until when: write the day as 2031-05-02."))
    return redirect("work-item", slug=request.dossier.slug, work=work.pk)


@page(MEMBER, may="edit", methods="POST")
@limited("upload")
def take(request: Request, edition: str) -> HttpResponseBase:
    """Begins the taking in of a file that came back."""
    kept = _found(edition)
    given = {"edition": kept.slug, "partner": " ".join(request.POST.get("partner", "").split())}
    return _taken_in(request, kept, "edition-take", given, _("Take in %(file)s"))


@page(MEMBER, may="create", methods="POST")
@limited("upload")
def take_new(request: Request, edition: str) -> HttpResponseBase:
    """Begins the making of an edition of a draft that was never ours."""
    kept, slug = _found(edition), request.POST.get("slug", "").strip()
    if not slug:
        return _refused(request, kept, _("Give the new edition a short name."))
    given = {"slug": slug, "partner": " ".join(request.POST.get("partner", "").split())}
    return _taken_in(request, kept, "edition-take-new", given, _("Make an edition of %(file)s"))


@page(MEMBER)
def changes(request: Request, edition: str) -> HttpResponse:
    """The changes one by one, and the list of them; eight queries at most where nothing changed."""
    return _review(request, _found(edition), {})


@page(MEMBER, may="edit", methods="POST")
def decide(request: Request, edition: str) -> HttpResponseBase:
    """What becomes of changes; the next one comes by itself. What was typed is kept where it is refused."""
    kept = _found(edition)
    review, asked = review_of(kept), asked_of(request.POST)
    try:
        said = said_by(request.POST, request.POST.getlist("number"))
        words = done(review, said)
    except (EditionRefused, EditionError, NoSentence) as error:
        messages.error(request, refusal(error))
        typed = {name: request.POST.get(name, "") for name in ("why", "words", "act")}
        return _review(request, _found(edition), typed, asked, request.POST.get("number", ""))
    messages.success(request, words)
    if said.act in ("undo", "ask"):
        after: dict[str, Any] = {"change": said.numbers[0] if said.act == "undo" else None}
    else:
        after = {"done": ",".join(map(str, said.numbers))}
    following = after.get("change") or next_after(review, asked, said.numbers)
    address = reverse("edition-changes", args=(request.dossier.slug, kept.slug))
    return redirect(address + asked.query(**{**after, "change": following}))


def _review(
    request: Request, kept: Edition, typed: dict[str, str], asked: Any = None, wanted: str = ""
) -> HttpResponse:
    review = review_of(kept)
    given = asked or asked_of(request.GET)
    seen = looked(review, given, wanted or request.GET.get("change", ""))
    told = {
        "edition": kept,
        "review": review,
        "looked": seen,
        "asked": given,
        "typed": typed,
        "states": _states(),
        "done": [one for one in request.GET.get("done", "").split(",") if one.isdecimal()],
        "authors": sorted({one.one.author for one in review.changes} - {""}),
        "kinds": sorted({one.one.kind for one in review.changes}),
        "files": sorted({one.one.row.taking.serial for one in review.changes}),
    }
    return render(request, "words/changes.html", told)


def _taken_in(
    request: Request, kept: Edition, kind: str, given: dict[str, str], title: str
) -> HttpResponseBase:
    upload = request.FILES.get("file")
    if upload is None:
        return _refused(request, kept, _("Choose the Word file first."))
    if (upload.size or 0) > _LARGEST:
        return _refused(request, kept, _("More than the 100 MB that are read: leave pictures out."))
    name = clean_name(upload.name or FILE)
    given = {**given, "name": name}
    try:
        keepable("".join(given.values()))
        work = begin(request, kind, given, title % {"file": name}, f"{kind} {uuid.uuid4()}", {FILE: upload})
    except (EditionRefused, NotAllowed) as error:
        return _refused(request, kept, refusal(error))
    except OSError as error:
        return _refused(request, kept, _full(error))
    return redirect("work-item", slug=request.dossier.slug, work=work.pk)


def _refused(request: Request, kept: Edition, words: str) -> HttpResponseBase:
    """Says so on the page of Word files, with what was typed."""
    messages.error(request, words)
    typed = {name: request.POST.get(name, "") for name in ("partner", "until", "note", "slug")}
    query = urlencode({name: value for name, value in typed.items() if value})
    address = reverse("edition-words", args=(request.dossier.slug, kept.slug))
    return redirect(f"{address}?{query}" if query else address)


def _full(error: OSError) -> str:
    told = _("This could not be begun (%(why)s). Make room on the disk, then try again.")
    return told % {"why": error.strerror or ""}


def _found(slug: str) -> Edition:
    try:
        return edition_of(slug)
    except EditionRefused as error:
        raise Http404(str(error)) from error


def _states() -> list[tuple[str, str]]:
    return [
        ("open", _("open")),
        ("against", _("somebody else changed it too")),
        ("asked", _("asked")),
        ("decided", _("decided")),
        ("all", _("all")),
    ]
