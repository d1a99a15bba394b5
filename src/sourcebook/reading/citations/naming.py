"""Publisher, title, date and the rest of one source.

What stands before the URL is a row of parts with commas between. Which of them name the publisher is told
by their form (a body's or outlet's name), by the same words standing first in other notes, by the host of
the URL, or by being a person's name; the date is the last part that is nothing but a date, else a day within
the title; what is set in italics or quotation marks is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sourcebook.dates import DateMention, find_dates
from sourcebook.languages import language_of
from sourcebook.reading.candidates import Source
from sourcebook.reading.citations.addresses import Access, Address, accesses, addresses, repairs
from sourcebook.reading.citations.splitting import SYMBOL
from sourcebook.reading.citations.styles import quoted_title, recognise
from sourcebook.reading.citations.vocabulary import Vocabulary
from sourcebook.text import Passage, Span
from sourcebook.text.folding import skeleton

_WORD = re.compile(r"[^\W\d_]+")
_STOPS = re.compile('[“«„”»"()\\[\\],\0]')
_EDGES = " \t\n,;.:–—-|"
_QUOTED = re.compile(r"^[\"“«„‘'](?P<title>.{3,}?)[,.]?[\"”»“’']$")
_NAME_PART = re.compile(
    r"^(?:[A-ZÀ-ÞĀ-Ž][\w'’-]+|[A-Z]\.)(?:[ -](?:[A-ZÀ-ÞĀ-Ž][\w'’-]*\.?|de|van|von|al|bin|der|la)){0,3}$"
)
_OF = re.compile(r"\s+(?:of|for|on|to|de|del)\s")
_PART_WITH_TITLE = re.compile(r"\w+\s+[\dIVX]+\s*[.:]\s*\w")
_ISSUE = re.compile(r"\b\d{1,4}\s*\(\d{1,4}\)|\b\d{1,4}:\d{1,4}\b")
_EDITING = ("ed", "eds", "edn", "edns", "(ed.)", "(eds.)", "editor", "editors", "trans", "et al")
_DOMAIN = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}$", re.IGNORECASE)
_PINPOINT = re.compile(r"^(?:paras?\.?|párrs?\.?|§+|pp?\.?|pages?|art\.?|arts\.?)\s*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What the whole document tells: names that stand where publishers stand, and the year it is about."""

    publishers: frozenset[str]
    year: int | None


@dataclass(frozen=True, slots=True)
class _Field:
    """A part of a citation between commas."""

    start: int
    end: int
    text: str


def known_publishers(passages: Iterable[tuple[int, Passage]], words: Vocabulary) -> frozenset[str]:
    """Names that open several citations with different words after them."""
    following: dict[str, set[str]] = {}
    for _, passage in passages:
        fields, _ = _fields(passage, words, 2000)
        if len(fields) > 1:
            following.setdefault(skeleton(fields[0].text), set()).add(skeleton(fields[1].text))
    return frozenset(name for name, titles in following.items() if len(titles) > 1 and len(name) < 90)


def read_source(passage: Passage, at: int, known: Known, words: Vocabulary, language: str) -> Source:
    """One source; `at` is the place of the passage in its note."""
    urls = addresses(passage)
    accessed = accesses(passage.text, words)
    fields, date = _fields(passage, words, known.year)
    publisher, title, details = _named(passage, fields, known, urls, words)
    parts = recognise(_blotted(passage, words), words)
    if parts is None and (publisher is None or re.match(r"[\"“‘«]", title or "")):
        parts = quoted_title(_blotted(passage, words))
    if parts is not None:
        publisher, title, details = parts.publisher, parts.title, list(parts.details)
        date = _date_in(parts.dated, known) or (
            date if parts.dated is None and parts.symbol is None else None
        )
    if title is None and publisher is not None and (post := words.platform.match(publisher)):
        publisher, details = post["who"], [publisher[post.end("who") :].strip(), *details]
    symbol = _symbol(passage, urls)
    if title and date is None:
        date = _inner_date(title, known)
    stripped = passage.text.strip(_EDGES)
    begin = passage.text.index(stripped) if stripped else 0
    unique = list(dict.fromkeys(u.url.rstrip("/") for u in urls))
    return Source(
        span=Span(at + begin, at + begin + len(stripped)),
        publisher=publisher,
        title=title,
        date=date.edtf if date else None,
        urls=tuple(next(u.url for u in urls if u.url.rstrip("/") == url) for url in unique),
        accessed=accessed[-1].day if accessed else None,
        language=language_of(title, language) if title else None,
        details=", ".join(d for d in details if not _PINPOINT.match(d)) or None,
        pinpoint=next(
            (d.strip(" .") for d in details if _PINPOINT.match(d)), parts.pinpoint if parts else None
        ),
        symbol=(parts.symbol if parts else None) or symbol,
        repairs=repairs(passage.text),
        flags=tuple(_flags(passage, urls, accessed, date, title, publisher)),
    )


