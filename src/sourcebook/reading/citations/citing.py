"""Whether a stretch of a note cites something: what marks a citation, and what only looks like one."""

from __future__ import annotations

import re

from sourcebook.reading.citations.addresses import Address
from sourcebook.reading.citations.fields import blotted, own_date
from sourcebook.reading.citations.prose import is_prose
from sourcebook.reading.citations.styles import SYMBOL, plain, recognise
from sourcebook.reading.citations.vocabulary import Vocabulary
from sourcebook.text import Passage

_PAGES = re.compile(
    r"(?:\bpp?\.|§+|\b(?:paras?|párrs?|arts?)\.|\b(?:rules?|articles?|sections?|pages?|ss?)\b)\s*\d|,\s*\d{1,4}(?:[-–]\d+)?\s*\.?$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]{3}")
_QUOTED = re.compile(r"(?:^|,\s*)[“\"«‘][^“”\"«»]{3,300}[”\"»’]")


def cites(passage: Passage, cut: tuple[int, int], urls: list[Address], words: Vocabulary) -> bool:
    """Whether `passage.text[cut]` cites: by its URL, symbol, date, pages, or the form of its words."""
    if any(cut[0] <= u.start < cut[1] for u in urls):
        return True
    part = passage.slice(*cut)
    body = blotted(part, words)
    if "\0" in body and _LETTER.search(body):  # an access date, and what was accessed
        return True
    text = plain(body, words)
    head = text.partition(",")[0]
    dated = own_date(body, words, 2000) is not None
    if recognise(text, words) and not words.cross.search(text):
        return True
    if words.cross.search(text) and not (dated or SYMBOL.search(text)):
        return False
    if dated and words.document.match(text):
        return True
    if is_prose(head if dated and "," in text else text, words):
        return False
    return bool(
        dated
        or SYMBOL.search(text)
        or words.document.match(text)
        or words.law.search(head)
        or _PAGES.search(text)
        or _QUOTED.search(text)
        or any(e.kind == "italic" and e.end - e.start > 5 for e in part.emphasis)
        or ("," in text and words.publisher.search(head) and head.istitle())
    )
