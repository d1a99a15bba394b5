"""figures-rival."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.dates import days_of
from sourcebook.checks.known.records import Claim, Record
from sourcebook.checks.rule import DossierRule
from sourcebook.checks.rules.agreement.ranges import Range, range_of
from sourcebook.text.folding import skeleton

_SHOWN = 6
# Figures as of overlapping days ("May", "3 May") are compared with so many of the next ones.
_NEXT = 12
_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Figure:
    claim: Claim
    range: Range
    claimant: str


class FiguresRival(DossierRule):
    """Two claimants give figures that cannot both be right, and nothing is said about it.

    ## What it does
    Compares figures for one property of one record, in one unit. Reports those of different claimants whose
    ranges have no number in common ("at least 10" and 12 have, "up to 10" and 12 have not). Silent where a
    note of one of the claims says something, or evidence of one contradicts it or sets it beside the other.
    A figure and the larger one that it is part of, and figures as of different days, are no rivals. Where
    only one of them bears a day, the finding is marked as uncertain.

    ## Why it matters
    Rival figures are the normal case in a conflict, and a dossier keeps them side by side. A report that
    prints one of them without a word is taken to have chosen.

    ## Example
    Fails: "12 killed", says the hospital; "30 killed", says the ministry; no note on either
    Passes: the same two, with the note "The ministry counts soldiers too"

    ## False alarms
    Figures that count different things under one property: give them properties of their own.
    """

    name = "figures-rival"
    family = "agreement"
    severity = "warning"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every group of rivals, once, in the order of their first claims."""
        groups: dict[_Key, dict[str, list[_Figure]]] = {}
        for claim in dossier.each(Claim):
            claimant = claim.claimant or skeleton(claim.claimant_words)
            allowed = range_of(claim)
            if claim.about and claimant and allowed:
                key = (claim.about, claim.property, skeleton(claim.unit), claim.part_of or "")
                by_day = groups.setdefault(key, {})
                by_day.setdefault(claim.as_of, []).append(_Figure(claim, allowed, claimant))
        for (about, *_), by_day in groups.items():
            for figures, unsure in _comparable(by_day):
                rivals = _rivals(figures)
                if rivals and not _spoken_of(dossier, rivals):
                    yield self._finding(dossier, about, rivals, unsure)

    def _finding(self, dossier: Dossier, about: str, rivals: Sequence[_Figure], unsure: bool) -> Finding:
        record = dossier.get(about, Record)
        told = "; ".join(dict.fromkeys(f"“{_words(figure.claim)}”" for figure in rivals[:_SHOWN]))
        of = f" about {dossier.named(record)}" if record else ""
        return self.finding(
            f"Figures{of} that cannot all be right: {told}. Say in a note why they differ, or who "
            "counts what.",
            *(_side(dossier, figure.claim) for figure in rivals[:_SHOWN]),
            uncertain=unsure or bool(rivals[0].claim.part_of),
        )


def _comparable(by_day: dict[str, list[_Figure]]) -> Iterator[tuple[list[_Figure], bool]]:
    """Figures as of one day, or of days that overlap; and whether it is unsure that they are.

    Within one day all are compared at once. Each day's figures are compared with those of a few days after.
    """
    yield from ((figures, False) for figures in by_day.values())
    dated = sorted(((days, as_of) for as_of in by_day if (days := days_of(as_of))), key=lambda item: item[0])
    for n, (days, as_of) in enumerate(dated):
        for others, other in dated[n + 1 : n + 1 + _NEXT]:
            if days.meets(others) and not _rivals(by_day[as_of]) and not _rivals(by_day[other]):
                yield [*by_day[as_of], *by_day[other]], False
    if "" in by_day and not _rivals(by_day[""]):
        for _, as_of in dated[:_NEXT]:
            if not _rivals(by_day[as_of]):
                yield [*by_day[""], *by_day[as_of]], True


def _rivals(figures: Sequence[_Figure]) -> list[_Figure]:
    """The figures that some other claimant's excludes; linear in their number.

    The lowest ceiling and the highest floor, of each claimant, show whether anything excludes a figure.
    """
    ceilings, floors = _two_least(figures, high=True), _two_least(figures, high=False)
    return [
        one
        for one in figures
        if any(value < one.range.low for claimant, value in ceilings if claimant != one.claimant)
        or any(value > one.range.high for claimant, value in floors if claimant != one.claimant)
    ]


def _two_least(figures: Sequence[_Figure], high: bool) -> list[tuple[str, float]]:
    """The two claimants with the lowest ceilings (`high`), or the highest floors, and these."""
    best: dict[str, float] = {}
    for one in figures:
        value = one.range.high if high else one.range.low
        known = best.get(one.claimant, value)
        best[one.claimant] = min(known, value) if high else max(known, value)
    return sorted(best.items(), key=lambda item: item[1] if high else -item[1])[:2]


def _spoken_of(dossier: Dossier, rivals: Sequence[_Figure]) -> bool:
    """Whether a note, or evidence that contradicts or sets side by side, says something about the rivals."""
    ids = {figure.claim.id for figure in rivals}
    for figure in rivals:
        if figure.claim.note.strip():
            return True
        for one in dossier.evidence_of(figure.claim):
            if one.stance == "contradicts" or (one.stance == "context" and one.basis in ids):
                return True
    return False


def _words(claim: Claim) -> str:
    value = next((v for v in (claim.best, claim.low, claim.high) if v is not None), None)
    return claim.words or (f"{value:g}" if value is not None else "")


def _side(dossier: Dossier, claim: Claim) -> Side:
    by = dossier.known(claim.claimant)
    name = (by.label or by.id) if by else claim.claimant_words
    return dossier.side(claim, "words", f"{_words(claim)} ({name})" if name else _words(claim))
