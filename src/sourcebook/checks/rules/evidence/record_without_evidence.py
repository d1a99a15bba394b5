"""record-without-evidence."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.records import Record, Statement
from sourcebook.checks.rule import DossierRule


class RecordWithoutEvidence(DossierRule):
    """A record was published without any evidence.

    ## What it does
    Reports each published record of a kind that needs evidence and has none at all. The team's findings are
    left to `finding-without-basis`.

    ## Why it matters
    Every sentence leads to its evidence or says that it has none. This one does neither.

    ## Example
    Fails: a published event without evidence
    Passes: the same event with a passage of an article, or as a draft

    ## False alarms
    None that are known.
    """

    name = "record-without-evidence"
    family = "evidence"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such record."""
        for record in dossier.each(Record):
            own = isinstance(record, Statement) and record.form == "finding"
            if (
                record.is_published
                and dossier.needs.get(record.kind)
                and not own
                and not any(one.supports for one in dossier.evidence_of(record))
            ):
                yield self.finding(
                    "Published without any evidence. Add a passage or a source, or take it back to review.",
                    dossier.side(record),
                )
