"""private-name-told."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.naming import Names, words_of
from sourcebook.checks.known.records import (
    Actor,
    Claim,
    Coding,
    Event,
    FollowUp,
    Name,
    Record,
    Source,
    Statement,
    Watch,
)
from sourcebook.checks.report import shortened
from sourcebook.checks.rule import DossierRule

# How much of the text around a name is shown.
_AROUND = 60


class PrivateNameTold(DossierRule):
    """A published record gives away the name of a person who is protected.

    ## What it does
    Takes the names, of two words or more, of private persons who have a pseudonym, whose own record the world
    may not see, or whose name is kept from it there. Looks for them in every text of the records that are
    published for everyone: notes, descriptions, quotations, translations, names as printed, titles, labels.
    What is kept from the world there is left out. Letters with marks and without are the same.

    ## Why it matters
    A pseudonym in one record and the name in the quotation beside it is no pseudonym.

    ## Example
    Fails: a published event "Lenü Brask was taken from her house", where Lenü Brask has the pseudonym
    "Witness 4"
    Passes: the same event with "Witness 4 was taken from her house"

    ## False alarms
    Somebody else who bears the same name. Single names, and names in the inflected forms of a language, are
    not looked for: do not rely on this rule alone.
    """

    name = "private-name-told"
    family = "protection"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every text with such a name, once."""
        names = Names(
            (name.value, actor.id)
            for actor in dossier.each(Actor)
            for name in actor.names
            if _is_protected(actor, name)
            and len(words_of(name.value)) > 1
            and words_of(name.value) != words_of(actor.pseudonym)
        )
        for record in dossier.each(Record):
            if not record.is_public:
                continue
            told: set[str] = set()
            for field, text in _texts(record):
                places = [] if record.keeps(field) else list(names.found_in(text))
                meant = dict.fromkeys(id for place in places for id in place.meant if id != record.id)
                # The label repeats another text: it comes last, and what was told is not told again.
                if field == "label" and told.issuperset(meant):
                    continue
                told.update(meant)
                persons = [actor for id in meant if (actor := dossier.get(id, Actor))]
                if persons:
                    first = places[0]
                    shown = text[max(0, first.start - _AROUND) : first.end + _AROUND]
                    yield self.finding(
                        "A record that everyone can see gives the name of a person who is protected. Put the "
                        "pseudonym instead, or leave the name out with [brackets].",
                        dossier.side(record, field, shown),
                        *(dossier.side(actor) for actor in persons),
                        terms=dict.fromkeys(shortened(text[one.start : one.end]) for one in places),
                    )


def _is_protected(actor: Actor, name: Name) -> bool:
    private = actor.form == "person" and actor.visibility != "public"
    hidden = actor.level != "public" and actor.consent not in ("given", "not-needed")
    return private and (bool(actor.pseudonym.strip()) or hidden or name.kept)


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    yield "note", record.note
    if isinstance(record, Event):
        yield "words", record.words
        yield "description", record.description
        for one in record.involvements:
            yield f"involvements/{one.id}/words", one.words
    elif isinstance(record, Statement):
        yield "text", record.text
        yield "translation", record.translation
        for speaker in record.speakers:
            yield f"speakers/{speaker.id}/words", speaker.words
    elif isinstance(record, Claim):
        yield "words", record.words
        yield "claimant_words", record.claimant_words
    elif isinstance(record, FollowUp):
        yield "description", record.description
    elif isinstance(record, Watch):
        yield "criteria", record.criteria
    elif isinstance(record, Coding):
        yield "passage", record.passage
    elif isinstance(record, Source):
        yield "title", record.title
    elif isinstance(record, Actor):
        yield "pseudonym", record.pseudonym
    yield "label", record.label
