"""To whom a reaction is addressed: the noun phrase after "called on", "urged", "condemned"."""

from __future__ import annotations

import re
from functools import cache

from sourcebook.reading.lexicon import alternation, lexicon
from sourcebook.reading.reactions.acts import act_words

_LONGEST = 120
_END = re.compile(
    r"[,;:.\n\ufffc]|\s(?:to|that|not|for|against|on|in|over|as|by|after|following|who|which|with|should|must)\s|$"
)
_POSSESSIVE = re.compile(r"[’']s?\s.*$", re.DOTALL)


@cache
def _addressing(language: str) -> re.Pattern[str]:
    verbs = alternation(lexicon("reactions", language)["addressing"])
    return re.compile(rf"(?<!\w)(?:{verbs})\s+(?:upon\s+|on\s+)?", re.IGNORECASE)


def addressee(text: str, mask: str, start: int, end: int, language: str) -> str | None:
    """The addressee as written, from the act at `start` to the end of its sentence; None where none."""
    match = _addressing(language).search(mask, start, end)
    if match is None or act_words(language).agent.match(mask, match.end() - 1):
        return None
    stop = _END.search(mask, match.end(), min(end, match.end() + _LONGEST))
    named = _POSSESSIVE.sub("", text[match.end() : stop.start() if stop else end]).strip()
    return named if any(c.isupper() for c in named) or len(named.split()) in (2, 3, 4) else None
