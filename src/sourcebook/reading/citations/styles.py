"""Citations that do not run "publisher, title, date": documents by symbol, author and year, articles.

Each recogniser takes the words of one citation (its URLs and access date blotted out) and gives its parts, or
None where it is in another style. Sources: the United Nations Editorial Manual for symbols and resolutions,
OSCOLA (4th ed.) for articles, the Chicago Manual of Style (17th ed.) for notes, APA (7th ed.) for author and
year. Cases stand in `cases`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sourcebook.reading.citations.cases import court_case
from sourcebook.reading.citations.parts import PINPOINT, Parts, bare
from sourcebook.reading.citations.vocabulary import Vocabulary

# A document's symbol has a number: "A/HRC/50/12", "ACFC/SR/II(2004)"; "SLA/MM" has none.
SYMBOL = re.compile(
    r"\b(?=[^\s,;]{0,80}\d)[A-Z][A-Za-z.-]{0,8}(?:/(?:[A-Za-z0-9.-]|\([A-Za-z0-9]{1,12}\)){1,24}){1,6}"
    r"|\b[A-Z][A-Za-z-]{1,10}\(\d{4}\)\d{1,5}\b|\b(?:no|nos|App)\.\s*\d{2,6}/\d\d\b"
)
_RESOLUTION = re.compile(
    r"(?P<body>[A-ZÁÉ][\w’'-]{1,40}"
    r"(?:\s(?:of|the|of the|de|on|for|and|against)\s[\w’'-]{2,40}|\s[A-Z][\w’'-]{1,40}){0,9}?)"
    r",?\s+(?P<kind>(?:resolutions?|decisions?|general (?:comment|recommendation)|resoluci[óo]n|"
    r"observaci[óo]n general)\s+(?:No\.\s*|núm\.\s*)?"
    r"(?:[\dA-Z/ -]{1,14}?\s*\(\s?(?P<year>\d{4}|[IVXLC]+)\s?\)|\d{1,3}/\d{1,4}\b))",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\s(?:on|concerning|regarding|sobre|relativa)\s[^,;]{3,200}")
_APA = re.compile(
    r"(?P<author>[^()]{2,160}?)\s*\((?P<dated>(?:\d{1,2}\s\w+\s)?\d{4}[a-z]?(?:,\s[^()]{3,20})?)\)\.\s+"
    r"(?P<title>[^.]{3,300}[.?!])\s*(?P<rest>.*)",
    re.DOTALL,
)
_AUTHOR_YEAR = re.compile(
    r"(?P<author>[^\W\d_][\w’'-]{1,30},\s[^.\d]{2,120}?)\.\s(?P<dated>(?:1[5-9]|20)\d\d)\.\s[“\"]?"
    r"(?P<title>[^.”\"]{3,300})[.”\"]{1,3}\s*(?P<rest>.*)",
    re.DOTALL,
)
_QUOTED = re.compile(
    r"(?P<author>[^“”\"‘«:]{2,160}?),\s+(?P<open>[“\"‘«])(?P<title>.{3,400}?)"
    r"(?:[,.][”\"’»](?P<after>\s.*)|[”\"’»](?P<rest>\s*[,.(].*|\s+(?:in\s|\d).*|\s+[A-Z][^,;]{2,60}[,(].*|\s*$))",
    re.DOTALL,
)
_YEAR = re.compile(r"[(\[](?:[^()\[\]]{0,80}?[,\s])?(?P<dated>(?:\d{1,2}\s+\w+\s+)?(?:1[5-9]|20)\d\d)[)\]]")
_PROVISION = re.compile(
    r"(?:Articles?|Arts?\.|Sections?|Rules?|Principles?|Chapters?|Art[íi]culos?)\s+[\dIVX]", re.IGNORECASE
)


def recognise(body: str, words: Vocabulary) -> Parts | None:
    """The parts of a citation in one of these styles; `body` has NULs where URLs stood."""
    text = plain(body, words)
    recognisers: tuple[Callable[[str], Parts | None], ...] = (
        _symbol,
        lambda text: court_case(text, words),
        _resolution,
        _apa,
        _author_year,
        lambda text: _provision(text, words),
    )
    return next((parts for recogniser in recognisers if (parts := recogniser(text))), None)


def plain(body: str, words: Vocabulary) -> str:
    """The words of a citation without what was blotted out and without the signal before them."""
    text = " ".join(body.replace("\0", " ").split()).strip(" ,;")
    lead = words.signal.match(text)
    return text[lead.end() :] if lead else text


def quoted_title(body: str, words: Vocabulary) -> Parts | None:
    """ "Author, ‘Title’ (2019) 14 Journal 120": for those whose title stands in quotation marks."""
    text = plain(body, words)
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
    pinpoint = re.match(PINPOINT, rest, re.IGNORECASE)
    more = rest[pinpoint.end() :].strip(" ,.") if pinpoint else rest
    return Parts(
        symbol=match[0].rstrip("."),
        pinpoint=bare(pinpoint[0]) if pinpoint else None,
        details=(more,) if more else (),
    )


def _resolution(text: str) -> Parts | None:
    match = _RESOLUTION.match(text)
    if match is None:
        return None
    about = _ABOUT.match(text, match.end())
    title = match["kind"] + (about[0].rstrip(" .") if about else "")
    rest = text[about.end() if about else match.end() :].strip(" ,.")
    pinpoint = re.match(PINPOINT, rest, re.IGNORECASE)
    year = match["year"]
    return Parts(
        publisher=(match["body"] or "").strip(" ,") or None,
        title=" ".join(title.split()),
        dated=year if year and year.isdigit() else None,
        pinpoint=bare(pinpoint[0]) if pinpoint else None,
        details=() if pinpoint or not rest else (rest,),
    )


def _apa(text: str) -> Parts | None:
    match = _APA.fullmatch(text)
    if match is None or len(match["author"].split()) > 20:
        return None
    rest = match["rest"].strip(" ,.")
    author = match["author"].strip(" ,")
    initial = re.search(r"(?<!\w)\w\.$|\bal\.$", author)
    year, _, day = match["dated"].partition(", ")
    return Parts(
        publisher=author if initial else author.rstrip("."),
        title=match["title"].strip(" ."),
        dated=f"{day} {year}" if day else year,
        details=(rest,) if rest else (),
    )


def _author_year(text: str) -> Parts | None:
    match = _AUTHOR_YEAR.fullmatch(text)
    if match is None:
        return None
    rest = match["rest"].strip(" ,.")
    return Parts(match["author"], match["title"].strip(), match["dated"], (rest,) if rest else ())


def _provision(text: str, words: Vocabulary) -> Parts | None:
    if not _PROVISION.match(text) or len(text.split()) > 30 or words.prose.search(text):
        return None
    return Parts(title=text.strip(" ."))
