"""statement-not-verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.checks.findings import Finding, Severity
from sourcebook.checks.known import Dossier
from sourcebook.checks.rule import DossierRule
from sourcebook.checks.rules.evidence.quoted import Judged, Target, judged
from sourcebook.checks.verbatim import OMITTED, Verdict
from sourcebook.text import Span

_OMISSION = re.compile(r"…|\.\.\.|\. \. \.")


class StatementNotVerbatim(DossierRule):
    """A statement's words are not those of the preserved text that its evidence points to.

    ## What it does
    Compares every statement that is quoted directly or in part, word for word, with the text layers that its
    evidence points to, or with the captures of the sources that it names. It tells apart words that are not
    there, that were altered, put in another order or put together from distant passages; an omission that
    leaves out too much, or that swallows a "not" or an "unless"; a bracket that turns the sense; words that
    the source gives to somebody else; and a source in another language. Where it is the translation that the
    source has, the translation is compared. Statements retold (`indirect`) and the team's findings are not.

    ## Why it matters
    One quotation that says what nobody said is enough to put all others in doubt.

    ## Example
    Fails: the statement "We will ... leave the valley", where the source has "We will never leave the valley"
    Passes: the statement "We will never leave the valley ... It is ours", where a sentence stands between
    the two

    ## False alarms
    A capture that lacks a part of the page. A speaker whom the source names in a way that no name in the
    dossier is like. Where another text could not be read, the finding is marked as uncertain. Where only
    punctuation or capitals differ, it is a warning. A source in another language than the words is an
    information: keep the words as they were said.

    ## Options
    `omitted`: how many words "..." may leave out before two passages count as spliced.
    """

    name = "statement-not-verbatim"
    family = "evidence"
    severity = "error"
    options = {"omitted": OMITTED}

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every statement that none of its texts has, with the text that comes nearest to it."""
        omitted = int(self.option["omitted"])
        for one in judged(dossier, omitted):
            verdict, target = one.verdict, one.target
            if verdict is None or target is None or verdict.faithful:
                continue
            if one.cited and verdict.kind == "not-found":
                # `capture-without-quote` tells it: nothing says that it is this capture.
                continue
            dossier.position = dossier.named(one.statement)
            yield self.finding(
                _told(one, verdict, omitted),
                dossier.side(one.statement, one.field, one.quote),
                dossier.passage(target.layer, verdict.spans or _anchor(dossier, target), target.evidence),
                severity=_severity(verdict),
                uncertain=one.unread,
                terms=tuple(difference.quoted or difference.source for difference in verdict.differences),
            )


def _anchor(dossier: Dossier, target: Target) -> Iterator[Span]:
    """Where the evidence says that the words stand, if that lies in the text."""
    span = target.evidence.span
    text = dossier.text(target.layer) if span and not target.cited else None
    if span and text and span.end <= len(text):
        yield span


def _told(one: Judged, verdict: Verdict, omitted: int) -> str:
    if verdict.kind == "spliced" and verdict.spans and _OMISSION.search(one.quote):
        return (
            f"An omission leaves out more than {omitted} words of the source: two distant passages read as "
            "one. Quote them apart."
        )
    return verdict.message


def _severity(verdict: Verdict) -> Severity:
    if verdict.kind == "translation":
        return "info"
    return "warning" if verdict.slight else "error"
