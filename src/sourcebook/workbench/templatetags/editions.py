"""Tags of the pages on which editions are published and exchanged: states, files, what somebody may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sourcebook.dossier.seen import Viewer

if TYPE_CHECKING:
    from sourcebook.publish.circulating.showing import Side
    from sourcebook.workbench.pages.publishing.checked import Checked, Rule
    from sourcebook.workbench.pages.words.asking import Asked, Looked

register = template.Library()
_STATES: dict[str, Promise] = {
    "draft": _("draft"),
    "frozen": _("frozen"),
    "signed": _("signed off"),
    "published": _("published"),
    "corrected": _("corrected"),
}
_FORMS: dict[str, str | Promise] = {
    "report.pdf": "PDF",
    "report.docx": "DOCX",
    "report.html": "HTML",
    "package.zip": _("Evidence package"),
}
_OUTLINES: dict[str, Promise] = {
    "annual": _("Annual report"),
    "heritage": _("Report on heritage sites"),
    "incident": _("Report on one incident"),
}
_HOUSES: dict[str, Promise] = {
    "report": _("Monitoring report"),
    "report-quoted": _("The same, titles in quotes"),
    "un": _("United Nations documents"),
    "oscola": _("OSCOLA (law)"),
    "chicago": _("Chicago (notes)"),
}


@register.filter
def state_name(state: str) -> str:
    """The state of an edition in words."""
    return str(_STATES[state])


@register.filter
def form_name(file: str) -> str:
    """What a file of an edition is."""
    return str(_FORMS[file])


@register.filter
def outline_name(outline: str) -> str:
    """What an outline is for; one that somebody made has its own name."""
    return str(_OUTLINES.get(outline, outline))


@register.filter
def house_name(house: str) -> str:
    """A form of notes, with what is its own."""
    return str(_HOUSES.get(house, house))


@register.filter
def may(viewer: Viewer, act: str) -> bool:
    """Whether the viewer's role allows an act."""
    return viewer.may(act)


@register.filter
def at(found: Mapping[str, Any], key: str) -> Any:
    """What a mapping has under a key; None where it has nothing."""
    return found.get(key)


@register.filter
def rules(checked: Checked, weights: str) -> Sequence[Rule]:
    """The findings of these weights (with spaces between), by rule."""
    return checked.rules(*weights.split())


@register.filter
def others(checked: Checked) -> int:
    """How many findings do not stand in the way."""
    return sum(one.weight in ("warning", "info") for one in checked.found)


_FATES: dict[str, Promise] = {
    "kept": _("kept"),
    "moved": _("moved"),
    "changed": _("typed over"),
    "pending": _("deleted with tracking"),
    "lost": _("deleted without tracking"),
}
_REMARKS: dict[str, Promise] = {
    "told": _("What was noticed"),
    "refused": _("Made from records, so not taken"),
    "recognised": _("Recognised and left alone"),
    "set aside": _("In the file and not taken"),
    "erased": _("Erased"),
}
_STANDING: dict[str, tuple[Promise, Promise]] = {
    "apart": (_("apart"), _("Nothing stands against it.")),
    "asks": (_("asks"), _("The same sentence was changed here meanwhile.")),
    "meets": (_("asks"), _("Another partner changed the same sentence.")),
    "there": (_("there"), _("The text says so already.")),
    "accepted": (_("taken"), _("Taken.")),
    "rejected": (_("not taken"), _("Not taken.")),
}
_CHANGES: dict[str, Promise] = {
    "text": _("Words"),
    "added": _("New paragraph"),
    "deleted": _("Paragraph taken out"),
    "moved": _("Moved"),
    "split": _("Paragraph split"),
    "joined": _("Paragraphs joined"),
    "restyled": _("Another kind of paragraph"),
    "reference": _("Reference"),
    "note": _("Note"),
    "look": _("Look of words"),
}
_SIDES: dict[str, Promise] = {
    "sent": _("As it was sent"),
    "theirs": _("Theirs"),
    "ours": _("Ours, text %(whose)s"),
    "now": _("Now, text %(whose)s"),
    "partner": _("%(whose)s"),
    "proposed": _("Proposed"),
    "words": _("In own words"),
}


@register.filter
def fate_name(fate: str) -> str:
    """What became of a reference."""
    return str(_FATES[fate])


@register.filter
def remark_name(sort: str) -> str:
    """A sort of remarks on a file that came back."""
    return str(_REMARKS.get(sort, sort))


@register.filter
def standing_name(state: str) -> str:
    """How a change stands, in a word."""
    return str(_STANDING[state][0])


@register.filter
def standing_words(state: str) -> str:
    """How a change stands, in a sentence."""
    return str(_STANDING[state][1])


@register.filter
def change_name(kind: str) -> str:
    """A kind of change."""
    return str(_CHANGES.get(kind, kind))


@register.filter
def side_name(side: Side) -> str:
    """A side of a change: what it is, and whose."""
    words = str(_SIDES[side.role]) % {"whose": side.whose}
    return f"{words} ({side.whose})" if side.role == "theirs" and side.whose else words


@register.filter
def with_change(asked: Asked, number: int) -> str:
    """The address of another change by the same filters."""
    return asked.query(change=number)


@register.filter
def switch(looked: Looked, state: str) -> str:
    """The address of the same list in another state."""
    return looked.asked.query(state=state)