def _symbol(passage: Passage, urls: list[Address]) -> str | None:
    """The document symbol outside of URLs."""
    for match in SYMBOL.finditer(passage.text):
        if not any(u.start <= match.start() < u.end for u in urls) and not match[0].lower().startswith("no"):
            return match[0].rstrip(".")
    return None


def _date_in(words: str | None, known: Known) -> DateMention | None:
    """The most exact date of a few words, in any language that case reporters write."""
    if not words:
        return None
    found = [d for language in ("en", "es", "fr") for d in find_dates(words, language, known.year)]
    exact = [d for d in found if d.precision == "day"]
    return (exact or found)[-1] if found else None


def _blotted(passage: Passage, words: Vocabulary) -> str:
    """The words of a citation with its URLs and access dates blotted out."""
    text = list(passage.text)
    for start, end in [
        *((u.start, u.end) for u in addresses(passage) if u.shown),
        *((a.start, a.end) for a in accesses(passage.text, words)),
    ]:
        text[start:end] = "\0" * (end - start)
    return "".join(text)


def _flags(
    passage: Passage,
    urls: list[Address],
    accessed: list[Access],
    date: DateMention | None,
    title: str | None,
    publisher: str | None,
) -> Iterable[str]:
    """What is odd about the citation, for the checks."""
    if title is None:
        yield "no-title"
    if publisher is None:
        yield "no-publisher"
    if date is None:
        yield "no-date"
    elif not date.year_stated:
        yield "date-without-year"
    if not urls:
        yield "no-url"
    elif not accessed:
        yield "no-access-date"
    if len(accessed) > 1:
        yield "two-access-dates"
    if any(not u.url.startswith(("http", "ftp")) for u in urls):
        yield "url-without-scheme"
    if repairs(passage.text):
        yield "url-broken"


def _fields(passage: Passage, words: Vocabulary, year: int | None) -> tuple[list[_Field], DateMention | None]:
    """The parts of a citation without URLs, access date and date, and the date."""
    body = _blotted(passage, words)
    date = _own_date(body, words, year)
    if date is not None:
        start, end = date.start, date.end
        if body[start - 1 : start] in ("(", "[") and body[end : end + 1] in (")", "]"):
            start, end = start - 1, end + 1
        body = body[:start] + "\0" * (end - start) + body[end:]
    signal = words.signal.match(body)
    start = signal.end() if signal else 0
    authorship = words.authorship.match(body, start)
    return list(_cut(body, authorship.end() if authorship else start, words)), date


def _cut(body: str, start: int, words: Vocabulary) -> Iterable[_Field]:
    """Parts between commas; commas in quotation marks, brackets and numbers part nothing."""
    depth, quoted, begin = 0, False, start
    for match in _STOPS.finditer(body, start):
        at, glyph = match.start(), match[0]
        if glyph in "“«„":
            quoted = True
        elif glyph in "”»":
            quoted = False
        elif glyph == '"':
            quoted = not quoted
        elif glyph in "([":
            depth += 1
        elif glyph in ")]":
            depth = max(0, depth - 1)
        elif glyph == "\0" or not (depth or quoted or _in_number(body, at)):
            yield from _field(body, begin, at, glyph == "\0", words)
            begin = at + 1
    yield from _field(body, begin, len(body), False, words)


def _in_number(body: str, at: int) -> bool:
    return body[at - 1 : at].isdigit() and body[at + 1 : at + 2].isdigit()


