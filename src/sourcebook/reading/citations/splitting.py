"""Where one source of a note ends and the next begins, and which sentences are the note's own words.

A semicolon parts sources, but it may also stand in a title or before a URL. So it is believed only where
what precedes it is complete: it has a URL, an access date, a date or a document symbol of its own.
"""

from __future__ import annotations

import re

from sourcebook.dates import find_dates
from sourcebook.reading.citations.addresses import Access, Address, accesses, addresses
from sourcebook.reading.citations.vocabulary import Vocabulary
from sourcebook.text import Passage

SYMBOL = re.compile(r"\b[A-Z]{1,6}(?:/[A-Za-z0-9().-]{1,20}){1,6}\b|\b(?:no|nos|App)\.\s*\d{2,6}/\d\d\b")
_SENTENCE = re.compile(r"[.!?][\"”’)]?\s+(?=[A-ZÀ-ÞА-ЯԱ-Ֆ“\"«])")
_NEW = re.compile(r"\.\s+\w")
_WORDS = re.compile(r"\w+")
_OPEN, _CLOSE = "([“«„", ")]”»“"

Cut = tuple[int, int]


def split(passage: Passage, start: int, words: Vocabulary) -> tuple[bool, list[Cut]]:
    """Whether the note says something of its own, and the spans of its sources from `start` on."""
    urls = addresses(passage)
    dates = accesses(passage.text, words)
    begin = _after_prose(passage, start, urls, words)
    has_prose = begin > start and bool(_WORDS.search(passage.text, start, begin))
    cuts = _merged(passage, _pieces(passage, begin, urls, dates), urls, dates)
    if has_prose and begin >= len(passage.text.rstrip()):
        return True, []
    sources = [cut for cut in cuts if _is_source(passage, cut, urls, words)]
    return has_prose or (not sources and bool(cuts)), sources


def _pieces(passage: Passage, start: int, urls: list[Address], dates: list[Access]) -> list[Cut]:
    """The stretches between semicolons (and between a source's end and a new sentence)."""
    text = passage.text
    inside = [(u.start, u.end) for u in urls]
    cuts: list[Cut] = []
    begin, depth, at_url = start, 0, 0
    ends = {d.end for d in dates} | {u.end for u in urls}
    for at in range(start, len(text)):
        glyph = text[at]
        while at_url < len(inside) and inside[at_url][1] <= at:
            at_url += 1
        if at_url < len(inside) and inside[at_url][0] <= at:
            continue
        if glyph in "([":
            depth += 1
        elif glyph in ")]" and depth:
            depth -= 1
        elif depth == 0 and (glyph == ";" or (glyph == "." and at in ends and _NEW.match(text, at))):
            cuts.append((begin, at))
            begin = at + 1
    cuts.append((begin, len(text)))
    return [cut for cut in cuts if text[cut[0] : cut[1]].strip(" .,;")]


def _merged(passage: Passage, cuts: list[Cut], urls: list[Address], dates: list[Access]) -> list[Cut]:
    """Pieces that are no whole source joined to their neighbour."""
    merged: list[Cut] = []
    complete = False
    for cut in cuts:
        alone = _only_address(passage, cut, urls, dates)
        if merged and (alone or not complete):
            merged[-1] = (merged[-1][0], cut[1])
            complete = complete or alone or _complete(passage, cut, urls, dates)
        else:
            merged.append(cut)
            complete = _complete(passage, cut, urls, dates)
    return merged


def _only_address(passage: Passage, cut: Cut, urls: list[Address], dates: list[Access]) -> bool:
    """Whether a piece is a URL and an access date and nothing else."""
    shown = [(u.start, u.end) for u in urls if u.shown] + [(d.start, d.end) for d in dates]
    inside = [(a, b) for a, b in shown if cut[0] <= a < cut[1]]
    if not inside:
        return False
    left = list(passage.text[cut[0] : cut[1]])
    for a, b in inside:
        left[a - cut[0] : min(b, cut[1]) - cut[0]] = " " * (min(b, cut[1]) - a)
    return not _WORDS.search("".join(left))


def _complete(passage: Passage, cut: Cut, urls: list[Address], dates: list[Access]) -> bool:
    text = passage.text[cut[0] : cut[1]]
    if any(cut[0] <= u.start < cut[1] for u in urls) or any(cut[0] <= d.start < cut[1] for d in dates):
        return True
    if SYMBOL.search(text):
        return True
    # A book: its year, or its pages, stand as a part of their own near the end.
    found = find_dates(text, "en", 2000)
    return any(text[max(0, d.start - 3) : d.start].strip()[-1:] in (",", "(") for d in found) or bool(
        re.search(r"\bpp?\.\s*\d+", text)
    )


def _is_source(passage: Passage, cut: Cut, urls: list[Address], words: Vocabulary) -> bool:
    text = passage.text[cut[0] : cut[1]]
    if any(cut[0] <= u.start < cut[1] for u in urls) or SYMBOL.search(text):
        return True
    if find_dates(text, words.language, 2000):
        return True
    return "," in text and not words.prose.search(text)


def _after_prose(passage: Passage, start: int, urls: list[Address], words: Vocabulary) -> int:
    """The end of the sentences that the note begins with and that cite nothing."""
    text = passage.text
    first_url = next((u.start for u in urls if u.start >= start), len(text))
    begin = start
    for match in _SENTENCE.finditer(text, start, len(text)):
        sentence = text[begin : match.start() + 1]
        if match.start() >= first_url or not _is_prose(sentence, words):
            return begin
        begin = match.end()
    rest = text[begin:]
    if first_url == len(text) and not SYMBOL.search(rest) and _is_prose(rest, words) and not _dated_end(rest):
        return len(text)
    return begin


def _dated_end(text: str) -> bool:
    found = find_dates(text[-60:], "en")
    return bool(found) and not text[-60:][found[-1].end :].strip(" .)") and "," in text


def _is_prose(sentence: str, words: Vocabulary) -> bool:
    """A sentence that says something: long enough, with a verb or a pronoun of the list in small letters."""
    bare = words.signal.sub("", sentence, count=1) if words.signal.match(sentence) else sentence
    if len(_WORDS.findall(bare)) < 5 or SYMBOL.search(bare):
        return False
    return any(m[0].islower() or m.start() == 0 for m in words.prose.finditer(bare))
