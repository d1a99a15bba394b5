"""Words of which only some letters were tracked, made whole: that word taken out, the word it became put in.

"protest" with "ers" inserted is "protest" that became "protesters"; "foot ball" without its blank became
"football". Where two authors changed letters of one word, there is a form of it for every choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from sourcebook.publish.word.comparing.items import Item, Tracked, glued, item_of
from sourcebook.publish.word.flow import Token
from sourcebook.publish.word.opened import Bit, Revision

# With more hands in one word they count as one: a word has no more forms than a person can read.
_HANDS = 3


def items_of(bits: Sequence[Bit]) -> list[Item]:
    """The items of a paragraph's or note's bits, half tracked words made whole."""
    if not any(bit.inserted or bit.deleted or bit.restyled for bit in bits):
        return _plain(bits)
    found: list[Item] = []
    for cluster in _clusters(bits):
        found += [_item(cluster[0])] if len(cluster) == 1 else _forms(cluster)
    return found


def _plain(bits: Sequence[Bit]) -> list[Item]:
    found: list[Item] = []
    for bit in bits:
        last = found[-1] if found else None
        if last is not None and (one := _halves(last.token, bit.token)) is not None:
            found[-1] = item_of(one, (), last.comments or bit.comments)
        else:
            found.append(item_of(bit.token, (), bit.comments))
    return found


def _halves(first: object, second: Token) -> Token | None:
    """The word of two tokens; cheap to say no, as nearly always."""
    text, more = getattr(first, "text", ""), getattr(second, "text", "")
    if not text or not more or not (text[-1].isalnum() and more[0].isalnum()):
        return None
    return glued(first, second)  # type: ignore[arg-type]


def tracked(bit: Bit) -> Tracked:
    """The tracked changes under which a bit stands."""
    return (
        *(((bit.inserted, True),) if bit.inserted else ()),
        *(((bit.deleted, False),) if bit.deleted else ()),
    )


def _item(bit: Bit) -> Item:
    item = item_of(bit.token, tracked(bit), bit.comments)
    if bit.restyled is not None and bit.was is not None and not bit.inserted:
        item.was, item.restyled = bit.was, bit.restyled
    return item


@dataclass
class _Cluster:
    begin: int
    bits: list[Bit] = field(default_factory=list)


def _clusters(bits: Sequence[Bit]) -> Iterator[list[Bit]]:
    """Bits that belong to one word, before the tracked changes or after them, with all between them."""
    found: list[_Cluster] = []
    before: dict[bool, int | None] = {False: None, True: None}
    for place, bit in enumerate(bits):
        reach = place
        for view in (False, True):
            if bit.deleted if view else bit.inserted:
                continue
            last = before[view]
            if last is not None and _halves(bits[last].token, bit.token) is not None:
                reach = min(reach, last)
            before[view] = place
        cluster = _Cluster(place, [bit])
        while found and cluster.begin > reach:
            last_one = found.pop()
            cluster = _Cluster(last_one.begin, last_one.bits + cluster.bits)
        found.append(cluster)
    for one in found:
        yield one.bits


def _forms(bits: list[Bit]) -> list[Item]:
    """A word in all its forms, each under the tracked changes that make it."""
    if all((bit.inserted, bit.deleted) == (bits[0].inserted, bits[0].deleted) for bit in bits):
        return [item_of(one, tracked(bits[0]), _comments(bits)) for one in _row(bits)]
    hands = _hands(bits)
    found: list[Item] = []
    for choice in product((False, True), repeat=len(hands)):
        accepted = {author for author, taken in zip(hands, choice, strict=True) if taken}
        row = _row([bit for bit in bits if _stands(bit, accepted, hands)])
        when = tuple(zip(hands.values(), choice, strict=True))
        found += [item_of(one, when, _comments(bits)) for one in row]
    return found


def _hands(bits: list[Bit]) -> dict[str, Revision]:
    """The first tracked change of each author in a word."""
    found: dict[str, Revision] = {}
    for bit in bits:
        for revision in (bit.inserted, bit.deleted):
            if revision is not None and (len(found) < _HANDS or revision.author in found):
                found.setdefault(revision.author, revision)
    return found


def _stands(bit: Bit, accepted: set[str], hands: dict[str, Revision]) -> bool:
    first = next(iter(hands))

    def taken(revision: Revision) -> bool:
        return (revision.author if revision.author in hands else first) in accepted

    return not (bit.inserted and not taken(bit.inserted)) and not (bit.deleted and taken(bit.deleted))


def _row(bits: list[Bit]) -> list[Token]:
    found: list[Token] = []
    for bit in bits:
        one = glued(found[-1], bit.token) if found else None
        if one is not None:
            found[-1] = one
        else:
            found.append(bit.token)
    return found


def _comments(bits: list[Bit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for bit in bits for one in bit.comments))
