"""The parts of a citation between its commas, and the date that is a part of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sourcebook.dates import DateMention, find_dates
from sourcebook.languages import languages_with
from sourcebook.reading.citations.addresses import accesses, addresses
from sourcebook.reading.citations.vocabulary import Vocabulary
from sourcebook.text import Passage

# What was blotted out, an address or a date, stops once, however long it is.
_STOPS = re.compile('[“«„”»"()\\[\\],;]|\0+')
_IMPRINT = re.compile(
    r"(?<=[\w)])(?:\.|;)\s+(?=(?:[A-Z][\w’'-]*\s+(?:(?:of|and|the)\s+)*){0,5}"
    r"(?:Press|Publishers|Publishing|Verlag|Official Journal|"
    r"(?:Record|Journal|Bulletin|Gazette),?\s+(?:Vol|No))\b)"
)
_AMERICAN = re.compile(r"[^.][,.][”»\"]\s+[^\W\d_]")
_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.$")
_DASHES = re.compile(r"\s[-–—|]\s")


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a citation between commas."""

    start: int
    end: int
    text: str


def blotted(passage: Passage, words: Vocabulary) -> str:
    """The words of a citation with its URLs and access dates blotted out."""
    text = list(passage.text)
    for start, end in [
        *((u.start, u.end) for u in addresses(passage) if u.shown),
        *((a.start, a.end) for a in accesses(passage.text, words)),
    ]:
        text[start:end] = "\0" * (end - start)
    return "".join(text)


def fields(
    passage: Passage, words: Vocabulary, year: int | None
) -> tuple[str, list[Field], DateMention | None]:
    """The words with everything blotted out that is no part, the parts, and the date."""
    body = blotted(passage, words)
    date = own_date(body, words, year)
    if date is not None:
        start, end = date.start, date.end
        if body[start - 1 : start] in ("(", "[") and body[end : end + 1] in (")", "]"):
            start, end = start - 1, end + 1
        elif body[end : end + 1] == ")" and (opened := _open_bracket(body, start)) is not None:
            start, end = opened, end + 1
        body = body[:start] + "\0" * (end - start) + body[end:]
    signal = words.signal.match(body)
    start = signal.end() if signal else 0
    authorship = words.authorship.match(body, start)
    found = list(_cut(body, authorship.end() if authorship else start, words))
    if len(found) == 1:
        found = list(_by_dashes(body, found[0])) or list(_by_stops(found[0])) or found
    return body, found, date


def _open_bracket(body: str, at: int) -> int | None:
    """The bracket that is open at `at`: "(Orvel, 2014" """
    opened, closed = body.rfind("(", max(0, at - 80), at), body.rfind(")", max(0, at - 80), at)
    return opened if opened > closed else None


def _cut(body: str, start: int, words: Vocabulary) -> Iterator[Field]:
    """Parts between commas; commas in quotation marks, brackets and numbers part nothing."""
    depth, quoted, begin = 0, False, start
    for match in _STOPS.finditer(body, start):
        at, glyph = match.start(), match[0][0]
        if glyph in "“«„":
            quoted = True
        elif glyph in "”»" or (glyph == '"' and quoted):
            quoted = False
            # American style has the comma within: “Title,” Publisher.
            if depth == 0 and _AMERICAN.match(body, at - 2) and _opens(body, begin):
                yield from _field(body, begin, at + 1, False, words)
                begin = at + 1
        elif glyph == '"':
            quoted = True
        elif glyph in "([":
            depth += 1
        elif glyph in ")]":
            depth = max(0, depth - 1)
        elif glyph == "\0" or not (depth or quoted or _in_number(body, at)):
            yield from _field(body, begin, at, glyph == "\0", words)
            begin = match.end()
    yield from _field(body, begin, len(body), False, words)


def _opens(body: str, begin: int) -> bool:
    """Whether the part begins with a quotation mark."""
    return body[begin : begin + 40].lstrip()[:1] in ("“", '"', "«", "„")


def _in_number(body: str, at: int) -> bool:
    return body[at - 1 : at].isdigit() and body[at + 1 : at + 2].isdigit()


def _field(body: str, begin: int, end: int, before_url: bool, words: Vocabulary) -> Iterator[Field]:
    """The part of a citation between two commas, without "available at" and "(in Varnian)"; none if empty.

    A publisher of books that stands behind a full stop is a part of its own.
    """
    raw = body[begin:end]
    available = words.available.search(raw)
    raw = raw[: available.start()] if available else raw
    raw = words.archived.sub("", raw) if before_url else raw
    for at, text in _imprints(raw):
        text = words.in_language.sub("", text)
        part = text.strip(" \t\n,;:–—-|\0")
        if part.count(".") == 1 and len(part) > 12 and not _INITIAL.search(part):
            part = part.rstrip(".")
        if any(c.isalnum() for c in part):
            yield Field(body.index(part[0], begin + at), min(end, begin + at + len(text)), part)


