"""Two lists of texts aligned: which belongs to which, which are alone, which stand out of their order.

Linear but for the sorting of places: every text is looked up, none is compared with all others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

# Two texts in the same gap are one text that was changed where they are this much alike (of 100).
_LIKE = 60.0
# How many texts of a gap a text is compared with.
_WINDOW = 6
Pair = tuple[int | None, int | None, bool]


def align(ours: Sequence[str], theirs: Sequence[str]) -> list[Pair]:
    """Pairs of places (ours, theirs, moved), in our order; None where a text is alone.

    Equal texts are paired first; texts that differ are paired where they stand in the same gap and are alike.
    """
    partner = _equal(ours, theirs)
    kept = _in_order(partner)
    paired: dict[int, int] = dict(_partnered(partner))
    taken = set(paired.values())
    for gap_ours, gap_theirs in _gaps(paired, kept, taken, len(ours), len(theirs)):
        for one, other in _alike(ours, theirs, gap_ours, gap_theirs):
            paired[one] = other
            kept.add(one)
    alone = sorted(set(range(len(theirs))) - set(paired.values()))
    return _listed(paired, kept, alone, len(ours))


def _partnered(partner: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """The places that have a partner, with it."""
    return ((one, other) for one, other in enumerate(partner) if other is not None)


def _equal(ours: Sequence[str], theirs: Sequence[str]) -> list[int | None]:
    """For each of ours the equal one of theirs: those that stand once, and from these on to both sides."""
    counts, other_counts = Counter(ours), Counter(theirs)
    places = {text: at for at, text in enumerate(theirs)}
    partner: list[int | None] = [None] * len(ours)
    taken: set[int] = set()

    def pair(one: int, other: int) -> bool:
        if not (0 <= one < len(ours) and 0 <= other < len(theirs)):
            return False
        if partner[one] is not None or other in taken or ours[one] != theirs[other]:
            return False
        partner[one] = other
        taken.add(other)
        return True

    # Equal ends first, then texts that stand once on both sides.
    start = 0
    while pair(start, start):
        start += 1
    back = 1
    while pair(len(ours) - back, len(theirs) - back):
        back += 1
    for at, text in enumerate(ours):
        if partner[at] is None and counts[text] == 1 and other_counts[text] == 1:
            pair(at, places[text])
    for step, order in ((1, range(len(ours))), (-1, range(len(ours) - 1, -1, -1))):
        for at in order:
            other = partner[at]
            if other is not None:
                pair(at + step, other + step)
    return partner


def _in_order(partner: Sequence[int | None]) -> set[int]:
    """The places of the longest rising row of partners; the others have moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for one, other in _partnered(partner):
        at = bisect_left(tails, other)
        before[one] = ends[at - 1] if at else None
        if at == len(tails):
            tails.append(other)
            ends.append(one)
        else:
            tails[at], ends[at] = other, one
    kept: set[int] = set()
    at_end: int | None = ends[-1] if ends else None
    while at_end is not None:
        kept.add(at_end)
        at_end = before[at_end]
    return kept


def _gaps(
    paired: dict[int, int], kept: set[int], taken: set[int], ours: int, theirs: int
) -> Iterator[tuple[list[int], list[int]]]:
    """The texts without partner between two that stand in order."""
    last_one, last_other = -1, -1
    for one, other in [*((one, paired[one]) for one in sorted(kept)), (ours, theirs)]:
        gap_ours = [at for at in range(last_one + 1, one) if at not in paired]
        gap_theirs = [at for at in range(last_other + 1, other) if at not in taken]
        if gap_ours and gap_theirs:
            yield gap_ours, gap_theirs
        last_one, last_other = one, other


def _alike(
    ours: Sequence[str], theirs: Sequence[str], gap_ours: list[int], gap_theirs: list[int]
) -> Iterator[tuple[int, int]]:
    at = 0
    for one in gap_ours:
        window = gap_theirs[at : at + _WINDOW]
        for step, other in enumerate(window):
            if fuzz.ratio(ours[one], theirs[other], score_cutoff=_LIKE):
                yield one, other
                at += step + 1
                break


def _listed(paired: dict[int, int], kept: set[int], alone: list[int], ours: int) -> list[Pair]:
    """All pairs in our order; theirs that are alone stand before what follows them there."""
    listed: list[Pair] = []
    waiting = iter([*alone, None])
    upcoming = next(waiting)
    for one in range(ours):
        other = paired.get(one)
        if one in kept and other is not None:
            while upcoming is not None and upcoming < other:
                listed.append((None, upcoming, False))
                upcoming = next(waiting)
        listed.append((one, other, other is not None and one not in kept))
    while upcoming is not None:
        listed.append((None, upcoming, False))
        upcoming = next(waiting)
    return listed
