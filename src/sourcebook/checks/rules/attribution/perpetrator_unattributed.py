"""perpetrator-unattributed."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.records import Event
from sourcebook.checks.rule import DossierRule


class PerpetratorUnattributed(DossierRule):
    """Somebody is named as a perpetrator, and nobody as saying so.

    ## What it does
    Reports each event with an involvement as perpetrator that is attributed to nobody. In a published record
    it is an error, before that a warning.

    ## Why it matters
    To name a perpetrator is to accuse. Who accuses, and on what evidence, belongs beside the name, whichever
    side it is.

    ## Example
    Fails: the shelling of Brenn with "Ardovian army, perpetrator", attributed to nobody
    Passes: the same, attributed to the commission of inquiry

    ## False alarms
    An act that its author has claimed: attribute it to the author.
    """

    name = "perpetrator-unattributed"
    family = "attribution"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such involvement."""
        for event in dossier.each(Event):
            for one in event.involvements:
                kept = event.keeps(f"involvements/{one.id}")
                if one.part == "perpetrator" and not one.attributed_to and not kept:
                    actor = dossier.known(one.actor)
                    yield self.finding(
                        "A perpetrator is named, and nobody who says so. Name who does.",
                        dossier.side(event, f"involvements/{one.id}/attributed_to", one.words or None),
                        *([dossier.side(actor)] if actor else []),
                        severity=None if event.is_published else "warning",
                    )
