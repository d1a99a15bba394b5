"""Which blocks were moved: the fewest (and of as many the shortest) that must be taken out of both orders so
that the rest stands in one. (The heaviest increasing subsequence, in n log n.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sourcebook.publish.word.script import When


def staying(places: Sequence[int], weights: Sequence[float]) -> set[int]:
    """Of these places (all different) the ones that stay: an increasing row of the greatest weight."""
    ranks = {place: rank for rank, place in enumerate(sorted(places), 1)}
    # A tree of the best row (its weight, and the index of its last) that ends at or below a rank.
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    before: list[int] = []
    for index, (place, weight) in enumerate(zip(places, weights, strict=True)):
        best = (0.0, -1)
        rank = ranks[place] - 1
        while rank > 0:
            best = max(best, tree[rank], key=lambda one: one[0])
            rank -= rank & -rank
        before.append(best[1])
        reached = (best[0] + weight, index)
        rank = ranks[place]
        while rank < len(tree):
            tree[rank] = max(tree[rank], reached, key=lambda one: one[0])
            rank += rank & -rank
    best = (0.0, -1)
    rank = len(places)
    while rank > 0:
        best = max(best, tree[rank], key=lambda one: one[0])
        rank -= rank & -rank
    found: set[int] = set()
    index = best[1]
    while index >= 0:
        found.add(places[index])
        index = before[index]
    return found


def ordered(count: int, row: Iterable[int], moved: Mapping[int, int]) -> tuple[tuple[int, When], ...]:
    """The order of a script: blocks 0 to `count` - 1 of the base, and the row of the returned text.

    The row has keys of the base that still stand, and new ones. `moved` gives the change of a moved key: it
    stands at its old place until that is accepted, then at its new one.
    """
    found: list[tuple[int, When]] = []
    next_key = 0

    def until(end: int) -> None:
        nonlocal next_key
        found.extend((key, ((moved[key], False),) if key in moved else ()) for key in range(next_key, end))
        next_key = max(next_key, end)

    for key in row:
        if key in moved:
            found.append((key, ((moved[key], True),)))
        elif key >= count:
            found.append((key, ()))
        else:
            until(key)
            found.append((key, ()))
            next_key = key + 1
    until(count)
    return tuple(found)
