"""Blocks that tracked changes carried elsewhere: one block in its new place, instead of one deleted and one
put in.

Both ends of a move are known by its id, or, where the editor kept none, by the same author and (nearly) the
same words. What was changed in the block on the way is found like any other change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rapidfuzz.distance import Indel

from sourcebook.publish.word.comparing.blocks import New
from sourcebook.publish.word.comparing.items import Item, Tracked, item_of
from sourcebook.publish.word.comparing.returned import said_of
from sourcebook.publish.word.opened import Revision

# Fewer words are too few to know a block by.
_ENOUGH = 4
_ALIKE = 0.8
# Candidates that share a rare word are looked at up to this number.
_CANDIDATES = 8


def carried(blocks: list[New]) -> list[New]:
    """The blocks with each tracked move as one block, where it stands now, `moved` by its change."""
    gone = [block for block in blocks if block.gone and block.head.first]
    added = [block for block in blocks if block.added and not block.gone]
    pairs = dict(_by_id(gone, added))
    left = [block for block in gone if id(block) not in {id(one) for one in pairs.values()}]
    pairs |= dict(_by_words(left, [block for block in added if id(block) not in pairs]))
    dropped = {id(block) for block in pairs.values()}
    for block in added:
        if id(block) in pairs:
            _arrive(block, pairs[id(block)])
    return [block for block in blocks if id(block) not in dropped]


def _move_of(block: New, wanted: bool) -> str:
    moves = {
        revision.move for item in (block.head, *block.items) for revision, its in item.when if its is wanted
    }
    named = sorted(moves - {""})
    return named[0] if named else ""


def _by_id(gone: Iterable[New], added: Iterable[New]) -> Iterator[tuple[int, New]]:
    ends: dict[str, tuple[list[New], list[New]]] = defaultdict(lambda: ([], []))
    for block in gone:
        ends[_move_of(block, False)][0].append(block)
    for block in added:
        ends[_move_of(block, True)][1].append(block)
    for move, (sources, targets) in ends.items():
        if not move:
            continue
        if len(sources) == len(targets):
            yield from ((id(target), source) for source, target in zip_longest(sources, targets))
            continue
        waiting = {source.said: source for source in sources}
        for target in targets:
            if target.said in waiting:
                yield id(target), waiting.pop(target.said)


def _author(item: Item, wanted: bool) -> str:
    return next((revision.author for revision, its in item.when if its is wanted), "")


def _by_words(gone: list[New], added: list[New]) -> Iterator[tuple[int, New]]:
    rare: dict[tuple[str, str], list[New]] = defaultdict(list)
    for block in gone:
        for word in set(block.said):
            rare[_author(block.head, False), word].append(block)
    same: dict[object, list[New]] = defaultdict(list)
    for block in gone:
        same[_author(block.head, False), block.said].append(block)
    taken: set[int] = set()
    rest = []
    for block in added:
        sources = same.get((_author(block.head, True), block.said), [])
        if sources and block.said:
            source = sources.pop(0)
            taken.add(id(source))
            yield id(block), source
        elif len(block.said) >= _ENOUGH:
            rest.append(block)
    for block in rest:
        votes: dict[int, int] = defaultdict(int)
        known: dict[int, New] = {}
        for word in set(block.said):
            sources = rare.get((_author(block.head, True), word), [])
            if len(sources) <= _CANDIDATES:
                for source in sources:
                    votes[id(source)] += 1
                    known[id(source)] = source
        best = sorted(votes, key=lambda one: -votes[one])[:_CANDIDATES]
        scored = [
            (_likeness(known[one], block), -place) for place, one in enumerate(best) if one not in taken
        ]
        if scored and max(scored)[0] >= _ALIKE:
            source = known[best[-max(scored)[1]]]
            taken.add(id(source))
            yield id(block), source


def _likeness(source: New, target: New) -> float:
    return Indel.normalized_similarity(source.said, target.said)


def _arrive(block: New, source: New) -> None:
    """Makes the block in its new place the one that was taken out elsewhere."""
    put_in = next((revision for revision, wanted in block.head.when if wanted), None)
    block.moved = put_in or next(revision for revision, _ in source.head.when)
    block.head = _without(block.head, block.moved)
    block.items = _changed_before(block, source) or [_without(item, block.moved) for item in block.items]
    block.anchors = tuple(dict.fromkeys((*block.anchors, *source.anchors)))
    block.label = source.label or block.label
    block.sources += source.sources
    block.added = False
    block.said = said_of(block)


def _changed_before(block: New, source: New) -> list[Item] | None:
    """The items of a block with the tracked changes from before it was moved, if nothing was changed since.

    An editor moves the words that stand; the changes stay where it was taken out.
    """
    by = _author(source.head, False)
    items = []
    for item in source.items:
        when = tuple((one, wanted) for one, wanted in item.when if wanted or one.author != by)
        items.append(item_of(item.token, when, item.comments))
    standing = [item for item in items if item.last]
    arrived = [item for item in block.items if item.last]
    if not any(item.when for item in items) or [one.key for one in standing] != [one.key for one in arrived]:
        return None
    for item, its in zip(standing, arrived, strict=True):
        item.comments = its.comments or item.comments
    return items


def _same(revision: Revision, move: Revision) -> bool:
    return revision.author == move.author and (revision.move == move.move or revision.date == move.date)


def _without(item: Item, move: Revision) -> Item:
    when: Tracked = tuple((one, wanted) for one, wanted in item.when if not (wanted and _same(one, move)))
    if when == item.when:
        return item
    bare = item_of(item.token, when, item.comments)
    bare.was, bare.restyled = item.was, item.restyled
    return bare
