"""Ratios of processor time: the best of three runs each, since one run may meet a computer that has else to do."""

from __future__ import annotations

import gc
from collections.abc import Callable


def times_as_long(seconds: Callable[[int], float], small: int, large: int, least: float = 0.01) -> float:
    """`seconds(large)` in units of `seconds(small)`; of less than `least` seconds none are told apart.

    Without the collection of garbage, which goes through all that the tests before this one left.
    """
    gc.collect()
    gc.disable()
    try:
        best = [min(seconds(size) for _ in range(3)) for size in (small, large)]
    finally:
        gc.enable()
    return best[1] / max(best[0], least)
