"""followup-unasserted."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.records import FollowUp
from sourcebook.checks.rule import DossierRule


class FollowupUnasserted(DossierRule):
    """What became of a measure or recommendation is told, and nobody who says so.

    ## What it does
    Reports each follow-up with an outcome that nobody asserts. One that is still pending needs nobody. In a
    published record it is an error, before that a warning.

    ## Why it matters
    "Not complied with" is an accusation, "complied" an acquittal. A court, a government and a monitor may
    each say something else; the reader must know which of them it was.

    ## Example
    Fails: "not complied with", asserted by nobody
    Passes: "not complied with", asserted by the committee of ministers

    ## False alarms
    The team's own judgement: name the team.
    """

    name = "followup-unasserted"
    family = "attribution"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such follow-up."""
        for followup in dossier.each(FollowUp):
            if followup.outcome not in ("", "pending") and not _asserted(followup):
                target = dossier.known(followup.target)
                yield self.finding(
                    f"The outcome “{followup.outcome}” is asserted by nobody. Name who says so.",
                    dossier.side(followup, "asserted_by", followup.description or None),
                    *([dossier.side(target)] if target else []),
                    severity=None if followup.is_published else "warning",
                )


def _asserted(followup: FollowUp) -> bool:
    return bool(followup.asserted_by) or followup.keeps("asserted_by")
