"""Passages of the source that are like a fragment without being it: which words differ, and where it was cut.

The fragment is covered from left to right with the longest runs of words that the source has too. Runs that
follow each other in the source with a word or two between are one passage with altered words; runs that lie
apart are a splice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from sourcebook.checks.verbatim.locate import Run
from sourcebook.checks.verbatim.quotation import Fragment
from sourcebook.checks.verbatim.source import SourceText
from sourcebook.checks.verbatim.verdict import Difference
from sourcebook.checks.verbatim.words import Word

# How many words may be left out of one passage before it counts as two.
LEFT_OUT = 25
_CANDIDATES = 24
# How many words, and how many letters, are aligned with one another: that takes their product in time.
_MOST_ALIGNED, _MOST_LETTERS = 400, 500
_RARE = 20
_BAND = 8
_ALIKE = 0.6
_LETTERS_ALIKE = 75


class Piece(NamedTuple):
    """`length` words of the fragment from `quoted` that the source has from `source` on."""

    quoted: int
    source: int
    length: int

    @property
    def end(self) -> int:
        """Where it ends in the source."""
        return self.source + self.length

    def without(self, words: int) -> Piece:
        """The piece without its first words."""
        return Piece(self.quoted + words, self.source + words, self.length - words)


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that is like the fragment, and what differs; nothing may, where only a hyphen did."""

    run: Run
    differences: tuple[Difference, ...]


def passages(source: SourceText, words: Sequence[Word]) -> list[list[Piece]]:
    """The passages that a fragment was put together from, in the order of the fragment."""
    found: list[list[Piece]] = []
    for piece in _pieces(source, source.code(words)):
        if found and not _follows(found[-1][-1], piece):
            # A short run that a longer one passes over stood there by chance.
            while len(found[-1]) > 1 and found[-1][-1].length < piece.length:
                if not any(_follows(earlier, piece) for earlier in found[-1][:-1]):
                    break
                found[-1].pop()
        last = found[-1][-1] if found else None
        if last and piece.source < last.end < piece.end:
            # Words that both runs have belong to the first.
            piece = piece.without(last.end - piece.source)
        if last and _follows(last, piece):
            found[-1].append(piece)
        else:
            found.append([piece])
    return _joined([group for group in found if _matched(group) >= 3])


def _follows(last: Piece, piece: Piece) -> bool:
    """Whether a run goes on with the passage of the one before it."""
    between = piece.quoted - last.quoted - last.length
    return 0 <= piece.source - last.end <= LEFT_OUT + between


def _joined(groups: list[list[Piece]]) -> list[list[Piece]]:
    """Neighbouring groups that are one passage after all, once what lay between them has been dropped."""
    joined: list[list[Piece]] = []
    for group in groups:
        if joined and _follows(joined[-1][-1], group[0]):
            joined[-1] += group
        else:
            joined.append(group)
    return joined


def _matched(group: Sequence[Piece]) -> int:
    return sum(piece.length for piece in group)


