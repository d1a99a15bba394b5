"""Citations that do not run "publisher, title, date": documents by symbol, cases, author and year, articles.

Each recogniser takes the words of one citation (its URLs and access date blotted out) and gives its parts, or
None where it is in another style. Sources: the United Nations Editorial Manual for symbols and resolutions,
OSCOLA (4th ed.) for cases and articles, the Chicago Manual of Style (17th ed.) for notes, APA (7th ed.) for
author and year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sourcebook.reading.citations.splitting import SYMBOL
from sourcebook.reading.citations.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Parts:
    """What a recogniser found; `dated` are the words in which the date stands."""

    publisher: str | None = None
    title: str | None = None
    dated: str | None = None
    details: tuple[str, ...] = ()
    pinpoint: str | None = None
    symbol: str | None = None


_PINPOINT = (
    r"(?:(?:paras?|párrs?|pp?|arts?|art[íi]culos?|articles?|sects?|annex|anexo|chap|ch|rule)\.?|§+|at|pages?|"
    r"paragraphs?|párrafos?|fol|ff)\s*[\dIVX][^,;]{0,60}"
)
_RESOLUTION = re.compile(
    r"(?P<body>(?:[A-ZÁÉ][\w’'-]+\s+(?:of\s+|the\s+|de\s+|on\s+|for\s+|and\s+|against\s+)*){1,9}?)[,\s]*"
    r"(?P<kind>(?:resolutions?|decisions?|general (?:comment|recommendation)|resoluci[óo]n|"
    r"observaci[óo]n general)\s+(?:No\.\s*|núm\.\s*)?[\dA-Z/ -]{1,14}?\s*\(\s?(?P<year>\d{4}|[IVXLC]+)\s?\))",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"(?P<title>(?:Case of |Affaire |Caso |Asunto )?[^,;]{2,120}?\s(?:v\.?|vs\.?|Vs\.|c\.|contra)\s"
    r"[^,;\d]{2,120}?"
    r"(?:\s*\[(?:GC|dec)\.?\]|\s*\((?:dec|no)\.[^)]{0,20}\))*)(?=[,.;]|$)"
)
_JUDGMENT = re.compile(
    r"(?:Sentencia|Resoluci[óo]n|Judgment|Judgement|Order|Decision|Arr[êe]t|Opini[óo]n)\s+(?:of|de|du|dated)[^.;]{0,60}?"
    r"\d{4}",
    re.IGNORECASE,
)
_APA = re.compile(
    r"(?P<author>[^()]{2,160}?)\s*\((?P<dated>(?:\d{1,2}\s\w+\s)?\d{4}[a-z]?(?:,\s[^()]{3,20})?)\)\.\s+"
    r"(?P<title>[^.]{3,300}[.?!])\s*(?P<rest>.*)",
    re.DOTALL,
)
_QUOTED = re.compile(
    r"(?P<author>[^“”\"‘«:]{2,160}?),\s+(?P<open>[“\"‘«])(?P<title>.{3,400}?)"
    r"(?:[,.][”\"’»](?P<after>\s.*)|[”\"’»](?P<rest>\s*[,.(].*|\s+(?:in\s|\d).*|\s*$))",
    re.DOTALL,
)
_YEAR = re.compile(r"[(\[](?:[^()\[\]]{0,80}?[,\s])?(?P<dated>(?:\d{1,2}\s+\w+\s+)?(?:1[5-9]|20)\d\d)[)\]]")
_PROVISION = re.compile(
    r"(?:Articles?|Arts?\.|Sections?|Rules?|Principles?|Chapters?|Art[íi]culos?)\s+[\dIVX]", re.IGNORECASE
)


def recognise(body: str, words: Vocabulary) -> Parts | None:
    """The parts of a citation in one of these styles; `body` has spaces where URLs stood."""
    text = " ".join(body.replace("\0", " ").split()).strip(" ,;")
    lead = words.signal.match(text)
    text = text[lead.end() :] if lead else text
    recognisers: tuple[Callable[[str], Parts | None], ...] = (_symbol, _case, _resolution, _apa, _provision)
    return next((parts for recogniser in recognisers if (parts := recogniser(text))), None)


def quoted_title(body: str) -> Parts | None:
    """ "Author, ‘Title’ (2019) 14 Journal 120": for those whose title stands in quotation marks."""
    text = " ".join(body.replace("\0", " ").split()).strip(" ,;")
    match = _QUOTED.fullmatch(text)
    if match is None or re.search(r"[“\"«]", match["title"]):
        return None
    rest = (match["rest"] or match["after"] or "").strip(" ,.")
    year = _YEAR.search(rest)
    return Parts(
        publisher=match["author"].strip(),
        title=match["title"].strip(" ,."),
        dated=year["dated"] if year else None,
        details=(rest,) if rest else (),
    )


def _symbol(text: str) -> Parts | None:
    match = SYMBOL.match(text)
    if match is None:
        return None
    rest = text[match.end() :].strip(" ,.")
    pinpoint = re.match(_PINPOINT, rest, re.IGNORECASE)
    more = rest[pinpoint.end() :].strip(" ,.") if pinpoint else rest
    return Parts(
        symbol=match[0].rstrip("."),
        pinpoint=_bare(pinpoint[0]) if pinpoint else None,
        details=(more,) if more else (),
    )


def _case(text: str) -> Parts | None:
    match = _CASE.match(text)
    if match is None or len(match["title"].split()) > 25:
        return None
    title, rest = match["title"].strip(), text[match.end() :]
    judgment = _JUDGMENT.search(rest)
    stage = re.match(r"\.\s+([A-ZÁÉ][^.]{4,120})\.", rest)
    if stage and not _JUDGMENT.match(stage[1]):
        title = f"{title}. {stage[1]}"
        rest = rest[stage.end() :]
    pinpoint = re.search(rf"(?<=[,\s]){_PINPOINT}", rest, re.IGNORECASE)
    dated = judgment[0] if judgment else None
    if dated is None:
        day = re.search(r"\d{1,2}\s+\w+\s+\d{4}", rest)
        dated = day[0] if day else None
    left = [p.strip(" .") for p in re.split(r"[,;]\s", rest) if p.strip(" .,")]
    pin = _bare(pinpoint[0]) if pinpoint else None
    details = tuple(p for p in left if p != dated and not (pin and pin in p))
    return Parts(title=title, dated=dated, details=details, pinpoint=pin)


def _resolution(text: str) -> Parts | None:
    match = _RESOLUTION.match(text)
    if match is None:
        return None
    rest = text[match.end() :].strip(" ,.")
    pinpoint = re.match(_PINPOINT, rest, re.IGNORECASE)
    return Parts(
        publisher=(match["body"] or "").strip(" ,") or None,
        title=" ".join(match["kind"].split()),
        dated=match["year"] if match["year"].isdigit() else None,
        pinpoint=_bare(pinpoint[0]) if pinpoint else None,
        details=() if pinpoint or not rest else (rest,),
    )


def _apa(text: str) -> Parts | None:
    match = _APA.fullmatch(text)
    if match is None or len(match["author"].split()) > 20:
        return None
    rest = match["rest"].strip(" ,.")
    return Parts(
        publisher=match["author"].strip(" ,"),
        title=match["title"].strip(" ."),
        dated=match["dated"],
        details=(rest,) if rest else (),
    )


def _provision(text: str) -> Parts | None:
    if not _PROVISION.match(text) or len(text.split()) > 30:
        return None
    return Parts(title=text.strip(" ."))


def _bare(pinpoint: str) -> str:
    return pinpoint.strip(" .,;")
