"""Whether a source is the primary one of a speech: published by the speaker, the office or the host.

Secondary sources lag by days and prove nothing about the day; a primary source does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from sourcebook.reading.candidates import Source, Statement
from sourcebook.text.folding import skeleton

_WORD = re.compile(r"[^\W\d_]{3,}")
# So many letters tell a word from another though its ending differs: minister, ministry.
_STEM = 6


@cache
def stems(words: str | None) -> frozenset[str]:
    """The beginnings of the words of a name or office, small words left out."""
    return frozenset(word[:_STEM] for word in _WORD.findall(skeleton(words or "")) if len(word) > 3)


def offices(statements: Iterable[Statement]) -> dict[str, set[str]]:
    """The offices that the report gives each speaker, by last name."""
    found: dict[str, set[str]] = {}
    for statement in statements:
        if statement.role:
            found.setdefault(last_name(statement.speaker), set()).add(statement.role)
    return found


def last_name(speaker: str) -> str:
    """The last word of a name, folded."""
    words = _WORD.findall(skeleton(speaker))
    return words[-1] if words else skeleton(speaker)


def by_speaker(source: Source, statement: Statement, roles: Iterable[str]) -> bool:
    """Whether the speaker or the speaker's office published the source."""
    publisher = stems(source.publisher)
    if not publisher:
        return False
    speaker = stems(statement.speaker)
    if speaker and (publisher <= speaker or speaker <= publisher):
        return True
    return any(publisher <= office or office <= publisher for role in roles if (office := stems(role)))


def by_host(source: Source, sentence: str) -> bool:
    """Whether the sentence names the publisher: whoever was spoken to."""
    name = skeleton(source.publisher or "")
    return len(name) > 3 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", skeleton(sentence)) is not None
