"""Which event a report on one incident is about: by the address of its page, its digits, or its words."""

from __future__ import annotations

import re

from django.utils.translation import gettext

from sourcebook.dossier.models import Record
from sourcebook.dossier.search import Filters, find
from sourcebook.dossier.seen import current

# The outline that is about one event.
INCIDENT = "incident"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SHOWN = 5


class NoSuchEvent(ValueError):
    """No event, or more than one, is meant; the message says what to do."""


def event_of(words: str) -> str:
    """The id of the published, public event that is meant; two queries at most. Raises NoSuchEvent."""
    if not words:
        raise NoSuchEvent(gettext("Event: say which; a report on one incident is about one event."))
    public = Record.objects.filter(dossier_id=current().within, kind="event", status="published", level=0)
    if named := _ID.findall(words):
        # In the address of a page the record comes last.
        if not public.filter(pk=named[-1]).exists():
            raise NoSuchEvent(_none())
        return str(named[-1]).lower()
    hits = find(words, Filters(kinds=("event",), status="published", level="public"), limit=_SHOWN + 1).hits
    if not hits:
        raise NoSuchEvent(_none())
    if len(hits) > 1:
        told = gettext("Event: several are found (%(which)s). Add a word, or paste the address of its page.")
        raise NoSuchEvent(told % {"which": "; ".join(hit.label for hit in hits[:_SHOWN])})
    return str(hits[0].record)


def _none() -> str:
    return gettext(
        "Event: none that is published and public is found so. Publish it first, or use its own words."
    )
