"""Links to other records by what was typed: the one that was chosen, the one of that name, or a new one.

A browser with scripts sends the id of what was chosen from the list; without them the words alone come, and
are
looked up. Where they may mean several records, or none, the form asks.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sourcebook.dossier.kinds import Plain, empty_plain
from sourcebook.dossier.models import Record
from sourcebook.dossier.search import Filters, find
from sourcebook.dossier.seen import current
from sourcebook.dossier.write.links import is_id
from sourcebook.workbench.forms.typed import Typed
from sourcebook.workbench.forms.words import ON_THE_SPOT

_OFFERED = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """A link of a form: its name there, and the kinds that it may lead to (none: any)."""

    name: str
    kinds: tuple[str, ...]


@dataclass(slots=True)
class Linked:
    """What came of the links of a form, by their names: ids, faults, and the records that words may mean."""

    ids: dict[str, str | None] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    offered: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    fresh: list[Plain] = field(default_factory=list)


def spots(kinds: Sequence[str]) -> list[tuple[str, str]]:
    """What can be made on the spot for a link to these kinds: (code, words)."""
    offered = kinds or ("actor", "place")
    return [(f"{kind}/{form}", str(words)) for kind, form, words in ON_THE_SPOT if kind in offered]


def labels_of(ids: Sequence[str]) -> dict[str, str]:
    """What records are called, as far as the viewer sees them; one query."""
    wanted = [one for one in dict.fromkeys(ids) if is_id(one)]
    rows = Record.objects.filter(pk__in=wanted).values_list("pk", "label") if wanted else ()
    return {str(pk): label for pk, label in rows}


def linked(asked: Sequence[Asked], typed: Typed, level: str = "team") -> Linked:
    """The records that these links lead to; a query for those chosen, three for each that is to be looked
    up."""
    result = Linked()
    labels = labels_of([typed.one(one.name) for one in asked])
    made: dict[tuple[str, str], Plain] = {}
    for one in asked:
        _settle(one, typed, labels, made, result, level)
    result.fresh = list(made.values())
    return result


def _settle(
    one: Asked,
    typed: Typed,
    labels: Mapping[str, str],
    made: dict[tuple[str, str], Plain],
    result: Linked,
    level: str,
) -> None:
    chosen, words = typed.one(one.name), typed.one(f"{one.name}~").strip()
    if typed.has(f"{one.name}!") and typed.one(f"{one.name}!for") == words:
        chosen = typed.one(f"{one.name}!")
        if chosen in dict(labels_of([chosen])):
            result.ids[one.name] = chosen
            return
    if chosen.startswith("new:") and words:
        plain = _new(chosen.removeprefix("new:"), words, one, made, level)
        if plain is not None:
            result.ids[one.name] = plain["id"]
            return
    if (
        is_id(chosen)
        and chosen in labels
        and (not typed.has(f"{one.name}~") or labels[chosen].strip() == words)
    ):
        result.ids[one.name] = chosen
    elif not words:
        result.ids[one.name] = None
        if is_id(chosen) and chosen not in labels and not typed.has(f"{one.name}~"):
            result.faults[one.name] = _("There is no such record.")
    else:
        _look_up(one, words, result)


def _new(code: str, words: str, one: Asked, made: dict[tuple[str, str], Plain], level: str) -> Plain | None:
    """The record that is made on the spot; one for all fields in which the same name was typed."""
    if code not in dict(spots(one.kinds)):
        return None
    kind, _slash, form = code.partition("/")
    key = (code, _folded(words))
    if key not in made:
        given = {"title": words} if kind == "source" else {"names": [{"value": words, "main": True}]}
        plain = empty_plain(kind, form=form, id=str(uuid.uuid4()), **given)
        organisation = current().organisation
        plain |= {"owner": str(organisation) if organisation else None, "level": level}
        made[key] = plain
    return made[key]


def _look_up(one: Asked, words: str, result: Linked) -> None:
    if is_id(words):
        found = [(words, label) for label in labels_of([words]).values()]
    else:
        hits = find(words, Filters(kinds=one.kinds), limit=_OFFERED, variants=True).hits
        found = [(str(hit.record), hit.label) for hit in hits if hit.status != "withdrawn"]
    same = [pk for pk, label in found if _folded(label) == _folded(words) or is_id(words)]
    if len(same) == 1:
        result.ids[one.name] = same[0]
        return
    result.offered[one.name] = found
    result.faults[one.name] = (
        _("Which one is “%(words)s”? Choose it below, or make it new.") if found
        else _("There is none called “%(words)s”: make it new below, or write another name.")
    ) % {"words": words}  # fmt: skip


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())
