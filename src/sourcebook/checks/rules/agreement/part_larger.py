"""part-larger."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.dates import days_of
from sourcebook.checks.known.records import Claim
from sourcebook.checks.rule import DossierRule
from sourcebook.checks.rules.agreement.ranges import range_of
from sourcebook.text.folding import skeleton


class PartLarger(DossierRule):
    """A figure is larger than the figure it is part of.

    ## What it does
    Reports a claim that is said to be part of a larger figure, in the same unit, where the least that it
    allows is more than the most that the larger one allows. Figures as of different days are left out.

    ## Why it matters
    "Of the 40 dead, 52 were civilians" is quoted for ever.

    ## Example
    Fails: 52 civilians killed, part of 40 killed
    Passes: 52 civilians killed, part of "at least 40" killed

    ## False alarms
    A part that another claimant gives: the two do not count the same. It is a warning for that reason.
    """

    name = "part-larger"
    family = "agreement"
    severity = "warning"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such figure."""
        for claim in dossier.each(Claim):
            whole = dossier.get(claim.part_of, Claim)
            if whole is None or skeleton(claim.unit) != skeleton(whole.unit):
                continue
            part, total = range_of(claim), range_of(whole)
            days, others = days_of(claim.as_of), days_of(whole.as_of)
            apart = days is not None and others is not None and not days.meets(others)
            if part and total and part.low > total.high and not apart:
                yield self.finding(
                    "The part is larger than the whole. Correct a figure, or what it is part of.",
                    dossier.side(claim, "words", claim.words or None),
                    dossier.side(whole, "words", whole.words or None),
                )
