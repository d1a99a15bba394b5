"""tone-loaded."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.voice.own_voice import places_of, sides_of, written


class ToneLoaded(Rule):
    """A word of the report's own text judges instead of telling.

    ## What it does
    Looks for the words of a list (`loaded`) that mock, judge or excuse, whoever is meant: “so-called”,
    “regime”, “ironically” are warnings, “tragic”, “clearly” informations. Quotations are never judged, nor
    names, nor what a sentence gives as said by somebody. Each word is one finding with all its places. The
    rule never fails a build.

    ## Why it matters
    A court reads facts. A word that judges gives the other side a reason to call the whole report partial.

    ## Example
    Fails: "The regime in Kelmet cynically refused." in a report on Ardovia.
    Passes: "The Government of Ardovia refused on 3 May; the Minister called the request 'a farce'."

    ## False alarms
    Terms of art ("sanctions regime", a charge of terrorism). Add them to `harmless` in the list, or the
    words to the option `allowed`.

    ## Options
    `terms`: words to look for beside the list. `allowed`: words of the list that this report may use.
    """

    name = "tone-loaded"
    family = "voice"
    severity = "warning"
    options = {"terms": [], "allowed": []}

    def find(self, report: Report) -> Iterator[Finding]:
        """Each loaded word with the sentences in which it stands."""
        words = report.words("loaded")
        allowed = set(self.option["allowed"])
        warnings = [*words["warning"], *self.option["terms"]]
        grave = {term.casefold().removesuffix("*") for term in warnings}
        for term, places in places_of(report, {*warnings, *words["info"]} - allowed).items():
            yield self.finding(
                f"The report's own text says {written(places)}. Say what happened instead, or name "
                "who said so.",
                *sides_of(report, places),
                severity=None if term in grave else "info",
                terms=dict.fromkeys(place.written.lower() for place in places),
            )