def spliced(groups: Sequence[Sequence[Piece]], words: int) -> list[list[Piece]]:
    """The passages a fragment was spliced from: at least two, together nearly all of it; else none."""
    parts = [[*group] for group in groups if _matched(group) >= max(3, words // 6)]
    whole = sum(map(_matched, parts))
    return parts if len(parts) > 1 and whole >= 0.75 * words else []


def nearest(source: SourceText, fragment: Fragment, groups: Sequence[Sequence[Piece]]) -> Near | None:
    """The passage that is most like a fragment; None where none is like it."""
    count = len(fragment.words)
    best = max(groups, key=_matched, default=None)
    if best and _matched(best) >= 0.5 * count:
        return _from_pieces(source, fragment, best)
    return _from_words(source, fragment)


def _pieces(source: SourceText, coded: str) -> Iterator[Piece]:
    at, last = 0, Piece(0, 0, 0)
    while at < len(coded) - 1:
        expected = last.end + at - last.quoted - last.length
        best = Piece(at, 0, 0)
        for start in _candidates(source.places.get(coded[at : at + 2], []), expected):
            length = _common(coded, at, source.coded, start)
            near = abs(start - expected) < abs(best.source - expected)
            if length > best.length or (length == best.length and near):
                best = Piece(at, start, length)
        if best.length:
            yield best
            last = best
        at += max(best.length, 1)


def _candidates(places: list[int], expected: int) -> list[int]:
    if len(places) <= _CANDIDATES:
        return places
    at = bisect_left(places, expected)
    return places[max(0, at - _CANDIDATES // 2) : at + _CANDIDATES // 2]


def _common(one: str, at: int, other: str, start: int) -> int:
    """How many characters two strings share from two places on."""
    length, step = 0, 16
    while step:
        part = one[at + length : at + length + step]
        if len(part) == step and other.startswith(part, start + length):
            length += step
            step *= 2
        else:
            step //= 2
    return length


def _from_pieces(source: SourceText, fragment: Fragment, pieces: Sequence[Piece]) -> Near:
    """Differences are what lies between the runs on either side, and before the first and after the last."""
    first, last = pieces[0], pieces[-1]
    count = len(fragment.words)
    left = count - last.quoted - last.length
    head = _aligned(
        source, fragment, (0, first.quoted), (max(0, first.source - first.quoted - 2), first.source)
    )
    tail = _aligned(
        source,
        fragment,
        (count - left, count),
        (last.end, min(len(source.words), last.end + left + 2)),
    )
    found = _without_edge([*head], 0)
    for before, after in pairwise(pieces):
        quoted = (before.quoted + before.length, after.quoted)
        found += _aligned(source, fragment, quoted, (before.end, after.source))
    found += _without_edge([*tail], -1)
    start = min([first.source, *(a.source[0] for a in found if a.source[1] > a.source[0])])
    end = max([last.end, *(a.source[1] for a in found if a.source[1] > a.source[0])])
    return _near(source, fragment, found, Run(start, end))


class _Apart(NamedTuple):
    quoted: tuple[int, int]
    source: tuple[int, int]


def _aligned(
    source: SourceText, fragment: Fragment, quoted: tuple[int, int], theirs: tuple[int, int]
) -> Iterator[_Apart]:
    """What differs between words of the fragment and of the source, aligned where they are not too many."""
    if max(quoted[1] - quoted[0], theirs[1] - theirs[0]) > _MOST_ALIGNED:
        yield _Apart(quoted, theirs)
        return
    ours = source.code(fragment.words[quoted[0] : quoted[1]])
    for op in Levenshtein.opcodes(ours, source.coded[theirs[0] : theirs[1]]):
        if op.tag != "equal":
            yield _Apart(
                (quoted[0] + op.src_start, quoted[0] + op.src_end),
                (theirs[0] + op.dest_start, theirs[0] + op.dest_end),
            )


def _without_edge(found: list[_Apart], edge: int) -> list[_Apart]:
    """Words of the source alone, at the outer edge, are no difference: the quotation may begin within."""
    while found and found[edge].quoted[0] == found[edge].quoted[1]:
        found.pop(edge)
    return found


def _near(source: SourceText, fragment: Fragment, found: list[_Apart], run: Run) -> Near:
    merged: list[_Apart] = []
    for one in sorted(found):
        last = merged[-1] if merged else None
        if last and one.quoted[0] <= last.quoted[1] and one.source[0] <= last.source[1]:
            merged[-1] = _Apart((last.quoted[0], one.quoted[1]), (last.source[0], one.source[1]))
        else:
            merged.append(one)
    shown = [_difference(source, fragment, one) for one in merged]
    return Near(run, tuple(one for one in shown if one))


def _difference(source: SourceText, fragment: Fragment, one: _Apart) -> Difference | None:
    ours, theirs = fragment.words[slice(*one.quoted)], source.words[slice(*one.source)]
    quoted = fragment.text[ours[0].start : ours[-1].end] if ours else ""
    words = source.folded.text[theirs[0].start : theirs[-1].end] if theirs else ""
    if theirs and quoted.replace("-", "") == words.replace("-", ""):
        # A hyphen that the source has at a line's end may be part of the word or not.
        stored = source.text[slice(*source.span(*one.source))]
        if "\n" in stored:
            return None
    return Difference(quoted, words)


def _from_words(source: SourceText, fragment: Fragment) -> Near | None:
    """A passage that shares single words with the fragment, near each other and in about the same order."""
    count = len(fragment.words)
    band = _band(source, source.code(fragment.words)) if 2 <= count <= _MOST_ALIGNED else None
    if band is None:
        return None
    around = Run(max(0, (band - 1) * _BAND), min(len(source.words), (band + 2) * _BAND + count))
    spelt = len(fragment.text) <= _MOST_LETTERS and len(_text(source, around)) <= 6 * _MOST_LETTERS
    run = _closest(source, fragment, around) if spelt else around
    found = _without_edge([*_aligned(source, fragment, (0, count), run)], 0)
    found = _without_edge(found, -1)
    matched = 1 - sum(a.quoted[1] - a.quoted[0] for a in found) / count
    alike = spelt and fuzz.ratio(fragment.text, _text(source, run)) >= _LETTERS_ALIKE
    if matched < _ALIKE and not (matched >= _ALIKE / 2 and alike):
        return None
    return _near(source, fragment, found, run)


def _band(source: SourceText, coded: str) -> int | None:
    """About where the fragment would begin, by its rare words; in steps of `_BAND` words."""
    votes: dict[int, float] = {}
    for n, letter in enumerate(coded):
        places = source.single.get(letter, [])
        for place in places if len(places) <= _RARE else ():
            band = (place - n) // _BAND
            for near in (band, band + 1):
                votes[near] = votes.get(near, 0) + 1 / len(places)
    return max(votes, key=lambda near: (votes[near], -near), default=None)


def _closest(source: SourceText, fragment: Fragment, around: Run) -> Run:
    """The words within a passage whose letters are most like the fragment."""
    found = fuzz.partial_ratio_alignment(fragment.text, _text(source, around))
    if found is None:
        return around
    start = source.words[around.first].start
    numbered = range(around.first, around.last)
    touched = [
        n
        for n in numbered
        if source.words[n].end > start + found.dest_start and source.words[n].start < start + found.dest_end
    ]
    return Run(touched[0], touched[-1] + 1) if touched else around


def _text(source: SourceText, run: Run) -> str:
    return source.folded.text[source.words[run.first].start : source.words[run.last - 1].end]
