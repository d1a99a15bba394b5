"""Where two rows of tokens differ, as a person would say it: whole words, few and whole stretches.

Equal ends are set aside first. What is left is matched like `difflib` does (the longest stretch in common,
then what lies to its sides), which people find easier to read than the shortest edit; of a very long block by
the longest common subsequence, which is bit-parallel. Changed stretches with only blanks or a single sign
between them are one.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import LCSseq

from sourcebook.publish.word.comparing.items import BLANK

# Places in both rows: begin and end in the first, begin and end in the second.
Hunk = tuple[int, int, int, int]
# Beyond this many pairs of tokens the longest common subsequence is taken.
_MANY = 250_000


def hunks(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Hunk]:
    """The stretches of `first` that became stretches of `second`, in order; nothing where both are equal."""
    if first == second:
        return []
    begin = _alike(first, second)
    behind = _alike(first[: begin - 1 if begin else None : -1], second[: begin - 1 if begin else None : -1])
    ends = len(first) - behind, len(second) - behind
    raw = _raw(first[begin : ends[0]], second[begin : ends[1]])
    moved = [(a + begin, b + begin, c + begin, d + begin) for a, b, c, d in raw]
    return [_slid(hunk, first, second) for hunk in _cleaned(moved, first)]


def _alike(first: Sequence[Hashable], second: Sequence[Hashable]) -> int:
    """How many tokens at the beginning are the same."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def _raw(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Hunk]:
    if not first or not second:
        return [(0, len(first), 0, len(second))] if first or second else []
    if len(first) * len(second) > _MANY:
        codes = [
            (op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
            for op in LCSseq.opcodes(list(first), list(second))
        ]
        return _merged([(a, b, c, d) for tag, a, b, c, d in codes if tag != "equal"])
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return [(a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _merged(raw: list[Hunk]) -> list[Hunk]:
    """Stretches that touch made one."""
    found: list[Hunk] = []
    for hunk in raw:
        if found and found[-1][1] == hunk[0] and found[-1][3] == hunk[2]:
            found[-1] = (found[-1][0], hunk[1], found[-1][2], hunk[3])
        else:
            found.append(hunk)
    return found


def _cleaned(raw: list[Hunk], first: Sequence[Hashable]) -> list[Hunk]:
    """Stretches with hardly anything between them made one."""
    found: list[Hunk] = []
    for hunk in raw:
        if found and _hardly(first[found[-1][1] : hunk[0]]) and _worded(found[-1], hunk):
            found[-1] = (found[-1][0], hunk[1], found[-1][2], hunk[3])
        else:
            found.append(hunk)
    return found


def _hardly(between: Sequence[Hashable]) -> bool:
    """Whether what lies between two changes is only blanks, or blanks and one sign."""
    signs = [key for key in between if key != BLANK]
    if len(signs) > 1:
        return False
    return all(isinstance(key, str) and len(key) == 1 and not key.isalnum() for key in signs)


def _worded(before: Hunk, hunk: Hunk) -> bool:
    """Whether both stretches replace something: a word put in beside one taken out is two changes."""
    return all(a < b for a, b in ((before[0], before[1]), (hunk[0], hunk[1]))) or all(
        c < d for c, d in ((before[2], before[3]), (hunk[2], hunk[3]))
    )


def _slid(hunk: Hunk, first: Sequence[Hashable], second: Sequence[Hashable]) -> Hunk:
    """A stretch only put in or taken out, where its words begin: the same text, easier to read."""
    a, b, c, d = hunk
    if a != b and c != d:
        return hunk
    row, low, high = (first, a, b) if c == d else (second, c, d)
    best, at = _ease(row, low, high), 0
    step = 0
    while low + step > 0 and a + step > 0 and c + step > 0 and row[low + step - 1] == row[high + step - 1]:
        step -= 1
        if (ease := _ease(row, low + step, high + step)) > best:
            best, at = ease, step
    step = 0
    while (
        high + step < len(row)
        and b + step < len(first)
        and d + step < len(second)
        and row[low + step] == row[high + step]
    ):
        step += 1
        if (ease := _ease(row, low + step, high + step)) > best:
            best, at = ease, step
    return a + at, b + at, c + at, d + at


def _ease(row: Sequence[Hashable], low: int, high: int) -> int:
    """How well a stretch can be read by itself: a sentence with its blank, a word with its blank."""
    ends_blank = row[high - 1] == BLANK
    begins_word = row[low] != BLANK and not _sign(row[low])
    after = row[low - 1] if low else None
    ease = 2 * (begins_word and ends_blank) + (
        row[low] == BLANK and not ends_blank and not _sign(row[high - 1])
    )
    if begins_word and ends_blank and (after is None or after == BLANK) and high - low > 1:
        ease += 2 * _stop(row[high - 2])
    if row[low] == BLANK and _stop(row[high - 1]) and _stop(after):
        ease += 3
    return ease


def _sign(key: Hashable) -> bool:
    return isinstance(key, str) and len(key) == 1 and not key.isalnum() and key != BLANK


def _stop(key: Hashable) -> bool:
    return key in (".", "!", "?", "։", "؟", "…")
