"""source-not-captured."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.records import Record, Source
from sourcebook.checks.rule import DossierRule

_SHOWN = 4


class SourceNotCaptured(DossierRule):
    """A source is cited, and no copy of it was kept.

    ## What it does
    Reports each source that evidence of a record names, or that bears an address marked as cited, and of
    which there is no capture. Evidence kept on file elsewhere is not asked for. One finding a source, with
    the records that rest on it.

    ## Why it matters
    Pages vanish. What was not kept cannot be shown, and its quotations cannot be checked.

    ## Example
    Fails: three statements that name an article as their source, without a capture
    Passes: the same article with one capture

    ## False alarms
    Books and decisions that stand in every library.
    """

    name = "source-not-captured"
    family = "evidence"
    severity = "warning"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such source."""
        resting: dict[str, dict[str, Record]] = {}
        for record in dossier.each(Record):
            for one in dossier.evidence_of(record):
                source = None if one.on_file or one.layer else dossier.get(one.basis, Source)
                if source:
                    resting.setdefault(source.id, {})[record.id] = record
        for source in dossier.each(Source):
            records = list(resting.get(source.id, {}).values())
            if (records or source.cited) and not dossier.captures_of(source.id):
                count = len(records)
                told = (
                    f"{count} record{'s rest' if count != 1 else ' rests'} on it" if count else "It is cited"
                )
                yield self.finding(
                    f"{told}, and no copy of it was kept. Capture it, or hand in a saved copy.",
                    dossier.side(source),
                    *(dossier.side(record) for record in records[:_SHOWN]),
                )