def _field(body: str, begin: int, end: int, before_url: bool, words: Vocabulary) -> Iterable[_Field]:
    """The part of a citation between two commas, without "available at" and "(in Varnian)"; none if empty."""
    raw = body[begin:end]
    available = words.available.search(raw)
    raw = words.in_language.sub("", raw[: available.start()] if available else raw)
    raw = words.archived.sub("", raw) if before_url else raw
    part = raw.strip(" \t\n,;:–—-|\0")
    part = part.rstrip(".") if part.count(".") == 1 and len(part) > 12 else part
    if any(c.isalnum() for c in part):
        yield _Field(body.index(part[0], begin), end, part)


def _own_date(body: str, words: Vocabulary, year: int | None) -> DateMention | None:
    """The date that stands as a part of its own, the last one; or closes the words before the URL."""
    found = find_dates(body, words.language, year)
    if words.language != "en":
        found = found or find_dates(body, "en", year)
    own = [d for d in found if _stands_alone(body, d, words)]
    return own[-1] if own else None


def _stands_alone(body: str, date: DateMention, words: Vocabulary) -> bool:
    before, after = body[: date.start].rstrip(" "), body[date.end :].lstrip(" ")
    opens = not before or before[-1] in ',;\0(.”"»’'
    closes = not after or after[0] in ",;\0().:]" or bool(re.match(r"pp?\.", after))
    if opens and closes:
        return True
    # "... its Original Appearance 1 July 2023, URL": a whole day at the end, and no preposition before.
    last = re.search(r"(\w+)$", before)
    is_day = date.precision == "day" and date.year_stated
    return bool(is_day and closes and last and last[1] not in words.before_date)


def _inner_date(title: str, known: Known) -> DateMention | None:
    """A whole day that stands within the title."""
    days = [d for d in find_dates(title, "en") if d.precision == "day" and "/" not in d.edtf]
    return days[-1] if days else None


def _named(
    passage: Passage, fields: list[_Field], known: Known, urls: list[Address], words: Vocabulary
) -> tuple[str | None, str | None, list[str]]:
    """Publisher, title and the other parts."""
    if not fields:
        return None, None, []
    count = _publisher_fields(fields, known, urls, words)
    first = _QUOTED.match(fields[0].text)
    if not count and first and len(fields) > 1 and _names_publisher(fields[1].text, words):
        return fields[1].text, first["title"], [f.text for f in fields[2:]]
    publisher = ", ".join(f.text for f in fields[:count]) or None
    rest = fields[count:]
    early = [f.text for f in rest[:1] if len(rest) > 1 and f.text.rstrip(".") in _EDITING]
    rest = rest[len(early) :]
    if not rest or all(_PINPOINT.match(f.text) for f in rest):
        return publisher, None, [f.text for f in rest]
    last = _title_end(passage, rest, words)
    title = _italic_title(passage, rest, last) or ", ".join(f.text for f in rest[:last])
    quoted = _QUOTED.match(title)
    if quoted and publisher is not None and not re.search(r"[\"“”«»]", quoted["title"]):
        title = quoted["title"]
    return publisher, title, [*early, *(f.text for f in rest[last:])]


def _names_publisher(text: str, words: Vocabulary) -> bool:
    return _is_body(text, words) or (_title_cased(text) and len(text.split()) <= 5)


def _publisher_fields(fields: list[_Field], known: Known, urls: list[Address], words: Vocabulary) -> int:
    """How many parts, from the first, name the publisher or author."""
    first = fields[0].text
    tail = first.rpartition("”")[2] + first.rpartition('"')[2]
    if re.match(r"[\"“«„‘]", first) and not words.publisher.search(tail):
        return 0
    if words.document.match(first):
        return 0
    if len(fields) == 1:
        return int(
            skeleton(first) in known.publishers
            or bool(_DOMAIN.match(first))
            or _is_post(first, words)
            or (_host_names(first, urls) and len(_WORD.findall(first)) <= 4)
            or (_is_body(first, words) and len(_WORD.findall(first)) <= 6)
        )
    told = skeleton(first) in known.publishers or bool(_DOMAIN.match(first)) or _host_names(first, urls)
    if len(fields) > 2 and not told and _surname_first(fields):
        return 2
    named = told or _is_body(first, words) or _is_person(first) or _title_cased(first)
    if not named:
        return 0
    second = fields[1].text
    part = words.publisher_part.search(second)
    if len(fields) > 2 and part and _title_cased(second, 14) and not any(c.isdigit() for c in second):
        return 2
    return 1


