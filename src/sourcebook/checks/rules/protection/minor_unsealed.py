"""minor-unsealed."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.records import Actor
from sourcebook.checks.rule import DossierRule


class MinorUnsealed(DossierRule):
    """A minor's record is not sealed.

    ## What it does
    Reports each person who is known to be a minor and whose record has any other level than sealed, whatever
    its status.

    ## Why it matters
    A child cannot consent, and what is known of a child stays dangerous for decades. Sealed records are
    encrypted where they lie: a laptop that is seized gives nothing away.

    ## Example
    Fails: a pupil, minor, at level "team"
    Passes: the same pupil at level "sealed"

    ## False alarms
    A person who has come of age since: say so in the record.
    """

    name = "minor-unsealed"
    family = "protection"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such record."""
        for actor in dossier.each(Actor):
            if actor.minor == "yes" and actor.level != "sealed" and actor.form in ("person", ""):
                yield self.finding(
                    f"A minor stands at level “{actor.level}”. Seal the record.", dossier.side(actor, "minor")
                )
