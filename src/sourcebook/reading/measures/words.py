"""The word lists on measures of one language, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from sourcebook.reading.lexicon import alternation, lexicon


class Words(NamedTuple):
    """Verbs of ordering, what is issued, how an obligation and its fulfilment are worded."""

    orders: re.Pattern[str]
    strong: re.Pattern[str]
    the_court: re.Pattern[str]
    pronouns: re.Pattern[str]
    instrument: re.Pattern[str]
    protective: re.Pattern[str]
    mentionable: re.Pattern[str]
    issued_by: re.Pattern[str]
    contents: re.Pattern[str]
    obliges: re.Pattern[str]
    compliance: re.Pattern[str]
    case: re.Pattern[str]
    versus: re.Pattern[str]
    operative: re.Pattern[str]
    point: re.Pattern[str]
    ordering: re.Pattern[str]
    end: re.Pattern[str]
    delivered: re.Pattern[str]


@cache
def words_of(language: str) -> Words:
    """The word lists on measures of a language; those of English where it has none."""
    data = lexicon("measures", language)

    def whole(phrases: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{alternation(phrases)})(?!\w)", flags)

    return Words(
        orders=whole(data["orders"], 0),
        strong=whole(data["strong orders"], 0),
        the_court=re.compile(rf"(?:{alternation(data['the court'])})", re.IGNORECASE),
        pronouns=re.compile(rf"(?:{alternation(data['pronouns'])})(?!\w)", re.IGNORECASE),
        instrument=whole(data["instruments"]),
        protective=whole(data["protective"]),
        mentionable=whole(data["mentionable"]),
        issued_by=re.compile(
            rf"\s+(?:\w+\s+){{0,3}}?(?:{alternation(data['issued by'])})\s+(?:the\s+|la\s+|el\s+)?",
            re.IGNORECASE,
        ),
        contents=whole(data["contents"]),
        obliges=whole(data["obliges"]),
        compliance=whole(data["compliance"]),
        case=whole(data["case"]),
        versus=re.compile(rf"(?<=\w)\)?\s(?:{alternation(data['versus'])})\s(?=[^\W\d_a-zà-ÿ])"),
        operative=whole(data["operative"]),
        point=re.compile(rf"(?:[\w.()]{{1,6}}\s+)?(?:{alternation(data['points'])})(?!\w)", re.IGNORECASE),
        ordering=whole(data["ordering"]),
        end=re.compile(rf"(?:{alternation(data['ends'])})(?!\w)", re.IGNORECASE),
        delivered=whole(data["delivered"]),
    )
