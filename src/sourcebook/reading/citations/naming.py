"""Publisher, title, date and the rest of one source.

What stands before the URL is a row of parts with commas between. `publishers` tells which of them name the
publisher, `titles` where the title ends; the date is the last part that is nothing but a date, else a day
within the title; what is set in italics or quotation marks is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sourcebook.dates import DateMention, find_dates
from sourcebook.languages import language_of
from sourcebook.reading.candidates import Source
from sourcebook.reading.citations.addresses import Access, Address, accesses, addresses, repairs
from sourcebook.reading.citations.fields import Field, blotted, fields, only_dates
from sourcebook.reading.citations.parts import Parts
from sourcebook.reading.citations.publishers import (
    EDITING,
    host_names,
    is_body,
    names_publisher,
    publisher_fields,
    title_cased,
)
from sourcebook.reading.citations.styles import SYMBOL, quoted_title, recognise
from sourcebook.reading.citations.titles import PAGES, is_place_of_post, italic_title, title_end
from sourcebook.reading.citations.vocabulary import Vocabulary
from sourcebook.text import Passage, Span
from sourcebook.text.folding import skeleton

_EDGES = " \t\n,;.:–—-|"
_QUOTED = re.compile(r"^[\"“«„‘'](?P<title>.{3,}?)[,.]?[\"”»“’']$")


@dataclass(frozen=True, slots=True)
class Known:
    """What the whole document tells: names that stand where publishers stand, and the year it is about."""

    publishers: frozenset[str]
    year: int | None


@dataclass(frozen=True, slots=True)
class _Named:
    """Publisher, title and what else a citation says."""

    publisher: str | None
    title: str | None
    details: tuple[str, ...] = ()


def read_source(passage: Passage, at: int, known: Known, words: Vocabulary, language: str) -> Source:
    """One source; `at` is the place of the passage in its note."""
    urls = addresses(passage)
    accessed = accesses(passage.text, words)
    body, found, date = fields(passage, words, known.year)
    named = _named(passage, body, found, known, urls, words)
    parts = _in_a_style(blotted(passage, words), named, words)
    if parts is not None:
        named = _Named(parts.publisher, parts.title, parts.details)
        date = _of_style(parts, date, known)
    named = _without_platform(named, words)
    if date is None and (named.title or named.publisher):
        date = _inner_date(named.title or body, words) or _inner_date(" ".join(named.details), words)
    stripped = passage.text.strip(_EDGES)
    begin = passage.text.index(stripped) if stripped else 0
    unique: dict[str, str] = {}
    for address in urls:
        unique.setdefault(address.url.rstrip("/"), address.url)
    details = [d for d in named.details if not PAGES.match(d)]
    pinpoint = next((d.strip(" .") for d in named.details if PAGES.match(d)), None)
    return Source(
        span=Span(at + begin, at + begin + len(stripped)),
        publisher=named.publisher,
        title=named.title,
        date=date.edtf if date else None,
        urls=tuple(unique.values()),
        accessed=accessed[-1].day if accessed else None,
        language=language_of(named.title, language) if named.title else None,
        details=", ".join(details) or None,
        pinpoint=pinpoint or (parts.pinpoint if parts else None),
        symbol=(parts.symbol if parts else None) or _symbol(passage, urls),
        repairs=repairs(passage.text),
        flags=tuple(_flags(passage, urls, accessed, date, named)),
    )


def _in_a_style(body: str, named: _Named, words: Vocabulary) -> Parts | None:
    """The parts of a citation in one of the fixed styles, where it is in one."""
    parts = recognise(body, words)
    if parts is None and (named.publisher is None or re.match(r"[\"“‘«]", named.title or "")):
        parts = quoted_title(body, words)
    return parts


def _of_style(parts: Parts, own: DateMention | None, known: Known) -> DateMention | None:
    """The date of a citation in a fixed style: the one told there, unless the note has it more exactly."""
    dated = _date_in(parts.dated, known)
    if dated is None:
        return own if parts.dated is None and parts.symbol is None else None
    exact = own is not None and len(dated.edtf) == 4 and own.edtf.startswith(dated.edtf)
    return own if exact else dated


def _without_platform(named: _Named, words: Vocabulary) -> _Named:
    """ "NAME on Telegram" without a title: the name, and the rest as a detail."""
    post = words.platform.match(named.publisher or "") if named.title is None else None
    if post is None or named.publisher is None:
        return named
    return _Named(post["who"], None, (named.publisher[post.end("who") :].strip(), *named.details))


def _named(
    passage: Passage, body: str, found: list[Field], known: Known, urls: list[Address], words: Vocabulary
) -> _Named:
    """Publisher, title and the other parts."""
    if not found:
        return _Named(None, None)
    count = publisher_fields(found, known.publishers, urls, words)
    if not count and (turned := _title_first(found, known, urls, words)):
        return turned
    publisher = ", ".join(f.text for f in found[:count]) or None
    rest = found[count:]
    early = [f.text for f in rest[:1] if len(rest) > 1 and f.text.rstrip(".") in EDITING]
    rest = rest[len(early) :]
    if publisher and rest and is_place_of_post(rest[0].text, words):
        return _Named(publisher, None, tuple(f.text for f in rest))
    if not rest or all(PAGES.match(f.text) for f in rest):
        return _Named(publisher, None, tuple(f.text for f in rest))
    last = title_end(passage, rest, words)
    title = italic_title(passage, rest, last) or _joined(body, rest[:last])
    title = re.sub(r"(?:(?<=\w{4})|(?<=\d))\.$", "", title)
    quoted = _QUOTED.match(title)
    if quoted and publisher is not None and not re.search(r"[\"“”«»]", quoted["title"]):
        title = quoted["title"]
    if publisher is not None and only_dates(title):
        title = ""
    if publisher is None and last == 1 and (colon := _before_colon(title, known, urls, words)):
        publisher, title = colon
    return _Named(publisher, title.strip() or None, (*early, *(f.text for f in rest[last:])))


def _joined(body: str, found: list[Field]) -> str:
    """The words from the first part to the last, as they stand unless something was blotted out between."""
    whole = body[found[0].start : found[-1].start] + found[-1].text
    return whole if "\0" not in whole else ", ".join(f.text for f in found)


def _title_first(found: list[Field], known: Known, urls: list[Address], words: Vocabulary) -> _Named | None:
    """ "“Title”, Publisher" and "Title, Publisher": the publisher behind."""
    if len(found) < 2:
        return None
    first = _QUOTED.match(found[0].text)
    if first and names_publisher(found[1].text, words):
        return _Named(found[1].text, first["title"].strip(), tuple(f.text for f in found[2:]))
    last = found[-1].text
    named = skeleton(last) in known.publishers or host_names(last, urls) or is_body(last, words)
    if len(found) != 2 or not named or len(last.split()) > 5 or not title_cased(last):
        return None
    return None if words.document.match(found[0].text) else _Named(last, found[0].text)


def _before_colon(title: str, known: Known, urls: list[Address], words: Vocabulary) -> tuple[str, str] | None:
    """ "Varnia Post: The river rises": a publisher's name before a colon."""
    name, colon, rest = title.partition(": ")
    told = skeleton(name) in known.publishers or host_names(name, urls) or is_body(name, words)
    if not colon or not rest.strip() or not told or len(name.split()) > 4 or not title_cased(name):
        return None
    return name, rest.strip()


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


def _inner_date(title: str, words: Vocabulary) -> DateMention | None:
    """A whole day that stands within the title."""
    for language in dict.fromkeys(("en", words.language)):
        days = [d for d in find_dates(title, language) if d.precision == "day" and "/" not in d.edtf]
        if days:
            return days[-1]
    return None


def _flags(
    passage: Passage, urls: list[Address], accessed: list[Access], date: DateMention | None, named: _Named
) -> Iterable[str]:
    """What is odd about the citation, for the checks."""
    if named.title is None:
        yield "no-title"
    if named.publisher is None:
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
