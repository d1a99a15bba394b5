"""The words that citations are made of, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sourcebook.dates.vocabulary import any_of
from sourcebook.reading.lexicon import lexicon


@dataclass(frozen=True)
class Vocabulary:
    """What the reader of citations knows of a language, English always included."""

    language: str
    accessed: re.Pattern[str]
    available: re.Pattern[str]
    archived: re.Pattern[str]
    ibid: re.Pattern[str]
    supra: re.Pattern[str]
    signal: re.Pattern[str]
    prose: re.Pattern[str]
    publisher: re.Pattern[str]
    publisher_part: re.Pattern[str]
    detail: re.Pattern[str]
    platform: re.Pattern[str]
    post: re.Pattern[str]
    in_language: re.Pattern[str]
    document: re.Pattern[str]
    authorship: re.Pattern[str]
    before_date: frozenset[str]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary for notes of a report in `language`."""

    def listed(name: str) -> list[str]:
        own = lexicon("citations", language).get(name, [])
        return [*own, *lexicon("citations", "en").get(name, [])]

    def whole(phrases: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{any_of(phrases)})(?!\w)", re.IGNORECASE)

    return Vocabulary(
        language=language,
        accessed=re.compile(rf"[(\[]?\s*(?<!\w)(?:{any_of(listed('accessed'))})\s*:?\s*", re.IGNORECASE),
        available=re.compile(rf"(?<!\w)(?:{any_of(listed('available'))})\s*:?\s*$", re.IGNORECASE),
        archived=re.compile(rf"[(\[]?\s*(?<!\w)(?:{any_of(listed('archived'))})\s*:?\s*$"),
        ibid=re.compile(rf"\s*(?:see\s+)?(?:{any_of(listed('ibid'))})(?!\w)\.?", re.IGNORECASE),
        supra=re.compile(
            rf"(?:see\s+)?(?<!\w)(?:{any_of(listed('supra'))})\.?\s*(?:no\.?\s*)?(\d{{1,4}})(?:\s+(?:above|supra))?",
            re.IGNORECASE,
        ),
        signal=re.compile(
            rf"\s*(?:{any_of(listed('signals'))})(?:(?<=[,:])|(?!\w))\s*[:,]?\s*", re.IGNORECASE
        ),
        prose=whole(listed("prose")),
        publisher=whole(listed("publishers")),
        publisher_part=whole(listed("publisher_parts")),
        detail=re.compile(rf"(?<!\w)(?:{any_of(listed('details'))})(?!\w)", re.IGNORECASE),
        platform=re.compile(
            rf"^(?P<who>.{{2,80}}?)\s+(?:on|via|en)\s+(?P<where>{any_of(listed('platforms'))})(?!\w)"
        ),
        post=re.compile(rf"^(?:{any_of(listed('posts'))})$", re.IGNORECASE),
        document=re.compile(rf"(?:{any_of(listed('documents'))})(?!\w)", re.IGNORECASE),
        authorship=re.compile(rf"\s*(?:{any_of(listed('authorship'))})\s*:\s*", re.IGNORECASE),
        before_date=frozenset(listed("before_date")),
        in_language=re.compile(r"\s*[(\[](?:in|en|auf|на)\s+[\w\s]{3,30}[)\]]\s*$"),
    )
