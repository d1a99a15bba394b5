"""Selectors: a passage told by its words, their surroundings and its position, and found again in a new text.

They are the TextQuoteSelector and TextPositionSelector of the W3C Web Annotation Data Model in one. A text
layer that is extracted again by a newer program has its notes elsewhere, other quotation marks, spaces and
hyphens; the words of a passage must be found in it, and no others.

The policy: a passage is anchored again only to words that are the same after folding, and only where it is
told from every other place with these words. Folding knows NFKC, quotation marks, dashes, runs of white
space, white space beside punctuation, soft hyphens, and hyphens at line ends. It never lets a word fall into
two or two into one ("not able", "notable"), takes no hyphen out of a line ("re-sign"), and changes no digit
(a raised 2 is no 2, though NFKC says so). One letter, digit or word more, less or other: "changed", with no
span and a score below a half, for a person to decide. Words that stand whole in the text but begin or end
within a longer word there ("able" in "unable") are other words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from sourcebook.text.folded import Folded, folded
from sourcebook.text.passage import Span

How = Literal["exact", "moved", "changed", "ambiguous", "lost"]

# What stands between the letters of a text, and is compared apart from them.
_UNSEEN = "\u200b\u200e\u200f\u061c\u2060\ufeff"
_HYPHENS = "\x02\u00ad\u2010֊־\\-"
_JOINT = rf"[\s{_UNSEEN}{_HYPHENS}‑‒–—―−]++"
_LINE_END = re.compile(rf"[{_HYPHENS}]\s+")
_DASHES = re.compile(r"[\x02‐‑‒–—―−֊־\-]+")
_UNSEEN_OUT = str.maketrans("", "", _UNSEEN + "\u00ad")

# The most that `select` takes on either side, and how much more than enough to tell two passages apart.
_LONGEST = 768
_SPARE = 2
# How many places of the same words are looked at.
_MOST = 64
# What is left of a side where it was edited, and what of the other must be left then; by how much the best
# place must be better than the next.
_KEPT, _NOT_OTHER, _CLEARLY = 0.8, 0.5, 0.15
# A side shorter than this (in letters) tells nothing by itself; one so long may have been pushed away; one
# still longer (in characters) was needed to tell equal passages apart, and counts as a whole or not at all.
_TELLING, _PUSHED, _TWINS = 20, 24, 72
# How many characters are looked at for what a passage has before its first letter, or after its last.
_EDGE = 16
# How many letters a page break puts between two lines, at most.
_BREAK = 200
# How many halves of flags in a row are counted.
_FLAGS = 200
# Words so long, alone in the text and at their old position, need no surroundings.
_LONG = 24
# How far a passage may be from where its neighbours let it be expected.
_SLACK = 16
# Other words are traced by pieces of so many letters.
_SEED = 12
# Below this share of common letters other words are no trace of the passage.
_ALIKE = 0.5
# How much is aligned letter by letter, at most: letters of the passage times letters of the text.
_ALIGNED = 100_000_000


@dataclass(frozen=True, slots=True)
class Selector:
    """A passage: its words, the text before and after them, and its position in code points."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage stands in a text.

    `span` is given only where the words are the same: "exact" (at the old position), "moved", or "changed" up
    to folding only; `words` are then the words now there. "changed" without a span: other words stand there,
    `candidates[0]` and `words` show them. "ambiguous": the same words at `candidates`, and nothing tells
    which, or one place whose surroundings are others. "lost": no trace.

    `score` is 0.5 to 1 for the same words, by how well the surroundings agree; below 0.5 for other words.
    """

    span: Span | None
    how: How
    score: float = 0.0
    words: str = ""
    candidates: tuple[Span, ...] = ()


class _Place(NamedTuple):
    """Words that fold to those of the passage (`same`: joints, digits and edges, too), and how they agree."""

    span: Span
    same: bool
    agrees: float
    kept: bool


def select(text: str, start: int, end: int, around: int = 48) -> Selector:
    """The selector of `text[start:end]`. Raises ValueError for an empty passage or one outside of the text.

    The surroundings are about `around` code points long on each side. Where the words stand in the text more
    than once, each side is at least twice as long, and longer until it tells them apart by itself with as
    much again to spare, up to 768. They begin and end at a word where one is near, never between a letter and
    its marks or within an emoji.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(
            f"a passage from {start} to {end} in a text of {len(text)} characters: none is there"
        )
    exact = text[start:end]
    before = after = around = max(1, around)
    if text.find(exact) != start or text.find(exact, start + 1) >= 0:
        before = after = max(1, around // _SPARE)
        while before < min(start, _LONGEST) and _twice(text, text[max(0, start - before) : end]):
            before *= 2
        while after < min(len(text) - end, _LONGEST) and _twice(text, text[start : end + after]):
            after *= 2
        before, after = (min(max(size, around) * _SPARE, _LONGEST) for size in (before, after))
    first = _whole(text, max(0, start - before), start)
    last = _whole(text, min(len(text), end + after), end)
    return Selector(exact, text[first:start], text[end:last], start, end)


def resolve(selector: Selector, text: str) -> Anchor:
    """Where a passage stands in a text; for many passages of one text make a `Reanchorer`."""
    return Reanchorer(text).resolve(selector)


class Reanchorer:
    """One text made ready once, in which many selectors are resolved."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _folded(self) -> Folded:
        return folded(self.text, cut=_JOINT)

    def resolve(self, selector: Selector) -> Anchor:
        """Where the passage stands."""
        if not selector.exact:
            return Anchor(None, "lost")
        if self._unmoved(selector):
            return self._anchor(selector, _span(selector.start or 0, selector.exact), 1.0)
        whole = selector.prefix + selector.exact + selector.suffix
        shift = len(selector.prefix)
        spans = [_span(at + shift, selector.exact) for at in _places(self.text, whole)]
        found = [_Place(span, True, 1.0, True) for span in spans if self._edged(selector, span)]
        if found:
            return self._chosen(selector, found)
        sides = _Sides.of(selector)
        if not sides.words:
            return Anchor(None, "lost")
        found = self._around(selector, sides)
        return self._chosen(selector, found) if found else self._traced(selector, sides)

    def resolve_all(self, selectors: Iterable[Selector]) -> list[Anchor]:
        """Where passages of one and the same old text stand, in the order given.

        Where nothing else tells between two places of the same words, the passages before and after do: how
        far they have moved, so far has what stands between.
        """
        listed = list(selectors)
        anchors = [self.resolve(selector) for selector in listed]
        sure = sorted(
            (selector.start, anchor.span.start)
            for selector, anchor in zip(listed, anchors, strict=True)
            if anchor.span and selector.start is not None and anchor.score > 0.9
        )
        return [
            self._ordered(selector, anchor, sure) if len(anchor.candidates) > 1 else anchor
            for selector, anchor in zip(listed, anchors, strict=True)
        ]

    def _ordered(self, selector: Selector, anchor: Anchor, sure: list[tuple[int, int]]) -> Anchor:
        """The one candidate that stands where its neighbours let it be expected."""
        if anchor.how != "ambiguous" or selector.start is None or not sure:
            return anchor
        after = bisect_right(sure, (selector.start, len(self.text)))
        shifts = [new - old for old, new in sure[max(0, after - 1) : after + 1]]
        low, high = selector.start + min(shifts) - _SLACK, selector.start + max(shifts) + _SLACK
        within = [span for span in anchor.candidates if low <= span.start <= high]
        return self._anchor(selector, within[0], 0.5) if len(within) == 1 else anchor

    def _unmoved(self, selector: Selector) -> bool:
        """Whether the passage is where it was, with all that stood around it."""
        start = selector.start
        if start is None or start < len(selector.prefix):
            return False
        whole = selector.prefix + selector.exact + selector.suffix
        return self.text.startswith(whole, start - len(selector.prefix)) and self._edged(
            selector, _span(start, selector.exact)
        )

    def _edged(self, selector: Selector, span: Span) -> bool:
        """Whether the words begin and end with a word where they did so before."""
        before, after = self.text[max(0, span.start - 1) : span.start], self.text[span.end : span.end + 1]
        return not (
            (_glued(before, self.text[span.start]) and not _glued(selector.prefix[-1:], selector.exact[0]))
            or (
                _glued(self.text[span.end - 1], after) and not _glued(selector.exact[-1], selector.suffix[:1])
            )
        )

    def _around(self, selector: Selector, sides: _Sides) -> list[_Place]:
        """Every place where the letters of the passage stand, with how the surroundings agree."""
        stream, size = self._folded.text, len(sides.words)
        starts = [at + len(sides.prefix) for at in _places(stream, sides.prefix + sides.words + sides.suffix)]
        whole = bool(starts)
        if not whole:
            starts = _places(stream, sides.words)
        if len(starts) > _MOST:
            # Too many to look at each: those that have something left of their surroundings.
            near, far = sides.prefix[-_PUSHED:], sides.suffix[:_PUSHED]
            told = [at + len(near) for at in _places(stream, near + sides.words)] if near else []
            told += _places(stream, sides.words + far) if far else []
            starts = sorted(set(told))[:_MOST] or starts
        found = []
        for at in starts:
            span, same = self._same(selector, sides, at)
            agrees, kept = (1.0, True) if whole else sides.agree(stream, at, at + size)
            found.append(_Place(span, same, agrees, kept))
        return found

    def _same(self, selector: Selector, sides: _Sides, at: int) -> tuple[Span, bool]:
        """Where letters of the folded text stand, and whether they are the passage's words up to folding."""
        end = at + len(sides.words)
        span, lead, tail = self._folded.origin(at, end), sides.lead, sides.tail
        same = _undivided(self._folded, at, end)
        before = _edge(self.text[max(0, span.start - _EDGE) : span.start], lead, -1)
        after = _edge(self.text[span.end : span.end + _EDGE], tail, 1)
        same = same and before is not None and after is not None
        span = Span(span.start - (before or 0), span.end + (after or 0))
        now = self.text[span.start : span.end]
        if now == selector.exact:
            return span, same and self._edged(selector, span)
        same = same and self._edged(selector, span) and _digits(now) == _digits(selector.exact)
        if same:
            here = _joints(self._folded, self.text, at, end)
            there = sides.joints
            same = all(
                _equal_joints(here.get(n, ""), there.get(n, ""), sides.words[n - 1], sides.words[n])
                for n in here.keys() | there.keys()
            )
        return span, same

    def _chosen(self, selector: Selector, found: Sequence[_Place]) -> Anchor:
        """The one place of several that the surroundings tell, or the position; else none."""
        best = max(place.agrees for place in found)
        top = [place for place in found if place.agrees > best - _CLEARLY]
        standing = [place for place in found if place.span.start == selector.start]
        if len(top) > 1:
            # At the old position, with the best of surroundings: where everything before it stayed.
            top = [place for place in top if place in standing and place.agrees == best] or top
        spans = tuple(place.span for place in top)
        if len(top) > 1:
            return Anchor(None, "ambiguous", 0.5, self._words(spans[0]), spans)
        place = top[0]
        alone = len(found) == 1 and place in standing and len(selector.exact) >= _LONG
        if not (place.kept or alone):
            return Anchor(None, "ambiguous", place.agrees / 2, self._words(place.span), spans)
        if not place.same:
            now = self._words(place.span)
            alike = fuzz.ratio(selector.exact, now) / 100
            return Anchor(None, "changed", min(alike, 0.98) / 2, now, spans)
        return self._anchor(selector, place.span, place.agrees)

    def _anchor(self, selector: Selector, span: Span, agrees: float) -> Anchor:
        now = self._words(span)
        how: How = "changed"
        if now == selector.exact:
            how = "exact" if span.start == selector.start else "moved"
        return Anchor(span, how, 0.5 + agrees / 2, now if how == "changed" else "")

    def _words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def _traced(self, selector: Selector, sides: _Sides) -> Anchor:
        """The other words that now stand where the passage stood, if there is a trace of it."""
        stream, size = self._folded.text, len(sides.words)
        near, far = sides.prefix[-_PUSHED:], sides.suffix[:_PUSHED]
        before = _places(stream, near) if len(near) >= _SEED else []
        after = _places(stream, far) if len(far) >= _SEED else []
        if len(before) == len(after) == 1:
            start, end = before[0] + len(near), after[0]
            if start == end:
                return Anchor(None, "lost")
            if start < end <= start + 3 * size + 200:
                return self._other(selector, sides, start, end)
        seeds = [at + len(near) for at in before if len(before) < 3]
        seeds += [at - size for at in after if len(after) < 3]
        return self._nearest(selector, sides, seeds)

    def _nearest(self, selector: Selector, sides: _Sides, seeds: list[int]) -> Anchor:
        """The stretch of text with the most pieces of the passage, if they are most of it."""
        stream, key, size = self._folded.text, sides.words, len(sides.words)
        length = min(_SEED, max(4, size // 3))
        for offset in range(0, size - length + 1, max(2, size // 24)):
            there = _places(stream, key[offset : offset + length], 3)
            seeds += [at - offset for at in there if len(there) < 4]
        if not seeds:
            return Anchor(None, "lost")
        seeds.sort()
        width = size // 4 + 200
        counts = [bisect_right(seeds, seed + width) - n for n, seed in enumerate(seeds)]
        most = max(range(len(seeds)), key=counts.__getitem__)
        start = max(0, seeds[most])
        end = min(len(stream), seeds[most + counts[most] - 1] + size)
        if end <= start or (end - start) * size > _ALIGNED:
            return Anchor(None, "lost")
        least = 4 if size > _SEED else 2
        blocks = [
            block
            for block in Levenshtein.opcodes(key, stream[start:end])
            if block.tag == "equal" and block.src_end - block.src_start >= least
        ]
        matched = sum(block.src_end - block.src_start for block in blocks)
        if not blocks:
            return Anchor(None, "lost")
        first, last = blocks[0], blocks[-1]
        low = max(start, start + first.dest_start - first.src_start)
        high = min(len(stream), start + last.dest_end + size - last.src_end)
        if 2 * matched < _ALIKE * (size + high - low):
            return Anchor(None, "lost")
        return self._other(selector, sides, low, high)

    def _other(self, selector: Selector, sides: _Sides, start: int, end: int) -> Anchor:
        """What is told of other words: whole words, and how far they are alike."""
        first, last = self._folded.origin(start, end)
        while first > 0 and _glued(self.text[first - 1], self.text[first]):
            first -= 1
        while last < len(self.text) and _glued(self.text[last - 1], self.text[last]):
            last += 1
        alike = Levenshtein.normalized_similarity(sides.words, self._folded.text[start:end])
        span = Span(first, last)
        return Anchor(None, "changed", min(alike, 0.98) / 2, self._words(span), (span,))


@dataclass(frozen=True, slots=True)
class _Sides:
    """A selector folded: its letters without what joins them, the joints, and the letters around it."""

    words: str
    joints: dict[int, str]
    lead: str
    tail: str
    prefix: str
    suffix: str
    twins: bool

    @classmethod
    def of(cls, selector: Selector) -> _Sides:
        """The selector folded."""
        exact = selector.exact
        key = folded(exact, cut=_JOINT)
        start, end = key.origin(0, len(key.text)) if key.text else Span(0, 0)
        return cls(
            key.text,
            _joints(key, exact, 0, len(key.text)),
            exact[:start],
            exact[end:],
            folded(selector.prefix, cut=_JOINT).text,
            folded(selector.suffix, cut=_JOINT).text,
            max(len(selector.prefix), len(selector.suffix)) > _TWINS,
        )

    def agree(self, stream: str, start: int, end: int) -> tuple[float, bool]:
        """How the letters around a place agree with these, 0 to 1, and whether one side was kept."""
        before, after = len(self.prefix), len(self.suffix)
        if not before + after:
            return 1.0, True
        beside = (
            fuzz.ratio(self.prefix, stream[max(0, start - before) : start]) / 100,
            fuzz.ratio(self.suffix, stream[end : end + after]) / 100,
        )
        around = (
            max(beside[0], _pushed(self.prefix, stream[max(0, start - 2 * before - _BREAK) : start])),
            max(beside[1], _pushed(self.suffix, stream[end : end + 2 * after + _BREAK])),
        )
        agrees = (around[0] * before + around[1] * after) / (before + after)
        telling = [alike for alike, length in zip(beside, (before, after), strict=True) if length >= _TELLING]
        if not telling:
            return agrees, agrees >= _KEPT
        edited = not self.twins and max(telling) >= _KEPT and min(around) >= _NOT_OTHER
        return agrees, max(telling) == 1 or edited


def _pushed(wanted: str, within: str) -> float:
    """How one side agrees if it has been pushed away, as by what a page break puts between."""
    return fuzz.partial_ratio(wanted, within) / 100 if len(wanted) >= _PUSHED and within else 0.0


def _joints(of: Folded, text: str, start: int, end: int) -> dict[int, str]:
    """What stands between the letters of `of.text[start:end]`, by the number of letters before it."""
    gaps: dict[int, str] = {}
    for n in range(bisect_right(of.starts, start), len(of.starts)):
        at = of.starts[n]
        if at >= end:
            break
        begun = of.origins[n - 1] + (of.spots[n - 1] or at - of.starts[n - 1])
        if gap := text[begun : of.origins[n]]:
            gaps[at - start] = gaps.get(at - start, "") + gap
    return {at: joint for at, gap in gaps.items() if (joint := _joint(gap))}


def _joint(gap: str) -> str:
    """One form for what may stand for another: " ", "-", "~" for a hyphen at a line's end, or none."""
    if _LINE_END.fullmatch(gap):
        return "~"
    return _DASHES.sub("-", re.sub(r"\s+", " ", gap.translate(_UNSEEN_OUT)))


def _edge(there: str, wanted: str, way: int) -> int | None:
    """How much of `there` is what the passage has before its first letter (`way` -1) or after its last (1).

    White space at a passage's edge may be gone; None where a dash is.
    """
    if not wanted:
        return 0
    for size in range(1, len(there) + 1):
        part = there[-size:] if way < 0 else there[:size]
        if part == wanted or (_DASHES.search(wanted) and _outer(part, way) == _outer(wanted, way)):
            return size
    return None if _DASHES.search(wanted) else 0


def _outer(edge: str, way: int) -> str:
    joint = _DASHES.sub("-", re.sub(r"\s+", " ", edge.translate(_UNSEEN_OUT)))
    return joint.lstrip() if way < 0 else joint.rstrip()


def _equal_joints(one: str, other: str, before: str, after: str) -> bool:
    """Whether the words on both sides are the same words with either joint between them."""
    if one == other:
        return True
    both = {one, other}
    if both == {"", " "}:
        # White space beside punctuation; not in "3 .5" or "1, 200".
        return not (before.isdigit() or after.isdigit()) and not (_in_word(before) and _in_word(after))
    if both == {"", "~"}:
        # A word cut at a line's end; "Jean-" and "Paul" below it are no "JeanPaul".
        letters = not (before.isdigit() or after.isdigit()) and _in_word(before) and _in_word(after)
        return letters and (before.isupper() or not after.isupper())
    return both <= {"-", "- ", "~"}


def _digits(text: str) -> list[int]:
    return [unicodedata.decimal(c) for c in text if c.isdecimal()]


def _undivided(of: Folded, start: int, end: int) -> bool:
    """Whether `of.text[start:end]` takes no part of a ligature or cluster without the rest."""
    first = bisect_right(of.starts, start) - 1
    last = bisect_left(of.starts, end) - 1
    begun = not of.spots[first] or of.starts[first] == start
    return begun and (not of.spots[last] or of.starts[last + 1] == end)


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"


def _glued(before: str, after: str) -> bool:
    """Whether two neighbouring characters belong to one word; none does to nothing."""
    return bool(before and after) and _in_word(before) and _in_word(after)


def _span(start: int, exact: str) -> Span:
    return Span(start, start + len(exact))


def _twice(text: str, words: str) -> bool:
    return text.find(words, text.find(words) + 1) >= 0


def _places(text: str, words: str, most: int = _MOST) -> list[int]:
    """Where words stand in a text, overlapping ones too: up to one more than `most`."""
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) <= most:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _whole(text: str, cut: int, passage: int) -> int:
    """Where to cut near `cut`, on the passage's side of it: at a word, else between characters as read."""
    if cut in (0, len(text)):
        return cut
    step = 1 if cut < passage else -1
    for at in range(cut, cut + 16 * step, step):
        if at == passage:
            break
        if text[at - 1].isspace() != text[at].isspace() and not _splits(text, at):
            return at
    nearer = cut
    while nearer != passage and _splits(text, nearer):
        nearer += step
    if nearer != passage or cut == passage:
        return nearer
    # All of it is one character as read, and something must stand beside the passage: more, within reason.
    further = cut
    while 0 < further < len(text) and abs(further - cut) < 64 and _splits(text, further):
        further -= step
    return further


def _splits(text: str, at: int) -> bool:
    """Whether what is read as one character would be cut at `at`: marks, joined emoji, flags, Hangul."""
    before, after = text[at - 1], text[at]
    if "\u200d" in (before, after) or unicodedata.category(after)[0] == "M":
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True
    if "\u1160" <= after <= "\u11ff" or ("\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff"):
        return True
    if not "\U0001f1e6" <= after <= "\U0001f1ff":
        return False
    flags = 0
    while flags < min(at, _FLAGS) and "\U0001f1e6" <= text[at - 1 - flags] <= "\U0001f1ff":
        flags += 1
    return flags % 2 == 1
