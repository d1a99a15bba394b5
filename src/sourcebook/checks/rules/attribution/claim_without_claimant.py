"""claim-without-claimant."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.records import Claim
from sourcebook.checks.rule import DossierRule


class ClaimWithoutClaimant(DossierRule):
    """A claim names nobody who makes it.

    ## What it does
    Reports each claim that has neither a claimant nor the words by which its source names one. A draft is a
    warning, and so is a claim of which it is said why the claimant is not known. A claimant who is withheld
    is one.

    ## Why it matters
    A figure without a claimant becomes the team's own, and the team cannot defend it.

    ## Example
    Fails: "twelve were killed", claimed by nobody
    Passes: "twelve were killed", claimed by the hospital of Brenn

    ## False alarms
    A figure that the team counted itself: it is a finding, or its claimant is the team.
    """

    name = "claim-without-claimant"
    family = "attribution"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such claim."""
        for claim in dossier.each(Claim):
            if claim.claimant or claim.claimant_words.strip() or claim.keeps("claimant"):
                continue
            if claim.unclaimed_because == "withheld":
                continue
            mild = claim.status == "draft" or bool(claim.unclaimed_because)
            yield self.finding(
                "Nobody is named who claims this. Name the claimant, or the words by which the source does.",
                dossier.side(claim, "claimant", claim.words or None),
                severity="warning" if mild else None,
            )
