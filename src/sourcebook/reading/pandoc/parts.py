"""Headings that begin a part of a document which is not its text: notes, contents, annexes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

import sourcebook.reading.lexicon as lexicon
from sourcebook.languages import languages_with, words
from sourcebook.text.folding import skeleton

Kind = Literal["annex", "contents", "notes"]
_SHORT = 120
_FOLDER = Path(lexicon.__file__).parent
_NUMBER = re.compile(r"^[\s\divxlc]{0,8}[.)]\s|[\s:.]+$", re.IGNORECASE)


def part_of(title: str) -> Kind | None:
    """The part that a heading begins; None for a heading of the text."""
    text = skeleton(title)
    if len(text) > 200:
        return None
    bare = _NUMBER.sub("", text)
    if bare in _titles()["notes"]:
        return "notes"
    if bare in _titles()["contents"]:
        return "contents"
    return "annex" if _annex().match(bare) else None


def names_section(title: str) -> bool:
    """Whether a heading is the name of a section of any report ("Summary", "2. Findings", "To the court")."""
    bare = _NUMBER.sub("", skeleton(title))
    addressed = any(bare.startswith(f"{words} ") for words in _titles()["addressed"])
    return addressed or bare in _titles()["sections"] or part_of(title) is not None


def names_table(caption: str) -> bool:
    """Whether a caption says that it is a table's ("Table 3. Arrests")."""
    words = skeleton(caption).split()
    return bool(words) and words[0].rstrip(".:") in _titles()["table"]


def opens_operative_part(line: str) -> bool:
    """Whether a line opens the operative part of a judgment ("FOR THESE REASONS, THE COURT")."""
    return len(line) < _SHORT and _operative().match(skeleton(line)) is not None


@cache
def _operative() -> re.Pattern[str]:
    """The openings that the lists on measures and on parts of a document know."""
    found = (
        skeleton(phrase)
        for name in ("measures", "parts")
        for language in languages_with(name, _FOLDER)
        for phrase in words(name, language, _FOLDER).get("operative", [])
    )
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(found)))})(?!\w)")


@cache
def _titles() -> dict[str, frozenset[str]]:
    return {
        kind: frozenset(
            skeleton(phrase)
            for language in languages_with("parts", _FOLDER)
            for phrase in words("parts", language, _FOLDER).get(kind, [])
        )
        for kind in ("addressed", "annex", "contents", "notes", "sections", "table")
    }


@cache
def _annex() -> re.Pattern[str]:
    """An annex's word, alone or with a number, a letter or a title after a stop."""
    phrases = "|".join(re.escape(word) for word in sorted(_titles()["annex"], key=len, reverse=True))
    return re.compile(rf"(?:{phrases})(?:\s+(?:[ivxlc]{{1,6}}|[a-z]|\d{{1,3}})(?![\w])|\s*[:.—–-]|\s*$)")
