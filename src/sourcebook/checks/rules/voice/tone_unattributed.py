"""tone-unattributed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.voice.own_voice import Place, places_of, sides_of, written
from sourcebook.reading.lexicon import alternation

# How far before and after a term a word that does not assert it may stand.
_BEFORE, _AFTER = 90, 30


class ToneUnattributed(Rule):
    """A characterisation in law that the text gives to nobody.

    ## What it does
    Looks for terms of criminal law (war crime, crime against humanity, ethnic cleansing ...) that a sentence
    of the report's own text asserts without saying which court, body or author found so. Alleged, charged,
    investigated or feared crimes are not asserted. Each term is one finding with all its places.

    In the report of a body whose task it is to find so (by its title), it is an information.

    ## Why it matters
    Whether an act is a war crime is decided by courts. A report that decides it in passing is attacked for
    it; one that names who found so cannot be.

    ## Example
    Fails: "The shelling of the market of Brenn was a war crime."
    Passes: "The commission of inquiry on Ardovia found that the shelling of the market was a war crime."

    ## False alarms
    A sentence that goes on with what the one before gave to somebody.
    """

    name = "tone-unattributed"
    family = "voice"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Each term with the sentences that assert it."""
        words = report.words("loaded")
        unasserted = unasserting(tuple(words["unasserted"]))
        bodies = re.compile(rf"(?<!\w)(?:{alternation(words['finding bodies'])})", re.IGNORECASE)
        by_a_body = bool(bodies.search(report.document.title or ""))
        for places in places_of(report, words["legal"]).values():
            asserted = [place for place in places if not hedged(place, report.own(place.view), unasserted)]
            if asserted:
                # A body whose task it is to find so may speak for itself.
                yield self.finding(
                    f"The report itself speaks of {written(asserted)}. Name the court, body or author that "
                    "found so, or tell the facts alone.",
                    *sides_of(report, asserted),
                    severity="info" if by_a_body else None,
                    terms=dict.fromkeys(place.written.lower() for place in asserted),
                )


@cache
def unasserting(words: tuple[str, ...]) -> re.Pattern[str]:
    """Words by which a sentence does not assert a term. Small letters only: "may" is meant, not the month."""
    return re.compile(rf"(?<!\w)(?:{alternation(words)})(?!\w)")


def hedged(place: Place, own: str, unasserted: re.Pattern[str]) -> bool:
    """Whether such a word stands near a term in its sentence; `own` is the text without its quotations."""
    sentence = place.view.sentence_at(place.start)
    start, end = max(sentence.start, place.start - _BEFORE), min(sentence.end, place.end + _AFTER)
    return bool(unasserted.search(own, start, end))
