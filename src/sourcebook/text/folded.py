"""Folded text that knows where in the text each character came from.

`folded(text).text` is `fold(text)` (see `folding`) without the stripping of its ends, and `origin` leads from
a stretch of it back to the code points of the text. It takes linear time on any text: where Unicode's own
normalisation is quadratic (thousands of marks upon one letter) the marks are taken in small groups.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sourcebook.text.folding import GLYPHS
from sourcebook.text.passage import Span

_VANISHING = "\u00ad\u200b\ufeff"
_MARKS_TOGETHER = 30


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text. Stretch number i of it starts at `starts[i]` and was read from `origins[i]` on.

    Between two starts the characters are those of the text, one by one, unless `spots[i]` says that the
    stretch stands for as many characters of the text, taken together.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    spots: tuple[int, ...]

    def origin(self, start: int, end: int) -> Span:
        """The code points of the text that `self.text[start:end]` was folded from."""
        if end <= start:
            at = self._from(start)
            return Span(at, at)
        return Span(self._from(start), self._until(end))

    def _from(self, offset: int) -> int:
        index = bisect_right(self.starts, offset) - 1
        return self.origins[index] if self.spots[index] else self.origins[index] + offset - self.starts[index]

    def _until(self, offset: int) -> int:
        index = max(bisect_left(self.starts, offset) - 1, 0)
        if self.spots[index]:
            return self.origins[index] + self.spots[index]
        return self.origins[index] + offset - self.starts[index]


def folded(text: str, nothing: str = "", cut: str = "") -> Folded:
    """A text folded, with the way back.

    `nothing` is a regular expression for what else counts no more than white space does; `cut` one for what
    parts a word in two, white space and all (a hyphen at a line's end).
    """
    parts: list[str] = []
    starts, origins, spots = [0], [0], [0]
    size, at, spaced = 0, 0, False
    for match in _spots(nothing, cut, _unstable(text)).finditer(text):
        start, end = match.span()
        if start > at:
            parts.append(text[at:start])
            size += start - at
            spaced = text[start - 1] == " "
        new = _folded_spot(match, spaced)
        at = end
        if new:
            # Stretches of no length are of no use: only what is there is recorded.
            starts += (size, size + len(new))
            origins += (start, end)
            spots += (end - start, 0)
            parts.append(new)
            size += len(new)
            spaced = new[-1] == " "
        else:
            starts.append(size)
            origins.append(end)
            spots.append(0)
    parts.append(text[at:])
    return Folded("".join(parts), tuple(starts), tuple(origins), tuple(spots))


def _folded_spot(match: re.Match[str], spaced: bool) -> str:
    if match.lastgroup == "cut":
        return ""
    if match.lastgroup == "blank":
        return "" if spaced or not any(c.isspace() for c in match[0]) else " "
    new = unicodedata.normalize("NFKC", match[0].translate(GLYPHS))
    new = re.sub(r"\s+", " ", new)
    return new[1:] if spaced and new[:1] == " " else new


def _unstable(text: str) -> str:
    """The characters of a text that normalisation changes, or joins to the one before them."""
    if text.isascii():
        return ""
    return "".join(sorted(c for c in set(text) if c > "\x7f" and not _is_stable(c)))


def _joins(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"


@lru_cache(maxsize=1 << 14)
def _is_stable(char: str) -> bool:
    return unicodedata.normalize("NFKC", char) == char and not _joins(char)


@lru_cache(maxsize=256)
def _spots(nothing: str, cut: str, unstable: str) -> re.Pattern[str]:
    """Everything that folding changes; a single plain space is none of it."""
    blank = rf"[\s{_VANISHING}]{'|' + nothing if nothing else ''}"
    glyphs = _class(chr(code) for code, new in GLYPHS.items() if new is not None)
    alternatives = [rf"(?P<cut>{cut})"] if cut else []
    alternatives.append(rf"(?P<blank>(?! (?!{blank}))(?:{blank})++)")
    marks = _class(c for c in unstable if _joins(c))
    if marks:
        alternatives.append(rf"(?P<cluster>[^\s{marks}]?[{marks}]{{1,{_MARKS_TOGETHER}}})")
    changed = _class(c for c in unstable if not _joins(c))
    alternatives.append(rf"(?P<glyph>[{glyphs}{changed}])")
    return re.compile("|".join(alternatives))


def _class(chars: Iterable[str]) -> str:
    return "".join(re.escape(c) for c in chars)
