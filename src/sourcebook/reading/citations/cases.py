"""Cases: the parties' names as the title, the day of the judgment, what stands behind as details.

OSCOLA (4th ed.) for "A v B [2014] ...", the European Court's own manner ("A v. B [GC], no. 1/02, § 3, 4 May
2005"), and the courts that name a matter instead of two parties ("Asunto A. Medidas Provisionales. Resolución
de la Corte de 4 de mayo de 2005").
"""

from __future__ import annotations

import re
from dataclasses import replace

from sourcebook.reading.citations.parts import PINPOINT, Parts, bare
from sourcebook.reading.citations.vocabulary import Vocabulary

_NAME = r"[^\W\d_][\w’'.-]{0,40}(?:\s[\w’'.-]{1,40}){0,4}"
_VERSUS = r"\s(?:v\.?|vs\.?|Vs\.|c\.|contra)\s"
_PARTIES = re.compile(
    # Several applicants' names before the "v.": "Abdan, Teken and Salla v. Varnia"; else no comma at all.
    rf"(?P<title>(?:(?:{_NAME},\s){{1,5}}{_NAME}\s(?:and|y|et|&)\s[^,;“”]{{2,80}}?|[^,;“”]{{2,160}}?){_VERSUS}"
    r"[^,;\d(\[]{2,120}?"
    r"(?:\s*\[(?:GC|dec)\.?\]|\s*\([^()\d]{3,40}\)(?=\s*[\[,])|\s*\((?:dec|no)\.[^)]{0,20}\)){0,3})"
    r"(?=[,.;:]|\s*$|\s\[\d{4}\]|\s\(|\sApp|\sno\.?\s\d|\s\d{1,2}\s[^\W\d_])"
)
_JUDGMENT = re.compile(
    r"(?:Sentencia|Resoluci[óo]n|Judgment|Judgement|Order|Decision|Arr[êe]t|Opini[óo]n)\s+(?:of|de|du|dated)"
    r"[^.;]{0,60}?\d{4}",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{1,2}\s+[^\W\d_]+\s+\d{4}")
_NEUTRAL = re.compile(r"[\[(](\d{4})[\])]")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,8}[A-Z]{1,5}")
# "X v. Y, Provisional Measures, Order of 3 May 2023": the stage and the order belong to the title.
_STAGED = re.compile(
    r"(?:,\s[A-Z][^,;.\d]{3,80}){0,2},\s(?:Order|Judgment|Advisory Opinion)\sof\s\d{1,2}\s[^\W\d_]+\s\d{4}"
)
_FULL = 25


def court_case(text: str, words: Vocabulary) -> Parts | None:
    """The parts of a citation of a case; None where it is none."""
    court = re.match(r"(?P<name>[^,;(“”]{2,90}),\s+", text)
    if (
        court
        and not re.search(_VERSUS, court["name"])
        and (words.publisher.search(court["name"]) or _ACRONYM.fullmatch(court["name"]))
    ):
        parts = _case(text[court.end() :], words)
        if parts is None:
            return None
        staged = _STAGED.match(text, court.end() + len(parts.title or ""))
        title = text[court.end() : staged.end()] if staged else parts.title
        return replace(parts, publisher=court["name"], title=title)
    return _case(text, words)


def _case(text: str, words: Vocabulary) -> Parts | None:
    return _matter(text, words) or _parties(text, words)


def _parties(text: str, words: Vocabulary) -> Parts | None:
    match = _PARTIES.match(text)
    if match is None or len(match["title"].split()) > _FULL:
        return None
    title, rest = match["title"].strip(), text[match.end() :]
    first = re.split(_VERSUS, title, maxsplit=1)[0]
    if first.count("(") > first.count(")"):
        return None  # "Application of the Convention (Varnia v. Orvania)"
    if any(m[0].islower() for m in words.prose.finditer(title)):
        return None  # A sentence that comes upon a case.
    judgment = _JUDGMENT.search(rest)
    stage = re.match(r"\.\s+([A-ZÁÉ][^.]{4,120})\.", rest)
    if stage and not _JUDGMENT.match(stage[1]):
        title = f"{title}. {stage[1]}"
        rest = rest[stage.end() :]
    day = judgment or _DAY.search(rest)
    year = _NEUTRAL.match(rest.strip())
    return _parts(title, day[0] if day else year[1] if year else None, rest)


def _matter(text: str, words: Vocabulary) -> Parts | None:
    """ "Asunto A y otros. Medidas Provisionales. Resolución de 4 de mayo de 2005"."""
    opens = words.case.match(text)
    judgment = _JUDGMENT.search(text, 0, 500) if opens else None
    if judgment is None or judgment.start() < 8 or ";" in text[: judgment.start()]:
        return None
    if not re.search(r"[.,]?\s*$", text[: judgment.start()]):
        return None
    return _parts(text[: judgment.start()].strip(" .,"), judgment[0], text[judgment.end() :])


def _parts(title: str, dated: str | None, rest: str) -> Parts:
    pinpoint = re.search(rf"(?<=[,\s]){PINPOINT}", rest, re.IGNORECASE)
    left = [p.strip(" .()") for p in re.split(r"[,;]\s", rest) if p.strip(" .,()")]
    pin = bare(pinpoint[0]) if pinpoint else None
    details = tuple(p for p in left if p != dated and not (pin and pin in p))
    return Parts(title=title, dated=dated, details=details, pinpoint=pin)
