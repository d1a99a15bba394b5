"""capture-without-quote."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.records import Record
from sourcebook.checks.rule import DossierRule
from sourcebook.checks.rules.evidence.quoted import judged
from sourcebook.checks.verbatim import OMITTED


class CaptureWithoutQuote(DossierRule):
    """A source was captured, but no capture has the words that rest on it.

    ## What it does
    For each quoted statement whose evidence names a source and no passage: looks for the words in the current
    text layer of every capture of that source. Reports it as an error where none has them, nor anything like
    them, and as a warning where the captures have no text. Words that are there in another form are left to
    `statement-not-verbatim`.

    ## Why it matters
    What was kept is not what was cited: a cookie notice, a page behind a login, the front page a year later.
    Found now, the page may still be there to be captured again.

    ## Example
    Fails: a statement that cites an article whose one capture holds "Please accept our cookies"
    Passes: the same statement, with a second capture that has the article

    ## False alarms
    A capture of a recording whose text is a summary. A capture in pictures whose text was not extracted: it
    is the warning.
    """

    name = "capture-without-quote"
    family = "evidence"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every statement whose words none of the captures has."""
        for one in judged(dossier, OMITTED):
            if not one.cited:
                continue
            dossier.position = dossier.named(one.statement)
            sources = [record for id in one.sources if (record := dossier.get(id, Record))]
            shown = dossier.side(one.statement, one.field, one.quote)
            if one.verdict is None:
                yield self.finding(
                    "The source was captured, but no capture has a text in which these words could be found. "
                    "Extract its text, or add a transcript.",
                    shown,
                    *(dossier.side(source) for source in sources),
                    severity="warning",
                )
            elif one.verdict.kind == "not-found":
                yield self.finding(
                    "The captures of the source do not have these words, nor anything like them. Capture the "
                    "page that has them, or cite the right source.",
                    shown,
                    *(dossier.side(source) for source in sources),
                    uncertain=one.unread,
                )
