"""said-outside-occasion."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.dates import days_of, rough
from sourcebook.checks.known.records import Event, Statement
from sourcebook.checks.rule import DossierRule


class SaidOutsideOccasion(DossierRule):
    """A statement has a date outside that of the speech or meeting at which it was made.

    ## What it does
    Compares the date of each statement with that of its occasion. Reports those that have no day in common.

    ## Why it matters
    All excerpts of one speech share its date. An excerpt with another one was copied from another speech, or
    bears the day on which it was reported.

    ## Example
    Fails: said on 5 May 2031, at a speech of 3 May 2031
    Passes: said on 5 May 2031, at a conference from 3 to 6 May 2031

    ## False alarms
    A speech that went on after midnight, by the calendar of another place.
    """

    name = "said-outside-occasion"
    family = "agreement"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such statement."""
        for statement in dossier.each(Statement):
            occasion = dossier.get(statement.occasion, Event)
            said, held = days_of(statement.when), days_of(occasion.when) if occasion else None
            if occasion and said and held and not said.meets(held):
                yield self.finding(
                    f"Said {statement.when}, but its occasion was {occasion.when}. Correct the date, or the "
                    "occasion.",
                    dossier.side(statement, "when", statement.when),
                    dossier.side(occasion, "when", occasion.when),
                    uncertain=rough(statement.when, occasion.when),
                )
