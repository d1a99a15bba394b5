"""Tags of the pages about records: days as the database keeps them, words for states and levels."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sourcebook.dossier.listing import themes_known

register = template.Library()
_STATUS: dict[str, Promise] = {
    "draft": _("draft"),
    "reviewed": _("reviewed"),
    "published": _("published"),
    "withdrawn": _("withdrawn"),
}
_LEVEL: dict[str, Promise] = {
    "public": _("public"),
    "team": _("team"),
    "restricted": _("restricted"),
    "sealed": _("sealed"),
}

_SEEN_BY: dict[str, Promise] = {
    "public": _("public: everybody, once it is published"),
    "team": _("team: all members"),
    "restricted": _("restricted: reviewers, publishers, keepers, and contributors of its organisation"),
    "sealed": _("sealed: only keepers, with the passphrase"),
}


@register.filter
def status_name(status: str) -> str:
    """How far a record has come, in words."""
    return str(_STATUS.get(status, status))


@register.filter
def level_name(level: str) -> str:
    """How sensitive something is, in words."""
    return str(_LEVEL.get(level, level))


@register.simple_tag
def levels_told(levels: Iterable[str]) -> str:
    """Who sees what is of each of these levels, in a line of help."""
    return " · ".join(str(_SEEN_BY[level]) for level in levels)


@register.simple_tag
def themes_offered() -> list[tuple[str, str]]:
    """The codes of the dossier's codebooks, to choose from, with their labels; one query."""
    return themes_known()


@register.simple_tag
def days(first: date | None, last: date | None) -> str:
    """The first and last day that a record's date allows; an open end is left open."""
    if first is None and last is None:
        return ""
    low = "" if first is None or first == date.min else first.isoformat()
    high = "" if last is None or last == date.max else last.isoformat()
    if low == high:
        return low
    if low[5:] == "01-01" and high[5:] == "12-31" and low[:4] == high[:4]:
        return low[:4]
    return f"{low} – {high}"
