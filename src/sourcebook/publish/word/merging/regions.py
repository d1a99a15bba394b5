"""What the sentences of a conflict say: as they were sent, as they came back, as they stand now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sourcebook.publish.word.flow import Start, Token, Word
from sourcebook.publish.word.merging.aligned import Ops, in_base
from sourcebook.publish.word.merging.homes import Cut, cut_of
from sourcebook.publish.word.merging.units import Home, Unit
from sourcebook.publish.word.script import Op, Script, stands

BREAK = Word("¶")
OMITTED = Word("…")
_BLANK = Word(" ")


@dataclass
class Region:
    """Places of one block or note: the sentences and gaps by number, and whether its start is among them.

    `whole` is all of it.
    """

    sentences: set[int] = field(default_factory=set)
    gaps: set[int] = field(default_factory=set)
    start: bool = False
    whole: bool = False

    def spans(self, cut: Cut) -> list[tuple[int, int]]:
        """The places in tokens, from where to where. A gap is shown between the sentences at its sides."""
        if self.whole:
            return [(0, len(cut.tokens))]
        beside = {number for gap in self.gaps for number in (gap - 1, gap) if 0 <= number < len(cut.begins)}
        spans: list[tuple[int, int]] = []
        for begin, end in (cut.bounds(number) for number in sorted(self.sentences | beside)):
            if spans and begin <= spans[-1][1]:
                spans[-1] = spans[-1][0], end
            else:
                spans.append((begin, end))
        return spans


def regions(units: Iterable[Unit]) -> dict[Home, Region]:
    """What is concerned where these places are claimed."""
    found: dict[Home, Region] = {}
    for unit in units:
        if unit.kind in ("between", "silent"):
            continue
        region = found.setdefault(unit.home, Region())
        match unit.kind:
            case "sentence":
                region.sentences.add(unit.number)
            case "gap":
                region.gaps.add(unit.number)
            case "start":
                region.start = True
            case _:
                region.whole = True
    for region in found.values():
        # A start alone says nothing: with the words that it begins.
        region.whole = region.whole or not (region.sentences or region.gaps)
    return found


def shown(row: Iterable[Token | Start]) -> tuple[Token, ...]:
    """The tokens to be read; where a block begins among them stands a sign."""
    return tuple(BREAK if isinstance(one, Start) else one for one in row)


class Rows:
    """The ops of a script, to be read between places of its base."""

    def __init__(self, script: Script, cuts: Mapping[Home, Cut]) -> None:
        """`cuts` are those that are known already."""
        self._script = script
        self._cuts = dict(cuts)
        self._places: dict[Home, list[int]] = {}

    def said(
        self, where: Mapping[Home, Region], accepted: frozenset[int], named: frozenset[int]
    ) -> tuple[Token | Start, ...]:
        """What stands in these regions if these changes are accepted, with the starts of blocks among it.

        At the edge of a region only what the changes `named` put in there belongs to it.
        """
        found: list[Token | Start] = []
        for home in sorted(where, key=lambda home: (isinstance(home, str), home)):
            for span in where[home].spans(self._cut(home)):
                ops = self._ops_in(home, span, where[home], named)
                row = [op.token for op in ops if stands(op.when, accepted)]
                found += [*_omitted(found[-1]), *row] if found and row else row
        return tuple(found)

    def _ops(self, home: Home) -> Ops:
        """The ops of a home; none where the script has no such note."""
        return self._script.notes.get(home, ()) if isinstance(home, str) else self._script.ops.get(home, ())

    def _cut(self, home: Home) -> Cut:
        if home not in self._cuts:
            self._cuts[home] = cut_of(self._ops(home), note=isinstance(home, str))
        return self._cuts[home]

    def _ops_in(
        self, home: Home, span: tuple[int, int], region: Region, named: frozenset[int]
    ) -> Iterator[Op]:
        """The ops from one place to another, with what belongs to it at its edges."""
        ops, places = self._ops(home), self._bases(home)
        begin, end = span
        first = places[begin - 1] + 1 if begin else 0
        last = places[end] if end < len(places) else len(ops)
        opens = places[begin] if begin < len(places) else len(ops)
        closes = places[end - 1] if end else -1
        for at in range(first, last):
            op = ops[at]
            if not begin and at < opens and isinstance(op.token, Start):
                inside = region.start or (region.whole and not in_base(op))
            elif opens <= at <= closes:
                inside = True
            else:
                inside = region.whole or any(change in named for change, _ in op.when)
            if inside:
                yield op

    def _bases(self, home: Home) -> list[int]:
        """Where in the ops each token of the base stands."""
        if home not in self._places:
            self._places[home] = [
                at for at, op in enumerate(self._ops(home)) if in_base(op) and not isinstance(op.token, Start)
            ]
        return self._places[home]


def _omitted(last: Token | Start) -> tuple[Token, ...]:
    blank = isinstance(last, Word) and last.text.isspace()
    return (OMITTED, _BLANK) if blank else (_BLANK, OMITTED, _BLANK)
