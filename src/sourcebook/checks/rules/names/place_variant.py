"""place-variant."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.names.forms import forms
from sourcebook.checks.rules.names.glossed import two_names
from sourcebook.checks.rules.names.hyphened import with_and_without
from sourcebook.checks.rules.names.showing import counted, first_side, names_a_place, paragraphs, persons_of
from sourcebook.checks.rules.names.spelt import variants


class PlaceVariant(Rule):
    """A place is written in two ways.

    ## What it does
    Compares names of places that sound alike, that differ by a hyphen, or that the text sets side by side as
    two names of one place and then uses singly. Both in the report's own text are a warning; where one
    stands only in quotations, and there once or twice, it is an information. Neither form is preferred.

    ## Why it matters
    Readers who do not know the country take two spellings for two places, or two places for one. Where a
    place has two names, the choice is read as taking sides: it must be made once, said, and kept.

    ## Example
    Fails: "in Brenn" in one paragraph and "in Bren" in another of a report on Ardovia.
    Passes: "in Verrin/Oshtal" throughout, and "Oshtal" within a quotation.

    ## False alarms
    Two places whose names differ by one letter. Look at the map: it is also how one village is taken for
    another.
    """

    name = "place-variant"
    family = "names"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Spellings, then hyphens, then two names for one place."""
        found, persons = forms(report), persons_of(report)
        for variant in variants(found):
            one, other = variant.one, variant.other
            if not names_a_place(one, other, persons):
                continue
            yield self.finding(
                f"Places that are spelt nearly alike: {counted(one)} and {counted(other)}. If they are one, "
                "choose a spelling; if not, make sure that each is the one meant.",
                first_side(report, one),
                first_side(report, other),
                severity="info" if variant.quoted else None,
                paragraphs=[*paragraphs(one.places[:12]), *paragraphs(other.places)],
                terms=[one.word, other.word],
            )
        for pair in with_and_without(report):
            rarer = min(pair.joined, pair.apart, key=len)
            yield self.finding(
                f"“{pair.name}” is written with a hyphen ({len(pair.joined)}) and without "
                f"({len(pair.apart)}). Choose one.",
                *(
                    report.side(place.view, place.start, place.end)
                    for place in (pair.joined[0], pair.apart[0])
                ),
                paragraphs=paragraphs(rarer),
                terms=[pair.name],
            )
        regions = frozenset(report.words("names")["regions"])
        for names in two_names(report, found, regions):
            yield self.finding(
                f"Two names for one place: {counted(names.one)} and {counted(names.other)}. Decide which is "
                "written when, say so in the report, and keep to it outside quotations.",
                first_side(report, names.one),
                first_side(report, names.other),
                paragraphs=[*paragraphs(names.one.own[:12]), *paragraphs(names.other.own[:12])],
                terms=[names.one.word, names.other.word],
                uncertain=not names.sure,
            )
