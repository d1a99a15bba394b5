"""Where one line ends and the next begins: a space, a hyphen that goes or stays, a URL that was cut.

A hyphen at a line's end is judged by how the document writes the word elsewhere; where it never does, by
whether the document breaks words at all. A URL cut by a line's end is put together where what follows can
only be the rest of one; each is listed, since a guess stays a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from sourcebook.reading.pdf.lines import Line
from sourcebook.reading.pdf.text_layer import TextLayer, write
from sourcebook.text import PassageBuilder

# PDFium gives U+0002 for hyphens at line ends, other writers U+2010 or U+00AD.
_HYPHENS = "-\u2010\u00ad\u0002\ufffe"
_BEFORE = re.compile(rf"(\w+)[{re.escape(_HYPHENS)}]$")
_WORD = re.compile(r"\w+")
_COMPOUND = re.compile(r"\w+(?:-\w+)*")
_URL_END = re.compile(r"(?:https?:|www\.)\S*$")
# A document symbol, or two names of one town.
_SLASHED = re.compile(r"\w/$")
_URL_REST = re.compile(r"(?:/|[\w%~-]+[/.=&?%#_-])[\w%~./#=&?:+,_-]*|[\w%~-]*\d[\w%~-]*(?=[\s).,;]|$)")


def _goes_on(url: str, rest: str) -> bool:
    """Whether a URL cut without a hyphen goes on with `rest`; after a full stop only with a path."""
    if url[-1] == ".":
        return "/" in rest and rest[0].islower()
    return url[-1] not in ",;)>"


@dataclass
class Joiner:
    """Adds lines to passages. `mended` collects the URLs that were put together: (as printed, as read)."""

    layer: TextLayer
    words: Counter[str]
    breaks_words: bool = True
    mended: list[tuple[str, str]] = field(default_factory=list)

    def add(self, builder: PassageBuilder, line: Line, skip: int = 0, own_line: bool = False) -> None:
        """Add a line to a passage, from its `skip`-th character on, after a line break where `own_line`."""
        if own_line:
            builder.insert("\n")
            write(builder, line, self.layer, skip)
            return
        tail = "".join(builder.parts[-6:])
        if tail:
            self._between(builder, tail, line.text[skip:])
        write(builder, line, self.layer, skip)

    def _between(self, builder: PassageBuilder, tail: str, following: str) -> None:
        url = _URL_END.search(tail)
        hyphen = tail[-1] in _HYPHENS
        rest = _URL_REST.match(following)
        if url and (hyphen or (rest and _goes_on(url[0], rest[0]))):
            printed, after = url[0], (rest or _WORD.match(following) or [""])[0]
            if hyphen and printed[-1] not in "-\u2010":
                _drop_last(builder)
                builder.insert("-")
                printed = printed[:-1] + "-"
            self.mended.append((f"{printed} {after}", printed + after))
        elif hyphen:
            if not self._keeps_hyphen(tail, following):
                _drop_last(builder)
            elif tail[-1] not in "-\u2010":
                _drop_last(builder)
                builder.insert("-")
        elif not (_SLASHED.search(tail) and following[:1].isalnum()):
            builder.insert(" ")

    def _keeps_hyphen(self, tail: str, following: str) -> bool:
        """Whether a hyphen at a line's end belongs to the word."""
        first, second = _BEFORE.search(tail), _WORD.match(following)
        if first is None or second is None:
            return True
        capitals = first[1].isupper() and second[0].isupper() and len(second[0]) > 2
        if not second[0][0].islower() and not capitals:
            return True
        whole, parted = (first[1] + second[0]).casefold(), f"{first[1]}-{second[0]}".casefold()
        if self.words[parted] != self.words[whole]:
            return self.words[parted] > self.words[whole]
        return not self.breaks_words


def words_of(pages: Iterable[list[Line]]) -> Counter[str]:
    """How often the document writes each word, compounds with their hyphens."""
    words: Counter[str] = Counter()
    for lines in pages:
        for line in lines:
            words.update(_COMPOUND.findall(line.text.casefold()))
    return words


def breaks_words(pages: Iterable[list[Line]], words: Counter[str]) -> bool:
    """Whether the document breaks words at the ends of lines: it writes some of them in one elsewhere;
    or, where nothing can be compared, many lines end with a hyphen."""
    whole = parted = unknown = count = 0
    for lines in pages:
        count += len(lines)
        for line, after in pairwise(lines):
            first, second = _BEFORE.search(line.text), _WORD.match(after.text)
            if first is None or second is None or not second[0][0].islower() or _URL_END.search(line.text):
                continue
            together = words[(first[1] + second[0]).casefold()]
            with_hyphen = words[f"{first[1]}-{second[0]}".casefold()]
            whole += together > with_hyphen
            parted += with_hyphen > together
            unknown += with_hyphen == together
    return whole * 2 > parted if whole else unknown > 0.04 * count


def _drop_last(builder: PassageBuilder) -> None:
    """Take the last character back."""
    builder.parts[-1] = builder.parts[-1][:-1]
    builder.size -= 1
    piece = builder.pieces[-1]
    builder.pieces[-1] = piece._replace(length=piece.length - 1, source_length=piece.source_length - 1)
