"""The proof: each query, asked by each viewer, shows what it shows where what is hidden was never there.

The answer that must come is that of the ungated database without the hidden rows. So nothing hidden shows, in
values, counts, order or presence, and nothing is hidden that may be seen. Markers are looked for besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.dossier.seen.oracle import EVERYONE, Who, hidden_in
from tests.dossier.seen.paths import Path, paths
from tests.dossier.seen.world import World

from sourcebook.dossier.seen import as_system, viewing

# A query as it is written, once for all viewers: called, it asks the database and gives plain values.
Query = Callable[[], Any]
Shape = Callable[[Path], Query | None]
# Of those who see the same, one asks everything and the others each a share.
SHARE = 12
THIRD = 3


@dataclass(frozen=True)
class Asked:
    """A query and what it is called in a message."""

    name: str
    query: Query


def generated(world: World, shapes: Sequence[Shape], part: int) -> list[Asked]:
    """Queries of all shapes over the paths, in turn.

    Each shape over each model, three over each path of depth 1, one over each third path of depth 2: the
    `part`s of the tests take other thirds, so that together they ask along each path.
    """
    found: list[Asked] = []
    for number, path in enumerate(paths(world)):
        depth = len(path.names)
        wanted = (len(shapes), 3, int((number + part) % THIRD == 0))[depth]
        for index in range(len(shapes)):
            shape = shapes[(number // THIRD + index) % len(shapes)]
            if wanted and (query := shape(path)) is not None:
                found.append(Asked(f"{shape.__name__} of {path}", query))
                wanted -= 1
    return found


def prove(world: World, queries: Sequence[Asked]) -> int:
    """Asks all queries as everybody; gives how often a gated query was asked. Fails with what leaked."""
    alike: dict[str, list[Who]] = {}
    for who in EVERYONE:
        alike.setdefault(repr({m: sorted(map(str, pks)) for m, pks in world.seen(who).items()}), []).append(
            who
        )
    faults: list[str] = []
    count = 0
    for viewers in alike.values():
        with world.without(viewers[0]), as_system():
            right = [_shown(one.query) for one in queries]
        for turn, who in enumerate(viewers):
            with viewing(world.viewer(who)):
                for index in range(len(queries)) if turn == 0 else range(turn % SHARE, len(queries), SHARE):
                    shown = _shown(queries[index].query)
                    count += 1
                    if shown != right[index] or ("§" in shown and hidden_in(shown, who)):
                        faults.append(_fault(who, queries[index], shown, right[index]))
    assert not faults, f"{len(faults)} of {count} answers are wrong:\n" + "\n".join(faults[:8])
    return count


def _shown(query: Query) -> str:
    return repr(query())


def _fault(who: Who, asked: Asked, shown: str, right: str) -> str:
    return f"{who} {asked.name}\n  shows {shown[:600]}\n  not   {right[:600]}\n  leaks {hidden_in(shown, who)[:3]}"


def rows(queryset: Iterable[object]) -> list[str]:
    """The rows of a query in no particular order."""
    return sorted(map(repr, queryset))
