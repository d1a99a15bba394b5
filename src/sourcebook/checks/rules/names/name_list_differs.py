"""name-list-differs."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding, Severity
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.names.partners import (
    Partner,
    counterpart,
    in_notes,
    legal_form_only,
    prepared_by,
    same,
    title_page,
)


class NameListDiffers(Rule):
    """Two lists of those who wrote the report differ.

    ## What it does
    Compares the names on the title page with those in sentences that say who prepared the report. A name
    that differs only in its legal form ("NGO") or in a dash is a warning; one in a note that cites the
    same partners is an information.

    ## Why it matters
    The report's own authors are the names that its readers look up first. If these are wrong, why should the
    others be right?

    ## Example
    Fails: "Sellan Documentation Centre" on the title page, "prepared by the Sellan Centre for Documentation"
    in the summary of a report on Ardovia.
    Passes: the same name in both.

    ## False alarms
    A sentence about who prepared another report of nearly the same partners.
    """

    name = "name-list-differs"
    family = "names"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Each name of a later list that the title page has otherwise."""
        words = report.words("names")
        legal = frozenset(words["legal forms"])
        title = title_page(report)
        lists = [*prepared_by(report, words["prepared by"]), *in_notes(report, title)]
        for listed in lists:
            found = [(partner, counterpart(partner.name, title)) for partner in listed]
            # One name alone may be anybody's: a list of the report's own partners shares two at least.
            if sum(other is not None for _, other in found) < 2:
                continue
            for partner, other in found:
                if other is not None and not same(partner.name, other.name):
                    yield self.finding(
                        f"The title page says “{other.name}”, this list “{partner.name}”. Use the name that "
                        "the organisation bears.",
                        other.side,
                        partner.side,
                        severity=_severity(partner, other, legal),
                    )


def _severity(partner: Partner, other: Partner, legal: frozenset[str]) -> Severity:
    """A note may cite an older name; a legal form is less than a name."""
    if partner.side.note is not None:
        return "info"
    return "warning" if legal_form_only(partner.name, other.name, legal) else "error"
