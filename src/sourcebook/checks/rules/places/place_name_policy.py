"""place-name-policy."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.naming import Names, words_of
from sourcebook.checks.known.own_words import own_texts
from sourcebook.checks.known.records import Actor, Name, Place, Record
from sourcebook.checks.rule import DossierRule
from sourcebook.languages import script_of

# A label is shown whole; of a text so much around the name.
_AROUND = 80


class PlaceNamePolicy(DossierRule):
    """The team's own words call a place by another name than the dossier's policy has it.

    ## What it does
    The dossier says whose names, or names of which language, its team uses for places of more than one name.
    Reports labels of places, notes, descriptions and findings that use another one. Quotations
    keep the speaker's form, brackets may explain a name, and a text that gives the right name too is fine.
    Where the policy has no name in the script of the text, or the dossier has no policy, the rule is silent.

    ## Why it matters
    Two names for one town are a position on whose town it is. A team that takes none uses one name
    throughout, and says by which rule.

    ## Example
    Fails: the description "The road to Lenië was closed", where the policy has "Nelë" for this town
    Passes: the description "The road to Nelë was closed; the mayor said: 'Lenië is open'"

    ## False alarms
    A name that is also that of a person or a paper which the dossier does not have.
    """

    name = "place-name-policy"
    family = "places"
    severity = "warning"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every text with such a name, once for each place."""
        allowed = {
            place.id: names
            for place in dossier.each(Place)
            if len(place.names) > 1 and (names := dossier.policy.preferred(place.names))
        }
        if not allowed:
            return
        right = {id: {words_of(name.value) for name in names} for id, names in allowed.items()}
        every = _every_name(dossier)
        for record, field, text, own in _texts(dossier):
            explained = {
                id
                for one in every.found_in(text)
                for id in one.meant
                if words_of(text[one.start : one.end]) in right.get(id, ())
            }
            told: set[str] = set()
            for one in every.found_in(own):
                written = text[one.start : one.end]
                words = words_of(written)
                # A name that is right for another place, or that of somebody, is no offence.
                wrong = [id for id in one.meant if id in allowed and words not in right[id]]
                if len(wrong) < len(one.meant):
                    continue
                for id in wrong:
                    fitting = _fitting(written, allowed[id])
                    place = dossier.get(id, Place)
                    if id in told or id in explained or not fitting or place is None:
                        continue
                    told.add(id)
                    shown = text[max(0, one.start - _AROUND) : one.end + _AROUND]
                    yield self.finding(
                        f"The team's own words say “{written}”; the dossier's policy has “{fitting}”. Use "
                        "it, or give both.",
                        dossier.side(record, field, shown),
                        dossier.side(place),
                        terms=(written,),
                    )


def _every_name(dossier: Dossier) -> Names[str]:
    """Names of places, and of actors, which may hold that of a place ("Nelë Post")."""
    places = ((name.value, place.id) for place in dossier.each(Place) for name in place.names)
    actors = ((name.value, actor.id) for actor in dossier.each(Actor) for name in actor.names)
    return Names([*places, *actors])


def _texts(dossier: Dossier) -> Iterator[tuple[Record, str, str, str]]:
    """Record, field, the text, and the text without quotations and brackets."""
    for record in dossier.each(Record):
        # Labels of other records repeat their texts, also those of others.
        if isinstance(record, Place) and record.label:
            yield record, "label", record.label, record.label
    for one in own_texts(dossier):
        dossier.position = dossier.named(one.record)
        yield one.record, one.field, one.text, one.own


def _fitting(written: str, names: tuple[Name, ...]) -> str | None:
    """The policy's name in the script of the one that was written."""
    script = script_of(written)
    return next((name.value for name in names if script_of(name.value) == script), None)
