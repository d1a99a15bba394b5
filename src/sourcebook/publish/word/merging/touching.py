"""Which sentences, gaps and starts a change touches within one block or note.

What is put in between two sentences touches only the gap, if it is whole sentences; where an editor put such
sentences in before the blank that ends the one before, it is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sourcebook.publish.word.flow import Cell, Start, Token, Word
from sourcebook.publish.word.merging.homes import Cut, is_silent
from sourcebook.publish.word.merging.traces import Run, Trace, side_of, visible
from sourcebook.publish.word.merging.units import Home, Unit
from sourcebook.publish.word.sentences import is_ended


def touched_by_out(home: Home, cut: Cut, trace: Trace) -> Iterator[Unit]:
    """What a change touches by taking tokens out: their sentences, and the gaps across which it does."""
    last = None
    for number, its in groupby(visible(trace, cut), cut.sentence):
        places = list(its)
        if all(cut.is_blank_end(place) for place in places):
            # As a split does with the blank between two sentences.
            yield Unit("gap", home, number + 1)
        else:
            yield Unit("sentence", home, number)
        if last is not None and number == last + 1 and places[0] == cut.begins[number]:
            yield Unit("gap", home, number)
        last = number
    if any(is_silent(cut.tokens[place]) for place in trace.out):
        yield Unit("silent", home)


def touched_by_put(home: Home, cut: Cut, trace: Trace, place: int, run: Run) -> Iterator[Unit]:
    """What a change touches by putting tokens or starts in at a place."""
    if run and all(is_silent(token) for token in run):
        yield Unit("silent", home)
        return
    if place in trace.out or place - 1 in trace.out or begins_next(cut, place, run):
        # New words for old ones stand where those stood; others begin the sentence behind them.
        yield Unit(
            "sentence", home, cut.sentence(place - (place - 1 in trace.out and place not in trace.out))
        )
        return
    place, run = _at_gap(cut, place, run)
    gap = cut.gap(place)
    if gap is None:
        yield Unit("sentence", home, cut.sentence(place))
        return
    yield Unit("gap", home, gap)
    if gap > 0 and not _leaves_before(cut, place, run):
        yield Unit("sentence", home, gap - 1)
    if gap < len(cut.begins) and not _leaves_behind(cut, place, run):
        yield Unit("sentence", home, gap)


def leaning(cut: Cut, trace: Trace, place: int, run: Run) -> int:
    """Where something put in belongs: -1 to the tokens before it, 1 to those behind, 0 to neither."""
    return side_of(trace, place) or int(begins_next(cut, place, run))


def begins_next(cut: Cut, place: int, run: Run) -> bool:
    """Whether it is the beginning of the sentence behind it: words without an end, behind stop and blank.

    A mark there can belong to either sentence.
    """
    worded = any(isinstance(token, Word) for token in run) and not isinstance(run[0], Start)
    at_next = place < len(cut.tokens) and cut.gap(place) is not None and not _in_cell(cut, place)
    return worded and at_next and cut.is_open(place) and not _is_whole(run)


def _leaves_before(cut: Cut, place: int, run: Run) -> bool:
    """Whether the sentence before a gap is none of what is put in there."""
    if _in_cell(cut, place) or (run and isinstance(run[0], Start)):
        return True
    return cut.is_open(place) and (_is_whole(run) or begins_next(cut, place, run))


def _leaves_behind(cut: Cut, place: int, run: Run) -> bool:
    """Whether the sentence behind a gap is; one that begins a cell has nothing before it to tell by."""
    return _is_whole(run) and not _in_cell(cut, place)


def _in_cell(cut: Cut, place: int) -> bool:
    return place > 0 and isinstance(cut.tokens[place - 1], Cell)


def _is_whole(run: Run) -> bool:
    """Whether what is put in ends where a sentence or block does."""
    tokens = [token for token in run if not isinstance(token, Start)]
    return (bool(run) and isinstance(run[-1], Start)) or is_ended(tokens)


def _at_gap(cut: Cut, place: int, run: Run) -> tuple[int, Run]:
    """The same change of the text, put in at the next gap between sentences, where there is one so near."""
    if cut.gap(place) is not None or not _movable(run):
        return place, run
    for at, turned in (*_rightwards(cut, place, run), *_leftwards(cut, place, run)):
        if cut.gap(at) is not None and _leaves_before(cut, at, turned):
            return at, turned
    return place, run


def _movable(run: Run) -> bool:
    return bool(run) and not any(isinstance(token, Start | Cell) for token in run)


def _rightwards(cut: Cut, place: int, run: Run) -> Iterator[tuple[int, Run]]:
    """ " He left." before " Next" is "He left. " before "Next"."""
    turned: Sequence[Token | Start] = run
    for _ in run:
        if place >= len(cut.tokens) or cut.tokens[place] != turned[0]:
            return
        place, turned = place + 1, (*turned[1:], turned[0])
        yield place, tuple(turned)


def _leftwards(cut: Cut, place: int, run: Run) -> Iterator[tuple[int, Run]]:
    turned: Sequence[Token | Start] = run
    for _ in run:
        if place == 0 or cut.tokens[place - 1] != turned[-1]:
            return
        place, turned = place - 1, (turned[-1], *turned[:-1])
        yield place, tuple(turned)
