"""record-tone-unattributed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.own_words import own_texts
from sourcebook.checks.report import word_list
from sourcebook.checks.rule import DossierRule
from sourcebook.checks.rules.voice.own_voice import Terms, spoken, written
from sourcebook.checks.rules.voice.tone_unattributed import hedged, unasserting


class RecordToneUnattributed(DossierRule):
    """The team's own text in a record makes a characterisation in law that it gives to nobody.

    ## What it does
    Looks in the same texts as `record-tone-loaded` for terms of criminal law (war crime, crime against
    humanity, ethnic cleansing ...) that a sentence asserts without saying which court, body or author found
    so. Alleged, charged, investigated or feared crimes are not asserted.

    ## Why it matters
    Whether an act is a war crime is decided by courts. The statement of the body that found so belongs into
    the dossier as a record of its own, with its evidence.

    ## Example
    Fails: the description "The shelling of the market of Brenn was a war crime."
    Passes: the description "The commission of inquiry found that the shelling was a war crime."

    ## False alarms
    A sentence that goes on with what the one before gave to somebody.
    """

    name = "record-tone-unattributed"
    family = "voice"
    severity = "warning"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Each text that asserts such a term, once."""
        for one in own_texts(dossier):
            words = word_list("loaded", one.language)
            terms, unasserted = _legal(tuple(words["legal"])), unasserting(tuple(words["unasserted"]))
            places = [
                place
                for _, place in spoken(one.view, one.own, terms, words, one.language)
                if not hedged(place, one.own, unasserted)
            ]
            if places:
                spans = dict.fromkeys(one.view.sentence_at(place.start) for place in places)
                yield self.finding(
                    f"The team itself speaks of {written(places)}. Name the court, body or author that found "
                    "so, or tell the facts alone.",
                    dossier.side(one.record, one.field, " ... ".join(one.text[a:b] for a, b in spans)),
                    terms=dict.fromkeys(place.written.lower() for place in places),
                )


@cache
def _legal(terms: tuple[str, ...]) -> Terms:
    return Terms(terms)
