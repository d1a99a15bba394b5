"""The same recommendation under two labels: once in the summary, once at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from sourcebook.reading.candidates import Recommendation
from sourcebook.text.folding import skeleton

# From this likeness (of letters, in percent) two texts are the same recommendation, slightly edited.
ALIKE = 94.0


def link_repeats(found: Sequence[Recommendation]) -> list[Recommendation]:
    """Each recommendation with the label of its twin in another section, where it has one.

    Both of a pair bear the other's label. Texts are compared by their letters; candidates for comparison are
    those that begin alike, so that the work grows with the number of recommendations, not its square.
    """
    keys = [skeleton(" ".join((*one.addressees, *one.actions))) for one in found]
    buckets: dict[str, list[int]] = {}
    for n, key in enumerate(keys):
        buckets.setdefault(key[:24], []).append(n)
    twins: dict[int, int] = {}
    for alike in buckets.values():
        for n, first in enumerate(alike[:50]):
            for second in alike[n + 1 : 50]:
                if first in twins or second in twins or found[first].section == found[second].section:
                    continue
                if fuzz.ratio(keys[first], keys[second]) >= ALIKE:
                    twins[first], twins[second] = second, first
    return [replace(one, same_as=found[twins[n]].label) if n in twins else one for n, one in enumerate(found)]
