"""How it looks, as each person wishes. Open to anybody: it keeps a choice, and shows nothing of a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from sourcebook.workbench.frame import ANYONE, page
from sourcebook.workbench.frame.wishes import Name, Wishes, choices, languages, wish, wishes_of


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its name in the form, what is asked, and (value, words, whether it is chosen, its
    language) of each answer."""

    name: Name
    title: str
    told: str
    answers: tuple[tuple[str, str, bool, str], ...]


@page(ANYONE, methods="GET POST")
def show(request: HttpRequest) -> HttpResponseBase:
    """The choices; sent, they are kept, and one goes back to where one came from."""
    back = _back(request)
    if request.method == "POST":
        response = HttpResponseRedirect(back or reverse("wishes"))
        chosen = wish(request, response, request.POST)
        if not back:
            with translation.override(chosen.language or translation.get_language()):
                messages.success(request, _("Kept."))
        return response
    return render(request, "wishes/show.html", {"asked": list(_asked(wishes_of(request))), "back": back})


def _back(request: HttpRequest) -> str:
    back = (request.POST if request.method == "POST" else request.GET).get("next", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""


def _asked(wishes: Wishes) -> Iterator[Choice]:
    if len(settings.LANGUAGES) > 1:
        yield _choice(wishes, "language", _("Language"), "", _languages())
    yield _choice(
        wishes, "look", _("Light or dark"), "",
        {"auto": _("as the computer"), "light": _("light"), "dark": _("dark")},
    )  # fmt: skip
    yield _choice(
        wishes, "blur", _("Hidden until asked for"),
        _("Words of records that are coded as hateful, of killings and ill-treatment, and preserved pictures "
          "and pages. They are blurred; a click or Enter shows one, a key all of a page."),
        {"off": _("nothing"), "graphic": _("what is graphic"), "both": _("what is graphic or hateful")},
    )  # fmt: skip
    yield _choice(
        wishes,
        "space",
        _("Space between lines"),
        "",
        {"wide": _("usual"), "dense": _("less: more on a page")},
    )


def _choice(wishes: Wishes, name: Name, title: str, told: str, words: dict[str, str]) -> Choice:
    now = getattr(wishes, name)
    tongue = name == "language"
    answers = tuple((value, words[value], value == now, value if tongue else "") for value in choices(name))
    return Choice(name, title, told, answers)


def _languages() -> dict[str, str]:
    """Each language in its own words."""
    return {"": _("as the browser"), **dict(languages())}
