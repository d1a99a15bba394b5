"""Names: persons, bodies and places written in several ways and scripts, grouped with the reasons.

Nothing is merged: a group is a proposal with every pair that led to it and why. Only names that sound alike
are compared (blocking by a phonetic key), so that the work grows with the number of names.
"""

from __future__ import annotations

from sourcebook.reading.analysis import Context
from sourcebook.reading.analysis.bodies import expansions
from sourcebook.reading.candidates import Event, NameGroup, Reaction, Statement
from sourcebook.reading.names.aliases import alias_links, place_links
from sourcebook.reading.names.bodies import body_links
from sourcebook.reading.names.forms import Forms, collect
from sourcebook.reading.names.groups import Link, grouped
from sourcebook.reading.names.persons import person_links
from sourcebook.reading.names.words import words_of

__all__ = ["group_names"]


def group_names(
    context: Context, statements: list[Statement], events: list[Event], reactions: list[Reaction]
) -> list[NameGroup]:
    """Groups of two forms or more, persons first, each group's commonest full form as its name."""
    words = words_of(context.language)
    speakers = [s.speaker for s in statements if s.speaker] + [r.speaker for r in reactions if r.speaker]
    forms = collect(context, speakers, [e.place for e in events if e.place])
    full = [name for name in forms.persons if not forms.places[name]]
    persons = list(person_links(full, _single(forms), words))
    aliases = list(alias_links(forms.texts, words, context.language))
    known = frozenset(name for link in persons for name in (link.one, link.other)) | frozenset(forms.persons)
    bodies = list(body_links(forms.bodies, expansions(context.document, context.language), forms.words))
    of_persons = [a for a in aliases if a.one in known or a.other in known]
    of_bodies = [
        a for a in aliases if a not in of_persons and (a.one in forms.bodies or a.other in forms.bodies)
    ]
    rest = [a for a in aliases if a not in of_persons and a not in of_bodies]
    of_places = [a for a in rest if not _of_a_person(a, forms)]
    of_persons += [a for a in rest if _of_a_person(a, forms)]
    places = [*_once(of_places), *place_links(forms.places, known)]
    return [
        *grouped("person", [*persons, *_once(of_persons)], forms.words),
        *grouped("body", [*bodies, *_once(of_bodies)], forms.words),
        *grouped("place", places, forms.words),
    ]


def _of_a_person(link: Link, forms: Forms) -> bool:
    """An alias of a name of several words that never stands where a place does."""
    if link.rule != "alias" or forms.places[link.one] or forms.places[link.other]:
        return False
    return " " in link.one or " " in link.other


def _single(forms: Forms) -> list[str]:
    """Words that stand alone somewhere and could be a surname."""
    return [
        name
        for name in forms.words
        if " " not in name and len(name) > 2 and name not in forms.bodies and not forms.places[name]
    ]


def _once(links: list[Link]) -> list[Link]:
    return list({(link.one, link.other): link for link in links}.values())
