"""Where a title ends: what stands behind it names its publisher, its pages, its place, its platform."""

from __future__ import annotations

import re

from sourcebook.reading.citations.fields import Field
from sourcebook.reading.citations.styles import SYMBOL
from sourcebook.reading.citations.vocabulary import Vocabulary
from sourcebook.text import Passage

PAGES = re.compile(r"^(?:paras?\.?|párrs?\.?|§+|pp?\.?|pages?|art\.?|arts\.?|ss?\.?)\s*\d", re.IGNORECASE)
_PART_WITH_TITLE = re.compile(
    r"\w+\.?\s+[\dIVX]+\s*[.:]\s*\w|(?:article|paragraph|section|chapter)\s+\d+\s+of\s", re.IGNORECASE
)
_ISSUE = re.compile(r"\b\d{1,4}\s*\(\d{1,4}\)|\b\d{1,4}:\d{1,4}\b")
_PERIODICAL = re.compile(r"^(?:[A-Z][\w’'-]*[.,]?\s+(?:(?:of|the|and)\s+)*){1,6}(?:Vol\.?|Volume|No\.?)\s*\d")
_DOCUMENT = re.compile(r"^(?:UN\s+)?(?:Doc\.?|Document)\s*(?:No\.?\s*)?[\dA-Z]", re.IGNORECASE)
_TIME = re.compile(r"^\(?(?:at\s+|from\s+)?\d{1,2}:\d\d(?::\d\d)?(?:\s*[-–]\s*[\d:]{4,8})?[.)]?$")
_REFERENCE = re.compile(
    r"^(?:(?:\w+\s)?(?:Index|Reference|Ref\.?)\s*(?:No\.?|number)?\s*:?\s*)?[A-Z]{2,6}\s?\d{1,4}/\d[\d/]*$"
)
_LINE_END = 1
_REPORTER = re.compile(r"^\d{1,4}\s+[A-Z][A-Za-z. ]{1,14}\s+\d{1,5}$")


def title_end(passage: Passage, rest: list[Field], words: Vocabulary) -> int:
    """How many of the parts after the publisher make the title."""
    italic = _first_italic(passage)
    if italic and italic[0] <= rest[0].start + 2:
        inside = [n for n, f in enumerate(rest, 1) if f.start < italic[1]]
        return max(inside) if inside else 1
    for n, part in enumerate(rest[1:], 1):
        if is_detail(part.text, n == len(rest) - 1, words):
            genre = n > 1 and words.genre.fullmatch(rest[n - 1].text)
            return n - 1 if genre else n
    return len(rest)


def italic_title(passage: Passage, rest: list[Field], last: int) -> str | None:
    """The words in italics where they are the title, and brackets follow: "*Title* (Place: Press, 2014)"."""
    start, end = _first_italic(passage) or (0, 0)
    if end == 0 or start > rest[0].start + 2 or start < rest[0].start - 2:
        return None
    after = passage.text[end : rest[last - 1].end].strip()
    return passage.text[start:end].strip(" ,.") if after.startswith("(") else None


def _first_italic(passage: Passage) -> tuple[int, int] | None:
    """The first stretch in italics; a line's end within it parts nothing."""
    found: tuple[int, int] | None = None
    for e in passage.emphasis:
        if e.kind != "italic":
            continue
        if found and e.start - found[1] <= _LINE_END:
            found = (found[0], e.end)
        elif found:
            break
        elif e.end - e.start > 3:
            found = (e.start, e.end)
    return found


def is_place_of_post(text: str, words: Vocabulary) -> bool:
    """ "Telegram", "X post", "YouTube video", a time in a video: what stands where a post has no title."""
    return bool(words.posted.fullmatch(text) or _TIME.match(text))


def is_detail(text: str, last: bool, words: Vocabulary) -> bool:
    """A part that belongs to no title: "in <book>", pages, volume, publisher of a book, a town at the end."""
    if re.match(r"in\s+[A-Z“]", text) or PAGES.match(text) or is_place_of_post(text, words):
        return _PART_WITH_TITLE.match(text) is None
    if words.detail.match(text) and len(text) < 90:
        return _PART_WITH_TITLE.match(text) is None
    if (_ISSUE.search(text) and len(text.split()) < 10) or _PERIODICAL.match(text):
        return True
    if SYMBOL.match(text) or any(p.match(text) for p in (_DOCUMENT, _REFERENCE, _REPORTER)):
        return True
    if re.search(r"\b(?:Press|Publishers|Publishing|Verlag)$", text):
        return True
    return last and len(text.split()) == 1 and text.istitle() and text.isalpha()
