"""The tokens of a sent and a returned block walked side by side: what stayed, was taken out, was put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sourcebook.publish.word.comparing.differing import Hunk, hunks
from sourcebook.publish.word.comparing.items import BLANK, START_KEY, Element, Item
from sourcebook.publish.word.flow import Mark, Start, Word


class Step(NamedTuple):
    """An element that stayed (with its item), one taken out (None), or an item put in (without element).

    `hunk` is the place of the untracked change, None where it stayed or a tracked change put it in.
    """

    element: Element | None
    item: Item | None
    hunk: int | None

    @property
    def is_still(self) -> bool:
        """Whether it is a word of the file that nobody touched (or it is not known at once)."""
        element, item = self.element, self.item
        return (
            element is not None
            and item is not None
            and element.token is item.token
            and not item.when
            and item.was is None
            and item.restyled is None
            and isinstance(item.token, Word)
        )


def steps(elements: Sequence[Element], items: Sequence[Item]) -> list[Step]:
    """The steps in the order of the text; what was taken out stands before what was put in for it."""
    firsts = [item.key for item in items if item.first]
    found = hunks([one.key for one in elements], firsts)
    return list(_walked(elements, items, _unbroken(found, elements, len(firsts))))


def _walked(elements: Sequence[Element], items: Sequence[Item], found: Sequence[Hunk]) -> Iterator[Step]:
    at = place = number = 0
    for item in items:
        if not item.first:
            yield Step(None, item, None)
            continue
        if number < len(found) and place == found[number][2]:
            yield from (Step(one, None, number) for one in elements[at : found[number][1]])
            at = found[number][1]
        inside = number < len(found) and found[number][2] <= place < found[number][3]
        if inside:
            yield Step(None, item, number)
        else:
            if number < len(found) and place == found[number][2]:
                number += 1
            yield Step(elements[at], item, None)
            at += 1
        place += 1
        if inside and place == found[number][3]:
            number += 1
    for rest in range(number, len(found)):
        yield from (Step(one, None, rest) for one in elements[at : found[rest][1]])
        at = found[rest][1]


def _unbroken(found: list[Hunk], elements: Sequence[Element], length: int) -> list[Hunk]:
    """The same with marks that stand as their characters changed as a whole or not at all."""
    # A mark that was expanded stands as several elements of one token.
    broken = _stretches(elements)
    if not broken or not found:
        return found
    pairs = _pairs(found, len(elements), length)
    for begin, end in broken:
        its = [pairs.get(place) for place in range(begin, end)]
        first = its[0]
        if first is None or its != list(range(first, first + end - begin)):
            for place in range(begin, end):
                pairs.pop(place, None)
    return list(_between(pairs, len(elements), length))


def _stretches(elements: Sequence[Element]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place, one in enumerate(elements):
        if not isinstance(one.token, Mark) or place == 0 or elements[place - 1].token is not one.token:
            continue
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place - 1, place + 1))
    return found


def _pairs(found: Sequence[Hunk], first: int, second: int) -> dict[int, int]:
    pairs: dict[int, int] = {}
    at, other = 0, 0
    for a, b, c, d in (*found, (first, first, second, second)):
        pairs.update(zip(range(at, a), range(other, c), strict=True))
        at, other = b, d
    return pairs


def _between(pairs: dict[int, int], first: int, second: int) -> Iterator[Hunk]:
    at, other = 0, 0
    for a, c in (*sorted(pairs.items()), (first, second)):
        if a > at or c > other:
            yield (at, a, other, c)
        at, other = a + 1, c + 1


def is_added(row: Sequence[Step], place: int) -> bool:
    """Whether the block that a start put in begins is new as a whole, up to the next start."""
    count = 0
    for step in row[place + 1 :]:
        token = step.item.token if step.item is not None else step.element.token if step.element else None
        if isinstance(token, Start):
            break
        if step.element is not None:
            return False
        count += 1
    return count > 0


def edges(row: Sequence[Step]) -> frozenset[int]:
    """The untracked changes in which only a block begins or no longer does, with blanks around that."""
    starts: set[int] = set()
    worded: set[int] = set()
    for step in row:
        one = step.element or step.item
        if step.hunk is None or one is None:
            continue
        if one.key == START_KEY:
            starts.add(step.hunk)
        elif one.key != BLANK:
            worded.add(step.hunk)
    return frozenset(starts - worded)
