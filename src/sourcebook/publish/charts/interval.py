"""The exact interval of a count (Garwood 1936): which rates could have given it, by the Poisson law.

The limits solve P(X >= n | low) = P(X <= n | high) = (1 - level) / 2. They are found by bisection, which
needs no quantiles of the chi-squared law and is exact to 1e-9.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache


@lru_cache(maxsize=4096)
def poisson_interval(count: int, level: float = 0.95) -> tuple[float, float]:
    """(low, high) for a count of at least 0, at a level between 0 and 1. Raises ValueError."""
    if count < 0 or not 0 < level < 1:
        raise ValueError(f"no interval for a count of {count} at level {level}")
    tail = (1 - level) / 2
    far = count + 10 * math.sqrt(count + 1) + 20
    low = 0.0 if count == 0 else _solve(lambda rate: 1 - _at_most(count - 1, rate) - tail, 0.0, far)
    return low, _solve(lambda rate: tail - _at_most(count, rate), 0.0, far)


def _at_most(count: int, rate: float) -> float:
    """P(X <= count) for a Poisson variable of this rate."""
    if rate == 0:
        return 1.0
    logs = (k * math.log(rate) - rate - math.lgamma(k + 1) for k in range(count + 1))
    return math.fsum(math.exp(log) for log in logs)


def _solve(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function is 0."""
    while high - low > 1e-9 * max(1.0, high):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2
