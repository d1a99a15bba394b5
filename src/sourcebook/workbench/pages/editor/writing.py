"""A paragraph is opened, previewed while it is typed, saved, moved; nothing of two people is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from sourcebook.dossier.editions import EditionRefused, edition_of
from sourcebook.dossier.models import EditionText
from sourcebook.publish.edition.naming import apart, together
from sourcebook.publish.edition.pieces import NoPiece
from sourcebook.publish.edition.problems import EditionError
from sourcebook.publish.galleys import Worked, worked
from sourcebook.publish.retyping.joining import HEAD_LINES, blocks_of
from sourcebook.publish.retyping.saving import Retyped, moved, retyped, wording
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.sighting import unnoted
from sourcebook.workbench.pages.editor import present
from sourcebook.workbench.pages.editor.opening import Opened, absent, opened
from sourcebook.workbench.pages.editor.showing import Seen, seen_of
from sourcebook.workbench.pages.editor.views import numbered, page_of, spoken


@dataclass(frozen=True)
class Form:
    """A piece open for writing: of the text `serial` the piece `at`, or a new one `after` it.

    `name` is its name and classes ("#dask .unnumbered"), which stand in a field of their own.
    """

    serial: int
    at: int
    typed: str
    after: bool = False
    shown: Seen | None = None
    faults: tuple[str, ...] = ()
    why: str = ""
    name: str = ""

    @property
    def whole(self) -> str:
        """What was typed, as it goes into the text."""
        return together(self.typed, self.name)


def form_of(found: Opened, at: int, after: bool = False) -> Form:
    """The form of a piece. Raises NoPiece."""
    assert found.work is not None
    if after:
        return Form(found.text.serial, at, "", True)
    piece = found.work.source.piece(at)
    shown = seen_of(found.work.shown(at), found.work.galley.edition.front.language, at, piece.kind)
    words, name = apart(piece.text)
    return Form(found.text.serial, at, words, shown=shown, name=name)


@page(MEMBER, may="edit")
def form(request: Request, edition: str) -> HttpResponse:
    """The form of a piece as a fragment; `?at=`, and `?after=1` for a new one behind it."""
    try:
        found = opened(edition)
        if not found.may_write(request) or found.work is None:
            return render(request, "editor/closed.html", {"edition": found.edition}, status=422)
        at, after = _at(request.GET.get("at")), bool(request.GET.get("after"))
        present.note(request, found, at)
        serial = numbered(request.GET.get("serial"))
        if serial in (None, found.text.serial):
            made = form_of(found, at, after)
        else:
            # What was typed over an earlier text goes on from that one.
            words, name = apart("" if after else wording(found.edition, serial or 0, at))
            made = Form(serial or 0, at, words, after, name=name)
    except EditionRefused as error:
        return absent(request, error)
    except NoPiece as error:
        return _told(request, str(error))
    return render(request, "editor/form.html", {"edition": found.edition, "form": made, **_language(found)})


def _language(found: Opened) -> dict[str, Any]:
    assert found.work is not None
    return spoken(found.work)


@page(MEMBER, may="edit", methods="POST")
def preview(request: Request, edition: str) -> HttpResponse:
    """What the text that is being typed would print in its place, with its numbers and notes."""
    unnoted(request)
    try:
        kept = edition_of(edition)
    except EditionRefused as error:
        return absent(request, error)
    told: dict[str, Any] = {"edition": kept}
    try:
        serial, at = _at(request.POST.get("serial")), _at(request.POST.get("at"))
        text = EditionText.objects.filter(edition=kept, serial=serial).first()
        if text is None:
            return _told(request, gettext("The text this was made from is not there any more."))
        work = worked(text)
        blocks = blocks_of(_sent(request, serial, at).whole)
        after = bool(request.POST.get("after"))
        first, last = (work.blocks(at) if at >= 0 else (0, 0)) if not after else _behind(work, at)
        told["shown"] = seen_of(work.instead(first, last, blocks), work.galley.edition.front.language, at)
        told |= spoken(work)
    except EditionError as error:
        told["faults"] = _lines(error)
    except NoPiece as error:
        return _told(request, str(error))
    return render(request, "editor/preview.html", told)


def _behind(work: Worked, at: int) -> tuple[int, int]:
    place = work.blocks(at)[1] if at >= 0 else 0
    return place, place


@page(MEMBER, may="edit", methods="POST")
def keep(request: Request, edition: str) -> HttpResponse:
    """Saves what was typed: one more text. Where another changed the same sentence, both sides are shown."""
    given = request.POST
    try:
        kept = edition_of(edition)
    except EditionRefused as error:
        return absent(request, error)
    try:
        form = _sent(request, _at(given.get("serial")), _at(given.get("at")))
    except NoPiece as error:
        return _told(request, str(error))
    try:
        why = form.why.strip() or _why(form)
        done = retyped(kept, form.serial, form.at, form.whole, why, after=form.after)
    except EditionError as error:
        return _again(request, edition, form, _lines(error))
    except (EditionRefused, NoPiece) as error:
        return _again(request, edition, form, (str(error),))
    if done.clash is not None:
        mine, theirs = apart(done.clash.mine), apart(done.clash.theirs)
        told = {"edition": kept, "clash": done.clash, "form": form, "mine": mine, "theirs": theirs}
        # Two windows of one person: what the other one saved is told as theirs all the same.
        told |= spoken(worked(done.text))
        told["own"] = done.text.who_id is not None and done.text.who_id == request.viewer.account
        return render(request, "editor/clash.html", told, status=409)
    return saved(request, edition, done, _said(done, form))


def _sent(request: Request, serial: int, at: int) -> Form:
    """The form as it was sent."""
    given = request.POST
    typed = given.get("typed", "").replace("\r\n", "\n")
    after = bool(given.get("after"))
    return Form(serial, at, typed, after, why=given.get("why", ""), name=given.get("name", ""))


def _why(form: Form) -> str:
    if form.after:
        return gettext("a paragraph added")
    return gettext("a paragraph changed") if form.typed.strip() else gettext("a paragraph taken out")


def _said(done: Retyped, form: Form) -> str:
    serial = done.text.serial
    if serial == form.serial:
        return gettext("Nothing was changed.")
    if done.with_others:
        return gettext("Saved as text %(n)s, together with what others saved meanwhile.") % {"n": serial}
    return gettext("Saved as text %(n)s.") % {"n": serial}


def _again(request: Request, edition: str, form: Form, faults: tuple[str, ...]) -> HttpResponse:
    """The form once more, with what is wrong; what was typed stays."""
    form = replace(form, faults=faults)
    found = opened(edition)
    if request.htmx:
        told = {"edition": found.edition, "form": form, **(_language(found) if found.work else {})}
        return render(request, "editor/form.html", told, status=422)
    told = page_of(request, found, None, max(form.at, 0))
    return render(request, "editor/edition.html", told | {"form": form}, status=422)


def saved(request: Request, edition: str, done: Retyped, said: str) -> HttpResponse:
    """The chapter as it is now in the place of the old one, with the outline; without scripts the page."""
    if not request.htmx:
        messages.success(request, said)
        href = reverse("edition", args=(request.dossier.slug, edition))
        return HttpResponseRedirect(f"{href}?at={done.at}#piece-{done.at}")
    found = opened(edition)
    at = min(done.at, len(found.work.source.pieces) - 1) if found.work else 0
    told = page_of(request, found, None, at)
    return render(request, "editor/saved.html", told | {"said": said, "focus": at})


@page(MEMBER, may="edit", methods="POST")
def move(request: Request, edition: str) -> HttpResponse:
    """A piece, or a section with all that is in it, one place up or down."""
    given = request.POST
    try:
        kept = edition_of(edition)
    except EditionRefused as error:
        return absent(request, error)
    try:
        # "12 up", or "12 down section": which button of all those of the form was pressed.
        at, way, *whole = [*given.get("move", "").split(), "", ""]
        up = way == "up"
        why = gettext("moved up") if up else gettext("moved down")
        serial = _at(given.get("serial"))
        done = moved(kept, serial, _at(at), -1 if up else 1, why, section="section" in whole)
    except (EditionRefused, NoPiece, EditionError) as error:
        return _told(request, str(error))
    return saved(request, edition, done, gettext("Moved; text %(n)s.") % {"n": done.text.serial})


def _at(text: str | None) -> int:
    """The number in a form; -1 before the first. Raises NoPiece for what is none."""
    if text == "-1":
        return -1
    found = numbered(text)
    if found is None:
        raise NoPiece(gettext("The form does not say which paragraph it is about: open it again."))
    return found


def _lines(error: EditionError) -> tuple[str, ...]:
    """What is wrong, with the line of the piece that was typed."""
    return tuple(
        gettext("line %(n)s: %(what)s") % {"n": one.line - HEAD_LINES, "what": one.message}
        if one.line > HEAD_LINES
        else one.message
        for one in error.problems
    )


def _told(request: Request, words: str) -> HttpResponse:
    return render(request, "editor/told.html", {"words": words}, status=422)
