"""source-accessed-early."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.dates import days_of, rough
from sourcebook.checks.known.records import Source
from sourcebook.checks.rule import DossierRule


class SourceAccessedEarly(DossierRule):
    """A source was accessed before it was published.

    ## What it does
    Reports each source whose day of access lies before the first possible day of its publication.

    ## Why it matters
    It cannot be. Whoever looks for an error to show finds this one in a minute.

    ## Example
    Fails: published on 12 June 2031, accessed on 12 May 2031
    Passes: published in 2031, accessed on 12 May 2031

    ## False alarms
    A page that was brought up to date and bears the later date.
    """

    name = "source-accessed-early"
    family = "agreement"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such source."""
        for source in dossier.each(Source):
            published, accessed = days_of(source.published), days_of(source.accessed)
            if published and accessed and accessed.last < published.first:
                yield self.finding(
                    f"Accessed {source.accessed}, but published only {source.published}. Correct the wrong "
                    "date.",
                    dossier.side(source, "accessed", source.accessed),
                    dossier.side(source, "published", source.published),
                    uncertain=rough(source.published),
                )
