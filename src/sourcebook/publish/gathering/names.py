"""Who bears which names: those that a report may tell, and those that it must never tell.

Asked for by names alone, whatever else a dossier has: what is usual is read from the columns, and the few
records of which something is withheld, or in which a protected person is named, are looked at whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import Q

from sourcebook.dossier.exchange.foreign.names import Hidden, is_named
from sourcebook.dossier.kinds.fetch import by_ids, plains
from sourcebook.dossier.models import Actor, Dossier, Name, PartOf, Record, Withheld
from sourcebook.dossier.seen import as_system, current
from sourcebook.publish.gathering.public import published
from sourcebook.publish.persons import Bearers

_KINDS = ("actor", "place")
# What `is_named` looks at.
_COLUMNS = ("form", "public", "minor", "consent", "consent_scope", "pseudonym")


def gives_away() -> Callable[[str], bool]:
    """Tells whether a text has the full name of somebody of the viewer's dossier who is protected.

    Those who have a pseudonym, are minors, or were marked as private; not all who were not yet looked at.
    """
    hidden = Hidden()
    dossier = current().within
    with as_system():
        found = Record.objects.filter(dossier_id=dossier, kind="actor", merged_into=None, erased_at=None)
        protected = Q(actor__minor="yes") | Q(actor__public="private") | ~Q(actor__pseudonym="")
        # What is withheld stands in none of these columns, and counts all the same.
        kept = Withheld.objects.exclude(why="file").filter(record__dossier_id=dossier, record__kind="actor")
        actors = list(plains(found.filter(protected | Q(pk__in=kept.values("record"))).order_by("pk")))
    for actor in actors:
        if actor.get("closed") or is_named(actor):
            continue
        fields = actor["fields"]
        if fields["pseudonym"].strip() or fields["minor"] == "yes" or fields["public"] == "private":
            for name in actor["parts"]["names"]:
                # One word may be a word like others, or the name of somebody else.
                if " " in name["value"].strip():
                    hidden.add_phrase(name["value"])
    return lambda text: hidden.tells([text])


def bearers_of(dossier: Dossier) -> Bearers:
    """The names of actors and places on their public side; for the program itself."""
    rows = Record.objects.filter(
        dossier_id=dossier.pk, kind__in=_KINDS, status="published", level=0, merged_into=None, erased_at=None
    )
    whole = _looked_at_whole(dossier)
    found = {
        id: (plain["kind"] == "actor" and plain["fields"]["form"] == "person", _values(plain))
        for id, plain in published(dossier, whole).records.items()
        if plain["kind"] in _KINDS
    }
    persons = {
        record: values[0] == "person"
        for record, *values in Actor.objects.filter(record__in=rows).values_list("record_id", *_COLUMNS)
        if is_named({"fields": dict(zip(_COLUMNS, values, strict=True))})
    }
    names: dict[Any, list[str]] = {}
    told = Name.objects.filter(record__in=rows).values_list("record_id", "record__kind", "value")
    for record, kind, value in told.order_by("record_id", "position", "id"):
        if value and (kind == "place" or record in persons):
            names.setdefault(record, []).append(value)
    plain_names = {str(id): (persons.get(id, False), tuple(values)) for id, values in names.items()}
    return {**{id: one for id, one in plain_names.items() if id not in whole}, **found}


def _values(plain: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(row["value"] for row in plain["parts"].get("names", ()) if row["value"])


def _looked_at_whole(dossier: Dossier) -> set[str]:
    """Actors and places that their columns do not tell all about."""
    kept = Withheld.objects.exclude(why="file").filter(record__dossier_id=dossier.pk, record__kind__in=_KINDS)
    kinds = {str(pk): kind for pk, kind in kept.values_list("record_id", "record__kind")}
    found = set(kinds)
    if "place" in kinds.values() or _names_protected(dossier):
        # Whose name is kept out of one place is kept out of what lies in it.
        places = PartOf.objects.filter(record__dossier_id=dossier.pk).values_list("record_id", flat=True)
        found.update(map(str, places.distinct()))
        named = Name.objects.filter(record__dossier_id=dossier.pk).exclude(used_by=None)
        found.update(map(str, named.values_list("record_id", flat=True).distinct()))
    return found


def _names_protected(dossier: Dossier) -> bool:
    """Whether a name or place leads to somebody who may not be named."""
    users = Name.objects.filter(record__dossier_id=dossier.pk, used_by__kind="actor")
    tellers = PartOf.objects.filter(record__dossier_id=dossier.pk, according_to__kind="actor")
    ids: Collection[Any] = {
        *users.values_list("used_by_id", flat=True), *tellers.values_list("according_to_id", flat=True)
    }  # fmt: skip
    return any(not is_named(plain) for plain in by_ids(sorted(ids)))