def _is_post(text: str, words: Vocabulary) -> bool:
    """ "NAME on PLATFORM", whatever it cites."""
    post = words.platform.match(text)
    return post is not None and (_title_cased(post["who"]) and len(post["who"].split()) < 7)


def _surname_first(fields: list[_Field]) -> bool:
    first, second = fields[0].text, fields[1].text
    return (
        len(first.split()) == 1
        and first.isalpha()
        and first.istitle()
        and len(second.split()) <= 2
        and bool(_NAME_PART.match(second))
        and sum(len(f.text.split()) for f in fields[2:]) > 2
    )


def _is_person(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 4 and bool(_NAME_PART.match(text))


def _is_body(text: str, words: Vocabulary) -> bool:
    """A body's or outlet's name: a word that tells one, and capitals as names have them."""
    told = words.publisher.search(text)
    if told is None or len(text) > 130:
        return False
    return _title_cased(text, 18) or (told.start() == 0 and _OF.match(text, told.end()) is not None)


def _title_cased(text: str, longest: int = 12) -> bool:
    """Capitals on every word but small ones; no verb in small letters among them."""
    tokens = _WORD.findall(text)
    if not tokens:
        return False
    small = [t for t in tokens if t[0].islower() and len(t) > 3]
    return not small and (tokens[0][0].isupper() or not tokens[0][0].isascii()) and len(tokens) <= longest


def _host_names(text: str, urls: list[Address]) -> bool:
    """Whether the host, or the account in the path, of a URL bears the name."""
    letters = re.sub(r"\W", "", skeleton(text))
    if len(letters) < 3:
        return False
    for address in urls:
        parts = re.split(r"[/?#]", re.sub(r"^\w+://", "", address.url.casefold()))
        host = re.sub(r"^www\.", "", parts[0])
        labels = [re.sub(r"\W", "", label) for label in [*host.split("."), *parts[1:2]]]
        if any(len(label) > 2 and (label in letters or letters in label) for label in labels):
            return True
    return False


def _title_end(passage: Passage, rest: list[_Field], words: Vocabulary) -> int:
    """How many of the parts after the publisher make the title."""
    italics = [e for e in passage.emphasis if e.kind == "italic" and e.end - e.start > 3]
    if italics and italics[0].start <= rest[0].start + 2:
        inside = [n for n, f in enumerate(rest, 1) if f.start < italics[0].end]
        return max(inside) if inside else 1
    for n, part in enumerate(rest[1:], 1):
        if _is_detail(part.text, n == len(rest) - 1, words):
            return n
    return len(rest)


def _italic_title(passage: Passage, rest: list[_Field], last: int) -> str | None:
    """The words in italics where they are the title, and brackets follow: "*Title* (Place: Press, 2014)"."""
    first = next((e for e in passage.emphasis if e.kind == "italic" and e.end - e.start > 3), None)
    if first is None or first.start > rest[0].start + 2 or first.start < rest[0].start - 2:
        return None
    after = passage.text[first.end : rest[last - 1].end].strip()
    return passage.text[first.start : first.end].strip(" ,.") if after.startswith("(") else None


def _is_detail(text: str, last: bool, words: Vocabulary) -> bool:
    """A part that belongs to no title: "in <book>", pages, volume, publisher of a book, a town at the end."""
    if re.match(r"in\s+[A-Z“]", text) or _PINPOINT.match(text):
        return True
    if words.detail.match(text) and len(text) < 90:
        return _PART_WITH_TITLE.match(text) is None
    if _ISSUE.search(text) and len(text.split()) < 10:
        return True
    if re.search(r"\b(?:Press|Publishers|Publishing|Verlag)$", text):
        return True
    return last and len(text.split()) == 1 and text.istitle() and text.isalpha()
