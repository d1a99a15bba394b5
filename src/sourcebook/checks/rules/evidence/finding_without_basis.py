"""finding-without-basis."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.records import Statement
from sourcebook.checks.rule import DossierRule


class FindingWithoutBasis(DossierRule):
    """A finding of the team rests on nothing.

    ## What it does
    Reports each finding (a statement of the team's own) that names neither records that it rests on nor a
    passage. A draft is a warning.

    ## Why it matters
    A finding is the team's word. Without the records under it nobody can follow how it was reached, least of
    all the team two years later.

    ## Example
    Fails: the finding "Roads were closed more often than in the year before", without records
    Passes: the same finding, resting on the fourteen events it counts

    ## False alarms
    None that are known.
    """

    name = "finding-without-basis"
    family = "evidence"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such finding."""
        for statement in dossier.each(Statement):
            if statement.form != "finding":
                continue
            evidence = (one for one in dossier.evidence_of(statement) if one.supports)
            if not any(one.basis or one.layer or one.on_file for one in evidence):
                yield self.finding(
                    "The finding rests on nothing. Name the records or passages that it was drawn from.",
                    dossier.side(statement, "text", statement.text),
                    severity="warning" if statement.status == "draft" else None,
                )
