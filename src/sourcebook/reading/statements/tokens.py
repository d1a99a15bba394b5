"""A sentence as tokens: words, dates, quotations, stops. What comes after looks at tokens, not letters."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Literal, NamedTuple

from sourcebook.dates import DateMention
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.clauses import QUOTED

Kind = Literal["capital", "word", "number", "date", "quotation", "stop"]

_TOKEN = re.compile(
    rf"(?P<quotation>{QUOTED}+)|(?P<word>[^\W\d_](?:[\w’'.&-]*[\w’'])?)|(?P<number>\d[\w.,/-]*)|(?P<stop>[^\w\s])"
)
# "al-Masri", "d'Arc": a small part before the capital.
_SMALL_FIRST = re.compile(r"[^\W\d_]{1,3}[-'’][^\W\d_]")
_GENITIVE = re.compile(r"['’]s?$")


class Token(NamedTuple):
    """`text[start:end]` of the paragraph; `key` is the word in small letters, without a genitive's ending."""

    kind: Kind
    start: int
    end: int
    key: str
    genitive: bool = False
    date: DateMention | None = None

    @property
    def is_stop(self) -> bool:
        """Whether it parts a sentence: comma, dash, semicolon, colon."""
        return self.kind == "stop" and self.key in ",;:—–-().!?…"


def tokens_of(view: ParagraphView, masked: str, start: int, end: int) -> list[Token]:
    """The tokens of `masked[start:end]`; a date is one token, and so is a quotation."""
    dates = [
        d for d in view.dates_within(start, end) if masked[d.start : d.end] == view.text[d.start : d.end]
    ]
    found: list[Token] = []
    at = start
    for date in dates:
        if date.start < at:
            continue
        found += _plain(masked, at, date.start)
        found.append(Token("date", date.start, date.end, "", date=date))
        at = date.end
    found += _plain(masked, at, end)
    return found


def names_apart(tokens: list[Token], also_names: frozenset[str]) -> list[Token]:
    """The tokens; a name spelt like a small word ("General Than Oo") gets a key that no small word has."""
    return [
        token._replace(key=f"{token.key}\u2060")
        if n and token.kind == "capital" and token.key in also_names
        else token
        for n, token in enumerate(tokens)
    ]


def _plain(masked: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(masked, start, end):
        kind = match.lastgroup
        text = match[0]
        if kind == "word":
            bare = _GENITIVE.sub("", text)
            genitive = bare != text and bool(bare)
            bare = bare or text
            cased: Kind = "capital" if _is_capital(text) else "word"
            found.append(
                Token(
                    cased, match.start(), match.end(), bare.casefold().replace("’", "'").rstrip("."), genitive
                )
            )
        elif kind == "stop":
            if text == "." and found and found[-1].end == match.start() and match.end() < end:
                continue  # an initial or an abbreviation: a sentence's own stop is its last character
            found.append(Token("stop", match.start(), match.end(), text))
        elif kind == "number":
            found.append(Token("number", match.start(), match.end(), text.casefold()))
        else:
            found.append(Token("quotation", match.start(), match.end(), ""))
    return found


def _is_capital(word: str) -> bool:
    if word[0].isupper():
        return True
    small = _SMALL_FIRST.match(word)
    return small is not None and word[small.end() - 1].isupper()


def first_at(tokens: list[Token], offset: int) -> int:
    """The index of the first token that starts at `offset` or after."""
    return bisect_left(tokens, offset, key=lambda token: token.start)
