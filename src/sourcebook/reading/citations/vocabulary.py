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
    case: re.Pattern[str]
    and_case: re.Pattern[str]
    see_within: re.Pattern[str]
    new_source: re.Pattern[str]
    cross: re.Pattern[str]
    genre: re.Pattern[str]
    posted: re.Pattern[str]
    cited_work: re.Pattern[str]
    law: re.Pattern[str]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary for notes of a report in `language`."""

    def listed(name: str) -> list[str]:
        own = lexicon("citations", language).get(name, [])
        return [*own, *lexicon("citations", "en").get(name, [])]

    def whole(phrases: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{any_of(phrases)})(?!\w)", re.IGNORECASE)

    number = r"\s*(?:no\.?\s*)?[\dIVXL]+[\d\s,–-]{0,30}(?:\([a-z]\))?(?:\s(?:and|to)\s\d+)?"
    place, place_after = any_of(listed("cross_parts")), any_of(listed("cross_after"))
    posts, platforms = any_of(listed("posts")), any_of(listed("platforms"))
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
        in_language=re.compile(
            rf"\s*[(\[](?:(?:{any_of(listed('in_language'))})\s+[\w\s]{{3,30}}|(?:{any_of(listed('kept'))})[^()\[\]]{{0,80}})[)\]][.\s]*$",
            re.IGNORECASE,
        ),
        case=re.compile(rf"(?:{any_of(listed('cases'))})\s", re.IGNORECASE),
        and_case=re.compile(rf"[,;.]?\s+(?:y|and|et|e)\.?\s+(?=(?:{any_of(listed('cases'))})\s)"),
        see_within=re.compile(rf"(?<=[\s(])(?:{any_of(listed('see'))})[,:]?\s+", re.IGNORECASE),
        new_source=re.compile(rf"\.\s+(?=(?:{any_of(s[0].upper() + s[1:] for s in listed('see'))})(?!\w))"),
        cross=re.compile(
            rf"(?:(?<!\w)(?:{place}|§{{1,3}}){number}\s*(?:{place_after})(?!\w)|^(?:{place_after})(?!\w)"
            rf"|^(?:{place}){number}\s*(?:$|[.;)]))",
            re.IGNORECASE,
        ),
        genre=re.compile(rf"(?:{any_of(listed('genres'))})", re.IGNORECASE),
        cited_work=re.compile(rf"(?:{any_of(listed('cited_work'))})\.?", re.IGNORECASE),
        law=re.compile(
            rf"^(?:[\w’'-]+\s){{0,4}}?(?:{any_of(listed('laws'))})(?:,?\s+(?:(?:No|N)\.?\s*)?\d[\d/-]{{0,12}})?(?:$|\s+(?:of|on|for|against|dated|relating)\s)"
        ),
        posted=re.compile(
            rf"(?:on\s+)?(?:(?:{platforms})(?:\s(?:{posts}|channel|page))?|(?:{posts})|\[(?:{posts})\])",
            re.IGNORECASE,
        ),
    )
