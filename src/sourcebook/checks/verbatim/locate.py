"""Where the fragments of a quotation stand in the source, in their order and close enough to each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from sourcebook.checks.verbatim.quotation import Joint, Quotation
from sourcebook.checks.verbatim.source import SourceText

MOST_REPLACED = 8
_MOST_CHAINS = 24


class Run(NamedTuple):
    """Words of the source from `first` up to `last` (not with it)."""

    first: int
    last: int


class Gap(NamedTuple):
    """How many words of the source may lie between two fragments."""

    least: int
    most: int


def gap_of(joint: Joint, omitted: int) -> Gap:
    """How many words a joint may stand for; `omitted` is the most that an omission may leave out."""
    letters = any(bracket.attached for bracket in joint.brackets)
    if joint.omission:
        return Gap(int(letters), omitted)
    if letters and len(joint.brackets) == 1:
        return Gap(1, 1)
    return Gap(int(letters), MOST_REPLACED)


def occurrences(source: SourceText, quotation: Quotation) -> list[list[Run]]:
    """Where each fragment stands, word for word."""
    found: dict[str, list[Run]] = {}
    every = []
    for fragment in quotation.fragments:
        key = source.code(fragment.words)
        if key not in found:
            starts = source.occurrences(fragment.words)
            found[key] = [Run(start, start + len(fragment.words)) for start in starts]
        every.append(found[key])
    return every


def chains(every: Sequence[Sequence[Run]], gaps: Sequence[Gap]) -> list[tuple[Run, ...]]:
    """Ways to take one run for each fragment, in order, with no more words between than `gaps` allow.

    For each place of the last fragment the one whose gaps are smallest, from the last fragment backwards.
    Not more than two dozen.
    """
    reach: list[list[tuple[Run, int]]] = [[(run, -1) for run in every[0]]]
    for runs, gap in zip(every[1:], gaps, strict=True):
        before = reach[-1]
        ends = [run.last for run, _ in before]
        here = []
        for run in runs:
            # The nearest fragment before: if any is near enough, this one is.
            at = bisect_right(ends, run.first - gap.least) - 1
            if at >= 0 and run.first - ends[at] <= gap.most:
                here.append((run, at))
        reach.append(here)
    return [_back(reach, last) for last in range(min(len(reach[-1]), _MOST_CHAINS))]


def _back(reach: Sequence[Sequence[tuple[Run, int]]], at: int) -> tuple[Run, ...]:
    chain = []
    for step in reversed(reach):
        run, at = step[at]
        chain.append(run)
    return tuple(reversed(chain))
