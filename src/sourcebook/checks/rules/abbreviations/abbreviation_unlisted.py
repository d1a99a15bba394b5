"""abbreviation-unlisted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.abbreviations.listed import entries
from sourcebook.checks.rules.abbreviations.used import Use, spellings, uses


class AbbreviationUnlisted(Rule):
    """An abbreviation is used and is not in the list.

    ## What it does
    Looks up every abbreviation of the report's own text in its list of abbreviations. One that is used once,
    or that the text itself spells out, is an information; else it is a warning. A report without such a
    list is not judged.

    ## Why it matters
    Judges and readers abroad do not know the abbreviations of a country. Where a report has a list, they rely
    on it.

    ## Example
    Fails: "The MIA and the MIA's Border Guard of Ardovia denied it." where the list has no MIA.
    Passes: the same sentence where the list has "MIA: Ministry of Internal Affairs".

    ## False alarms
    Names that only look like abbreviations: of broadcasters, companies, festivals. Give them to the option
    `known`.

    ## Options
    `known`: abbreviations that need no entry, beside those that every reader knows (TV, PDF, UTC ...).
    """

    name = "abbreviation-unlisted"
    family = "abbreviations"
    severity = "warning"
    options = {"known": []}

    def find(self, report: Report) -> Iterator[Finding]:
        """The abbreviations without an entry, in the order of their first use."""
        listed = entries(report)
        if not listed:
            return
        known = {*report.words("abbreviations")["known"], *self.option["known"], *listed}
        found: dict[str, list[Use]] = defaultdict(list)
        for use in uses(report):
            if use.short not in known and not use.quoted:
                found[use.short].append(use)
        spelt = {short for short, _, _ in spellings(report)}
        for short, places in found.items():
            first = places[0]
            keys = (use.view.paragraph.key for use in places)
            yield self.finding(
                f"{short} is used {_times(len(places))} and is not in the list of abbreviations. "
                "Add it there, or write the words out.",
                report.side(first.view, *first.view.sentence_at(first.start)),
                severity="info" if len(places) == 1 or short in spelt else None,
                paragraphs=[key for key in keys if key],
                terms=[short],
            )


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
