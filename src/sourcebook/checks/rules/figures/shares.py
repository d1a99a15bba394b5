"""Shares beside the numbers they come from: "68.2% (80,749) of 118,400 inhabitants"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sourcebook.reading.candidates import Figure

_BETWEEN = re.compile(r"[^()\n.;]{0,40}\([^()\d\n]{0,15}")
_DECIMALS = re.compile(r"\d[.,](\d+)")
# A share that is farther off than this is of another total.
_CLOSE = 0.15
# The total stands among so many figures before and after it.
_AROUND = 12


def wrong_shares(text: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure, Figure, str]]:
    """(share, part, total, what the share would be) for shares that fit no total of their paragraph.

    A share is wrong only where it is nearly that of a total: else the total is not in the paragraph.
    """
    for n, (one, other) in enumerate(pairwise(figures)):
        share, part = (one, other) if one.unit == "%" else (other, one)
        if share.unit != "%" or part.unit == "%" or share.value is None or not part.value:
            continue
        if share.qualifier or part.qualifier:
            continue
        if not _BETWEEN.fullmatch(text, _number_end(text, one), _first_digit(text, other)):
            continue
        near_by = figures[max(0, n - _AROUND) : n + _AROUND]
        totals = [f for f in near_by if f.value and f.value > part.value and f.unit != "%"]
        exact = {total: part.value / (total.value or 1) * 100 for total in totals}
        decimals = _decimals(text[share.span.start : share.span.end])
        if any(abs(percent - share.value) <= 0.6 * 10**-decimals for percent in exact.values()):
            continue
        near = [total for total in totals if abs(exact[total] - share.value) <= _CLOSE * share.value]
        if near:
            closest = min(near, key=lambda total: abs(exact[total] - (share.value or 0)))
            yield share, part, closest, f"{exact[closest]:.{decimals}f}"


def _decimals(written: str) -> int:
    match = _DECIMALS.search(written)
    return len(match[1]) if match else 0


def _first_digit(text: str, figure: Figure) -> int:
    match = re.compile(r"\d").search(text, figure.span.start, figure.span.end)
    return match.start() if match else figure.span.start


def _number_end(text: str, figure: Figure) -> int:
    match = re.compile(r"\d[\d.,\u00a0]*(?:\s?%|\sper\s?cent)?").search(
        text, figure.span.start, figure.span.end
    )
    return match.end() if match else figure.span.end
