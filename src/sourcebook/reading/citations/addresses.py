"""URLs and access dates in a citation: where they stand, what they say, what is broken about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from sourcebook.dates import find_dates
from sourcebook.reading.citations.vocabulary import Vocabulary
from sourcebook.text import Passage

_BARE = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”«»|]{2,4000}"
    r"|(?<![\w@./-])(?:[a-z0-9-]{1,60}\.){1,4}(?:com|org|net|int|gov|edu|info|io|eu|uk|example)/[^\s<>\"“”«»|]{1,2000}",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?)]}>'’*_"
_BROKEN = re.compile(
    r"(?P<first>https?://[^\s<>]{4,400}[-/_.=&?])[ \n](?P<rest>[\w%./#=&?-]{2,400})(?=[\s,.;)]|$)"
)


@dataclass(frozen=True, slots=True)
class Address:
    """A URL with the characters of the text that it takes up; `shown` where the text is a linked title."""

    start: int
    end: int
    url: str
    shown: bool = True


def addresses(passage: Passage) -> list[Address]:
    """The URLs of a passage in order: its links, and bare ones in the text."""
    found: list[Address] = []
    for link in passage.links:
        if not re.match(r"(?:https?|ftp)://|www\.", link.url):
            continue
        text = passage.text[link.start : link.end]
        found.append(Address(link.start, link.end, _clean(link.url), bool(_BARE.match(text.strip()))))
    taken = [(a.start, a.end) for a in found]
    for match in _BARE.finditer(passage.text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        text = _untrailed(match[0])
        found.append(Address(match.start(), match.start() + len(text), _clean(text)))
    return sorted(found, key=lambda a: a.start)


def _untrailed(url: str) -> str:
    """A URL without the stops of the sentence around it; a bracket that it opened itself is kept."""
    while url and url[-1] in _TRAILING:
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        url = url[:-1]
    return url


def _clean(url: str) -> str:
    return unescape(url.replace("\\", "")).replace("\u00ad", "").strip()


def repairs(text: str) -> tuple[tuple[str, str], ...]:
    """URLs that a line's end seems to have cut, with the reading proposed: never applied, only told."""
    proposed = []
    for match in _BROKEN.finditer(text):
        rest = match["rest"]
        if not rest[0].isupper() and ("/" in rest or "-" in rest or "." in rest or "%" in rest):
            proposed.append((match[0], match["first"] + rest))
    return tuple(proposed)


@dataclass(frozen=True, slots=True)
class Access:
    """An access date: the characters it takes up, and the day."""

    start: int
    end: int
    day: str


def accesses(text: str, words: Vocabulary) -> list[Access]:
    """The access dates of a text: "(accessed on 10 June 2024)", "last visited 3 May 2023"."""
    found: list[Access] = []
    for match in words.accessed.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        window = text[match.end() : match.end() + 40]
        dates = [d for d in find_dates(window, words.language) if d.precision == "day" and "/" not in d.edtf]
        if not dates and words.language != "en":
            dates = [d for d in find_dates(window, "en") if d.precision == "day" and "/" not in d.edtf]
        if not dates or window[: dates[0].start].strip():
            continue
        end = match.end() + dates[0].end
        if match[0].lstrip()[:1] in "([" and text[end : end + 1] in (")", "]"):
            end += 1
        found.append(Access(match.start(), end, dates[0].edtf))
    return found
