"""name-variant."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.names.bodies import body_variants, publisher_variants
from sourcebook.checks.rules.names.forms import forms
from sourcebook.checks.rules.names.showing import counted, first_side, names_a_place, paragraphs, persons_of
from sourcebook.checks.rules.names.spelt import variants


class NameVariant(Rule):
    """A person or body is written in two ways.

    ## What it does
    Compares names that sound alike and are not those of places: spellings of one person's name, and names of
    a body with its words in another order or spelling, in the text and as the publisher in notes. Two
    spellings in the report's own text are a warning; another order of words, or a spelling that stands in
    quotations only, is an information. Names in other scripts are not compared.

    ## Why it matters
    Whoever searches for a person finds half of what the report says. Two spellings may be taken for two
    persons.

    ## Example
    Fails: "Yarmo Teshik" in one paragraph and "Yarmo Teshyk" in another of a report on Ardovia.
    Passes: "Yarmo Teshik" in both, and "Tešik" within a quotation.

    ## False alarms
    Two persons whose names sound alike and who are never named in full.
    """

    name = "name-variant"
    family = "names"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Spellings of persons' names, then names of bodies in text and notes."""
        persons = persons_of(report)
        for variant in variants(forms(report)):
            one, other = variant.one, variant.other
            if names_a_place(one, other, persons):
                continue
            yield self.finding(
                f"One name in two spellings: {counted(one)} and {counted(other)}. Choose one.",
                first_side(report, one),
                first_side(report, other),
                severity="info" if variant.quoted else None,
                paragraphs=paragraphs(other.places),
                terms=[one.word, other.word],
            )
        for first, rest, reason in body_variants(report):
            yield self.finding(
                f"One body under two names: “{first.name}” and “{rest.name}” ({reason}). Choose one.",
                first.side,
                rest.side,
                severity="info",
                terms=[first.name, rest.name],
            )
        for name, cited in publisher_variants(report):
            publisher = cited[0].source.publisher or ""
            yield self.finding(
                f"The text says “{name}”, the notes “{publisher}”. If they are one body, use the name "
                "that it bears.",
                *(report.source_side(one) for one in cited),
                terms=[name, publisher],
            )
