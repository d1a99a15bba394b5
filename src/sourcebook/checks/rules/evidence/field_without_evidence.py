"""field-without-evidence."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.records import Record
from sourcebook.checks.rule import DossierRule


class FieldWithoutEvidence(DossierRule):
    """A published record has evidence, but not for every field that needs it.

    ## What it does
    For each kind of record some fields and parts need evidence: date, place, who was involved, whose words.
    Reports the published records in which one of these says something and has none. Evidence for a part of a
    list is evidence for the list; that of the whole record stands for its existence, not for a field. Which
    fields these are is a list that the dossier hands over (`known/needs_evidence.yaml` where it hands over
    none). Evidence that contradicts a field, or only stands beside it, does not count.

    ## Why it matters
    A record with evidence for its words and none for its date looks proved, and the date is what is attacked.

    ## Example
    Fails: a published event with evidence for its type, and none for its place
    Passes: the same event with a passage for its place, be it the same one

    ## False alarms
    A field that follows from another one. Point both to the same passage.
    """

    name = "field-without-evidence"
    family = "evidence"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every published record with such fields, once."""
        for record in dossier.each(Record):
            have = {one.part for one in dossier.evidence_of(record) if one.supports}
            # A record without any evidence is told as such.
            missing = [field for field in record.owed if field not in have] if have else []
            if missing:
                yield self.finding(
                    f"Published without evidence: {', '.join(missing)}. Point to the passage that says so, "
                    "or take the record back to review.",
                    *(dossier.side(record, field) for field in missing),
                )
