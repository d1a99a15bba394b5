"""How somebody wants the workbench to be: language, light or dark, what is hidden until asked for.

Kept with the account of who is logged in (`Account.wishes`), and in cookies, so that a browser looks the same
before one logs in. The account is loaded by every page anyway: wishes ask nothing of the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language_info

from sourcebook.dossier.models import Account

LOOKS = ("auto", "light", "dark")
BLURS = ("off", "graphic", "both")
SPACES = ("wide", "dense")
_YEAR = 365 * 24 * 60 * 60
Name = Literal["language", "look", "blur", "space"]
NAMES: tuple[Name, ...] = ("language", "look", "blur", "space")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody chose; what they did not choose is as the computer or we have it."""

    language: str = ""
    look: str = LOOKS[0]
    blur: str = BLURS[0]
    space: str = SPACES[0]

    @property
    def hidden(self) -> frozenset[str]:
        """The sorts of words that are hidden until asked for."""
        return frozenset({"off": (), "graphic": ("graphic",), "both": ("graphic", "hateful")}[self.blur])

    def with_(self, given: Mapping[str, Any]) -> Wishes:
        """These wishes with others that were told; what is none of the choices is left out."""
        told = {name: given[name] for name in NAMES if given.get(name) in choices(name)}
        return replace(self, **told)


def choices(name: Name) -> tuple[str, ...]:
    """What may be chosen; a language is "" where it is that of the browser."""
    if name == "language":
        return ("", *(code for code, _label in settings.LANGUAGES))
    return {"look": LOOKS, "blur": BLURS, "space": SPACES}[name]


def languages() -> list[tuple[str, str]]:
    """The languages of the interface, each in its own words."""
    told = []
    for code, label in settings.LANGUAGES:
        known = get_language_info(code)
        told.append((code, str(known["name_local"]) if known["code"] == code else str(label)))
    return told


def _account(request: HttpRequest) -> Account | None:
    """Who is logged in, where that is known already: a page of faults must not ask."""
    user = getattr(request, "_cached_user", None)
    return user if isinstance(user, Account) else None


def wishes_of(request: HttpRequest) -> Wishes:
    """The wishes of who looks: of the account, before those of the browser."""
    browser = Wishes().with_({name: request.COOKIES.get(_cookie(name)) for name in NAMES})
    account = _account(request)
    return browser.with_(account.wishes) if account and isinstance(account.wishes, dict) else browser


def _cookie(name: Name) -> str:
    # That of the language is the one that Django's own middleware reads.
    return settings.LANGUAGE_COOKIE_NAME if name == "language" else f"sourcebook_{name}"


def wish(request: HttpRequest, response: HttpResponseBase, given: Mapping[str, Any]) -> Wishes:
    """Keeps what was chosen, with the account and in the browser. A write where it is another than before."""
    chosen = wishes_of(request).with_(given)
    account = _account(request)
    kept = {name: getattr(chosen, name) for name in NAMES}
    if account is not None:
        before = account.wishes if isinstance(account.wishes, dict) else {}
        account.wishes = {**before, **kept}
        if account.wishes != before:
            account.save(update_fields=["wishes"])
    for name, value in kept.items():
        if value:
            response.set_cookie(
                _cookie(name), value, max_age=_YEAR, samesite="Lax", httponly=True, secure=not settings.LOCAL
            )
        else:
            response.delete_cookie(_cookie(name), samesite="Lax")
    return chosen
