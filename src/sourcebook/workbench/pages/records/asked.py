"""What a list is asked for: the filters that stand in its address, read and written back."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from sourcebook.dates import DateError, bounds
from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.models import Level, Status
from sourcebook.dossier.models.record import Origin
from sourcebook.dossier.search import Filters
from sourcebook.dossier.seen import current

# Filters that name a record: set by links on other pages, taken off in the list.
LINKED = ("speaker", "actor", "place", "source")
# Filters that name an organisation or a person of the team.
TEAM = ("owner", "made_by")
# Whoever looks, in a filter that stands in an address for all.
ME = "me"
FLAGS = ("unevidenced", "proposed", "undated")
_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": tuple(KINDS),
    "status": tuple(Status.values),
    "level": tuple(Level.labels),
    "origin": tuple(Origin.values),
}
_NAMES = (*_CHOICES, "form", "theme", "language", "since", "until", *LINKED, *TEAM, *FLAGS)
_FORM = re.compile(r"[\w .:/-]{1,80}")
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{2,35}")


@dataclass(frozen=True)
class Asked:
    """The filters as they were given, those that can be used, and what is wrong with the others, by name."""

    given: dict[str, str]
    filters: Filters
    forms: tuple[str, ...] = ()
    faults: dict[str, str] = field(default_factory=dict)

    def address(self, **changed: str) -> str:
        """The filters as the query of an address, some of them changed; "" takes one off."""
        wanted = {**self.given, **changed}
        return urlencode({name: value for name, value in wanted.items() if value})

    @property
    def further(self) -> int:
        """How many of the filters that are seldom used are set."""
        return sum(name in self.given for name in ("origin", "language", *TEAM, *FLAGS))


def asked_of(query: Mapping[str, str]) -> Asked:
    """The filters in the query of an address. What is no filter is left aside; a bad value is a fault."""
    # NUL, which no database takes, is nothing that anybody typed.
    typed = {name: query.get(name, "").replace("\x00", "").strip() for name in _NAMES}
    given = {name: value for name, value in typed.items() if value}
    faults = dict(_badly_chosen(given))
    days = {name: _day(given[name], name, faults) for name in ("since", "until") if name in given}
    ids = {name: _id(given[name], name, faults) for name in (*LINKED, *TEAM) if name in given}
    good = {n: given[n] for n in ("status", "level", "origin", "theme", "language") if n in given}
    flags = {name: True for name in FLAGS if name in given}
    if faults:
        return Asked(given, Filters(), (), faults)
    kinds = (given["kind"],) if "kind" in given else ()
    filters = Filters(kinds=kinds, **good, **days, **ids, **flags)  # type: ignore[arg-type]
    return Asked(given, filters, (given["form"],) if "form" in given else ())


def _badly_chosen(given: Mapping[str, str]) -> dict[str, str]:
    faults: dict[str, str] = {}
    for name, allowed in _CHOICES.items():
        if name in given and given[name] not in allowed:
            faults[name] = _("“%(value)s” is none of %(choices)s") % {
                "value": given[name], "choices": ", ".join(allowed),
            }  # fmt: skip
    if "form" in given and not _FORM.fullmatch(given["form"]):
        faults["form"] = _("a form or type is a short word: report, measure, detention")
    if "language" in given and not _LANGUAGE.fullmatch(given["language"]):
        faults["language"] = _("a language is written as its tag: en, hy, az-Latn")
    return faults


def _day(text: str, name: str, faults: dict[str, str]) -> date | None:
    try:
        first, last = bounds(text)
    except DateError:
        faults[name] = _("“%(value)s” is no date: write 2031, 2031-03 or 2031-03-18") % {"value": text}
        return None
    return first if name == "since" else last


def _id(text: str, name: str, faults: dict[str, str]) -> uuid.UUID | None:
    if name == "made_by" and text == ME:
        return current().account
    try:
        return uuid.UUID(text)
    except ValueError:
        faults[name] = _("“%(value)s” is no id of a record") % {"value": text}
        return None
