"""evidence-lost."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier, Evidence
from sourcebook.checks.known.records import Capture, Record
from sourcebook.checks.rule import DossierRule
from sourcebook.text import Span

_ANCHORED = ("anchored", "moved")


class EvidenceLost(DossierRule):
    """A piece of evidence leads nowhere, or to other words than it says.

    ## What it does
    Follows every piece of evidence. Reports one that was marked as lost; whose place in the text layer holds
    other words than those it quotes; whose layer is not in the dossier, or belongs to a capture that was
    withdrawn; and one that rests on a record which is not there or was withdrawn, or on nothing at all.

    ## Why it matters
    The link from a claim to its source is all that a reader can check. A link that breaks silently is worse
    than none.

    ## Example
    Fails: evidence for “We shall stay” at characters 10 to 23, where the text has “We shall go”
    Passes: the same evidence, anchored again after the text was extracted anew

    ## False alarms
    Where a text could not be had (a file is missing, or may not be read), nothing was compared: the finding
    is marked as uncertain. Layers of captures that were not handed over are left out.
    """

    name = "evidence-lost"
    family = "evidence"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such piece of evidence, in the order of its records; each text is looked at once."""
        found: list[tuple[int, Finding]] = []
        by_layer: dict[str, list[tuple[int, Record, Evidence]]] = {}
        closed = any(_is_closed_capture(record) for record in dossier.all())
        n = 0
        for record in dossier.each(Record):
            for one in dossier.evidence_of(record):
                n += 1
                if why := _broken(dossier, one, closed):
                    found.append((n, self._finding(dossier, record, one, why)))
                elif one.layer and one.state in _ANCHORED and dossier.layer(one.layer):
                    by_layer.setdefault(one.layer, []).append((n, record, one))
        for layer, wanted in by_layer.items():
            found += self._in_text(dossier, dossier.text(layer), wanted)
        yield from (finding for _, finding in sorted(found, key=lambda numbered: numbered[0]))

    def _in_text(
        self, dossier: Dossier, text: str | None, wanted: list[tuple[int, Record, Evidence]]
    ) -> Iterator[tuple[int, Finding]]:
        """The evidence of one text that does not hold, with its number."""
        for n, record, one in wanted:
            dossier.position = dossier.named(record)
            if text is None:
                why = "The text that it points to cannot be had. Look whether the file is there."
                yield n, self._finding(dossier, record, one, why, uncertain=True)
            elif one.span is None or text[slice(*one.span)] != one.exact:
                why = "The words that it quotes do not stand where it says. Anchor it again, or take it out."
                yield n, self._finding(dossier, record, one, why, [one.span] if one.span else [])

    def _finding(
        self,
        dossier: Dossier,
        record: Record,
        one: Evidence,
        why: str,
        spans: list[Span] | None = None,
        uncertain: bool = False,
    ) -> Finding:
        sides = [dossier.side(record, one.field, one.exact or None)]
        if one.layer and dossier.layer(one.layer):
            sides.append(dossier.passage(one.layer, spans or (), one))
        elif basis := dossier.known(one.basis):
            sides.append(dossier.side(basis))
        return self.finding(why, *sides, terms=(one.id,), uncertain=uncertain)


def _is_closed_capture(record: Record) -> bool:
    """Whether a record is a capture whose content was not handed over."""
    return record.kind == "capture" and record.closed


def _broken(dossier: Dossier, one: Evidence, closed: bool) -> str:
    """Why a piece of evidence leads nowhere, before its text is looked at; "" where it may lead somewhere."""
    if one.state == "lost":
        return "The passage that it quotes was not found again in the newer text. Anchor it by hand."
    if one.layer:
        found = dossier.layer(one.layer)
        if found is None:
            return "" if closed else "The text layer that it points to is not in the dossier."
        if dossier.get(found[0].id, Capture) is None:
            return "It points to a capture that was withdrawn. Look for another copy of the source."
        return ""
    if one.basis:
        basis = dossier.known(one.basis)
        if basis is None:
            return "The record that it rests on is not in the dossier."
        if basis.status == "withdrawn":
            return "The record that it rests on was withdrawn. Name another, or withdraw what rests on it."
        return ""
    return "" if one.on_file else "It points to nothing: no text, no record, no item on file."
