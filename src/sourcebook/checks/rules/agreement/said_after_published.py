"""said-after-published."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.dates import days_of, rough
from sourcebook.checks.known.records import Statement
from sourcebook.checks.rule import DossierRule


class SaidAfterPublished(DossierRule):
    """A statement was published before it was said.

    ## What it does
    Reports each statement whose last possible day of publication lies before the first possible day on which
    it was said. Where one of the dates says that it is rough, the finding is marked as uncertain.

    ## Why it matters
    One of the two dates is wrong, and the wrong one is cited.

    ## Example
    Fails: said on 5 May 2031, published on 4 May 2031
    Passes: said in May 2031, published on 4 May 2031

    ## False alarms
    A speech handed out before it was held. Let it stand with that reason.
    """

    name = "said-after-published"
    family = "agreement"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such statement."""
        for statement in dossier.each(Statement):
            said, published = days_of(statement.when), days_of(statement.published_when)
            if said and published and published.last < said.first:
                yield self.finding(
                    f"Published {statement.published_when}, but said only {statement.when}. Correct the "
                    "wrong date.",
                    dossier.side(statement, "when", statement.when),
                    dossier.side(statement, "published", statement.published_when),
                    uncertain=rough(statement.when, statement.published_when),
                )