def only_dates(part: str) -> bool:
    """ "17 May 2022 and 3 June 2022": dates and nothing else, more than the one that was taken."""
    if not part[-1:].isdigit():
        return False
    left = part
    for date in reversed(find_dates(part, "en")):
        left = left[: date.start] + left[date.end :]
    return left.strip(" ,") in ("", "and")


def _imprints(raw: str) -> Iterable[tuple[int, str]]:
    begin = 0
    for match in _IMPRINT.finditer(raw):
        yield begin, raw[begin : match.start()]
        begin = match.end()
    yield begin, raw[begin:]


def _by_dashes(body: str, field: Field) -> Iterator[Field]:
    """ "Publisher - Title - ..." where dashes do a comma's work: two of them at least."""
    if len(_DASHES.findall(body)) < 2:
        return
    begin = 0
    for match in [*_DASHES.finditer(field.text), None]:
        end = match.start() if match else len(field.text)
        text = field.text[begin:end].strip()
        if text:
            yield Field(field.start + begin, field.start + end, text)
        begin = match.end() if match else end


def _by_stops(field: Field) -> Iterator[Field]:
    """ "Publisher. Title." where a full stop does a comma's work: behind a short name."""
    match = re.match(r"(?P<name>[^\W\d_][^.,:;“\"]{2,50})\.\s+(?=[A-ZÀ-ÞА-Я“\"«])", field.text)
    if match is None or any(w[0].islower() and len(w) > 3 for w in match["name"].split()):
        return
    yield Field(field.start, field.start + match.end("name"), match["name"])
    rest = field.text[match.end() :].rstrip(".")
    yield Field(field.start + match.end(), field.end, rest)


def own_date(body: str, words: Vocabulary, year: int | None) -> DateMention | None:
    """The date that stands as a part of its own, the last one; or closes the words before the URL.

    Read in the report's language, else in English, else in any other whose dates are known.
    """
    for language in _date_languages(words.language):
        found = find_dates(body, language, year)
        if language not in (words.language, "en"):
            found = [d for d in found if d.precision in ("day", "month")]
        own = [
            d for n, d in enumerate(found) if _stands_alone(body, d, words) and not _in_list(body, found, n)
        ]
        if own:
            return own[-1]
    return None


@cache
def _date_languages(language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((language, "en", *languages_with("dates"))))


def _in_list(body: str, found: list[DateMention], n: int) -> bool:
    """Whether a year is one of a list of three and more: "reports for 2020, 2021, 2022"."""

    def goes_on(first: int) -> bool:
        if not 0 <= first < len(found) - 1:
            return False
        one, two = found[first], found[first + 1]
        gap = body[one.end : two.start].strip()
        return one.precision == two.precision == "year" and gap in (",", "and", ", and")

    run = [goes_on(first) for first in range(n - 2, n + 2)]
    return any(left and right for left, right in pairwise(run))


def _stands_alone(body: str, date: DateMention, words: Vocabulary) -> bool:
    # A window, so that many dates stay quick.
    before = body[max(0, date.start - 200) : date.start].rstrip(" ")
    after = body[date.end : date.end + 200].lstrip(" ")
    if re.search(r"\w\($", before):
        return False  # "CRI(2023)12": a part of a symbol.
    opens = not before or before[-1] in ',;\0(.”"»’)[' or bool(re.search(r"\s[-–—|]$", before))
    closes = not after or after[0] in ",;\0().:]" or bool(re.match(r"pp?\.|[-–—|]\s", after))
    if opens and closes:
        return True
    # "(2nd edn, Northern Press 2014)": the year behind a publisher of books.
    if date.precision == "year" and after[:1] == ")":
        group = before.rpartition("(")[2]
        return "(" in before and words.detail.search(group) is not None
    # "Northern Press, Orvel 2014, p. 4"
    if date.precision == "year" and re.search(r"[A-Z]\w+$", before) and re.match(r",?\s*pp?\.\s*\d", after):
        return True
    # "... The Mill in Print 4 June 2031, URL": a whole date at the end, and no preposition before.
    last = re.search(r"([^\W_]+)$", before)
    exact = date.precision in ("day", "month") and date.year_stated
    return bool(exact and closes and last and last[1] not in words.before_date)
