"""Where one source of a note ends and the next begins, and which sentences are the note's own words.

A semicolon parts sources, but it may also stand in a title or before a URL. So it is believed only where
what precedes it is complete: it has a URL, an access date, a date or a document symbol of its own.
"""

from __future__ import annotations

import re

from sourcebook.dates import find_dates
from sourcebook.reading.citations.addresses import Access, Address, accesses, addresses
from sourcebook.reading.citations.cases import court_case
from sourcebook.reading.citations.citing import cites
from sourcebook.reading.citations.mentioned import mentioned
from sourcebook.reading.citations.prose import leading_prose, trailing_prose
from sourcebook.reading.citations.styles import SYMBOL, plain
from sourcebook.reading.citations.vocabulary import Vocabulary
from sourcebook.text import Passage

_NEW = re.compile(r"\.\s+\w")
_WORDS = re.compile(r"\w+")
_LONGEST_CASE = 400

Cut = tuple[int, int]


def split(passage: Passage, start: int, words: Vocabulary) -> tuple[bool, list[Cut]]:
    """Whether the note says something of its own, and the spans of its sources from `start` on."""
    urls = addresses(passage)
    dates = accesses(passage.text, words)
    begin = leading_prose(passage.text, start, urls, words, lambda a, b: cites(passage, (a, b), urls, words))
    has_prose = begin > start and bool(_WORDS.search(passage.text, start, begin))
    sources = mentioned(passage.text, start, begin, words) if has_prose else []
    for cut in _merged(passage, _pieces(passage, begin, urls, dates, words), urls, dates, words):
        end = _own_end(passage.text, cut, urls, dates, words)
        if end < cut[1]:
            has_prose = True
            behind = mentioned(passage.text, end, cut[1], words)
        else:
            behind = []
        if cites(passage, (cut[0], end), urls, words):
            sources.append((cut[0], end))
        else:
            has_prose = True
        sources += behind
    return has_prose, sources


def _own_end(text: str, cut: Cut, urls: list[Address], dates: list[Access], words: Vocabulary) -> int:
    ends = [*(u.end for u in urls), *(d.end for d in dates)]
    if not any(cut[0] < end <= cut[1] for end in ends):
        ends = [cut[0] + d.end for d in find_dates(text[cut[0] : cut[1]], words.language)]
    return trailing_prose(text, *cut, words, ends)


def _pieces(
    passage: Passage, start: int, urls: list[Address], dates: list[Access], words: Vocabulary
) -> list[Cut]:
    """The stretches between semicolons, before "and Case of" and "See also", and after a source's end."""
    text = passage.text
    inside = [(u.start, u.end) for u in urls]
    joints = {m.start(): m.end() for m in words.and_case.finditer(text, start)}
    joints.update({m.start(): m.end() for m in words.new_source.finditer(text, start)})
    joints.update(_between_symbols(text, start))
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
        elif depth == 0 and at in joints and at > begin:
            cuts.append((begin, at))
            begin = joints[at]
    cuts.append((begin, len(text)))
    return [cut for cut in cuts if text[cut[0] : cut[1]].strip(" .,;")]


def _between_symbols(text: str, start: int) -> dict[int, int]:
    """Where a row of bare symbols is parted: "A/77/246, A/HRC/52/3 and S/2023/312"."""
    found: dict[int, int] = {}
    last: re.Match[str] | None = None
    for match in SYMBOL.finditer(text, start):
        if last is not None and (gap := _JOINT.fullmatch(text, last.end(), match.start())):
            found[gap.start("joint")] = gap.end()
        last = match
    return found


_JOINT = re.compile(
    r"(?:,\s*(?:paras?\.?|pp?\.|§+)\s*[\d\s,–-]{1,30})?(?P<joint>,?\s+and\s+|,\s*)(?:see\s+)?"
)


def _merged(
    passage: Passage, cuts: list[Cut], urls: list[Address], dates: list[Access], words: Vocabulary
) -> list[Cut]:
    """Pieces that are no whole source joined to their neighbour."""
    merged: list[Cut] = []
    complete = False
    for cut in cuts:
        alone = _only_address(passage, cut, urls, dates, words)
        if merged and (alone or not complete):
            merged[-1] = (merged[-1][0], cut[1])
            complete = complete or alone or _complete(passage, cut, urls, dates, words)
        else:
            merged.append(cut)
            complete = _complete(passage, cut, urls, dates, words)
    return merged


def _only_address(
    passage: Passage, cut: Cut, urls: list[Address], dates: list[Access], words: Vocabulary
) -> bool:
    """Whether a piece is a URL and an access date, perhaps "archived at", and nothing else."""
    shown = [(u.start, u.end) for u in urls if u.shown] + [(d.start, d.end) for d in dates]
    inside = [(a, b) for a, b in shown if cut[0] <= a < cut[1]]
    if not inside:
        return False
    left = list(passage.text[cut[0] : cut[1]])
    for a, b in inside:
        left[a - cut[0] : min(b, cut[1]) - cut[0]] = "\0" * (min(b, cut[1]) - a)
    rest = "".join(left)
    return not _WORDS.search(words.archived.sub("", rest.rstrip(" .\0")))


def _complete(
    passage: Passage, cut: Cut, urls: list[Address], dates: list[Access], words: Vocabulary
) -> bool:
    text = passage.text[cut[0] : cut[1]]
    if any(cut[0] <= u.start < cut[1] for u in urls) or any(cut[0] <= d.start < cut[1] for d in dates):
        return True
    if SYMBOL.search(text) or court_case(plain(text[:_LONGEST_CASE], words), words):
        return True
    # A book: its year, or its pages, stand as a part of their own near the end.
    found = find_dates(text, "en", 2000)
    return any(text[max(0, d.start - 3) : d.start].strip()[-1:] in tuple(',(”"’') for d in found) or bool(
        re.search(r"\bpp?\.\s*\d+|,\s*\d{1,4}(?:[-–]\d{1,4})?$", text)
    )
