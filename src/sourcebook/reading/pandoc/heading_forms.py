"""What a heading looks like: short, without a stop, in capitals, set apart, or numbered as courts do it."""

from __future__ import annotations

import re

from sourcebook.reading.pandoc.line import Line

# A heading is not longer than this.
LONGEST = 220
_STOPPED = re.compile(r"[.;:,](?:[\"”’»)\]])?$")
_DATE = re.compile(r"\d{1,2}\.?\s[^\W\d]{2,14}\s\d{4}|[\d\s./–-]{1,24}")
_FORMS = (
    (2, re.compile(r"[IVXL]{1,6}(?:[.)–—-][\s\u00a0]|\s(?=[^\W\da-zа-я]{3}))")),
    (3, re.compile(r"[A-Z][.)–—-][\s\u00a0]")),
    (4, re.compile(r"\d{1,2}[.)][\s\u00a0]")),
    (
        6,
        re.compile(
            r"\((?:ii|iii|iv|v|vi{1,3}|ix|x{1,2})\)[\s\u00a0]?|(?:ii|iii|iv|v|vi{1,3}|ix|x)[.)][\s\u00a0]"
        ),
    ),
    (7, re.compile(r"\([α-ω]\)[\s\u00a0]?|[α-ω][.)][\s\u00a0]")),
    (5, re.compile(r"\([a-zа-я]\)[\s\u00a0]?|[a-z]\)[\s\u00a0]")),
)


def looks_like_heading(line: Line) -> bool:
    """Whether a line is a heading, or has all that makes one: short, no stop, set apart or in capitals."""
    text = line.text.strip()
    if line.kind == "heading":
        return True
    if (
        line.kind != "text"
        or line.role == "caption"
        or line.quoted
        or line.depth
        or line.label is not None
        or line.note is not None
    ):
        return False
    if _DATE.fullmatch(text) or not 2 < len(text) <= LONGEST or _STOPPED.search(text) or "\n" in text.strip():
        return False
    bare = re.sub(r"^(?:\(\w{1,4}\)|\w{1,4}[.)])[\s\u00a0]+", "", text)
    if not bare[:1].isalnum() or (bare[:1].islower() and not form_of(text)):
        return False
    if form_of(text) >= 4 or (not form_of(text) and not shouts(text)):
        return _set_apart(line)
    return shouts(text) or (form_of(text) == 2 and len(text) < 160) or _set_apart(line)


def shouts(text: str) -> bool:
    """Whether a line is in capitals, one slip of the hand forgiven."""
    capitals = sum(1 for c in text if c.isupper())
    return capitals > 2 and sum(1 for c in text if c.islower()) * 12 < capitals


def _set_apart(line: Line) -> bool:
    """Whether the typography sets a line apart: all of it bold or italic, or kept with the next line."""
    return "keep" in line.look or "bold" in line.look or bool(whole(line))


def whole(line: Line) -> str:
    """Either "bold" or "italic" where all letters of a line are so, label aside; else ""."""
    bare = line.text.strip()
    label = re.match(r"(?:\(\w{1,4}\)|\w{1,4}[.)])[\s\u00a0]+", bare)
    needed = len(bare) - (label.end() if label else 0)
    for kind in ("bold", "italic"):
        if sum(e.end - e.start for e in line.passage.emphasis if e.kind == kind) >= needed * 0.95:
            return kind
    return ""


def form_of(text: str) -> int:
    """The level that a heading's number has with all courts; 0 where it has none."""
    return next((level for level, pattern in _FORMS if pattern.match(text)), 0)
