"""The order of article numbers on one host: a clock that nobody sets by hand.

Most sites count their pages up. Where the numbers of a host, put in order, have dates in order, a page whose
date does not fit its number was misdated in the note. Linear but for sorting.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sourcebook.checks.clock import day_of
from sourcebook.checks.report import Cited, host, parted
from sourcebook.checks.rules.dates.post_ids import posted_at

_NUMBER = re.compile(r"(?<![\w.%-])\d{3,12}(?=$|[^\w.%]|\.\w{2,5}$|-[^\W\d])|(?<=-)\d{3,12}(?=$|\.\w{2,5}$)")
_QUERY = re.compile(r"(?:^|&)(?:p|id|newsid|news_id|article|aid|nid)=(\d{3,12})(?=&|$)", re.IGNORECASE)
# Numbers that look like a year say nothing.
_YEARS = range(1900, 2100)

_Clock = dict[tuple[int, date], list[Cited]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number, its date in the note, and the citations that agree on both."""

    number: int
    day: date
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A page out of order, and its neighbours that are in order.

    `expected` is the day between the neighbours by the page's number, None where one is missing; `off` by how
    many days the date misses it, or misses the one neighbour.
    """

    page: Page
    before: Page | None
    after: Page | None
    expected: date | None
    off: int


def misfits(cited: Iterable[Cited]) -> Iterator[Misfit]:
    """The pages whose dates do not fit their numbers, over all hosts.

    Each section of a host is a clock; so is the whole host for numbers of equal length, where its sections
    are too short to tell.
    """
    sections: dict[str, _Clock] = {}
    hosts: dict[str, _Clock] = {}
    for one in cited:
        day = day_of(one.source.date)
        if day is None or "date-without-year" in one.source.flags:
            continue
        for section, site, number in _numbered(one.source.urls):
            for clocks, name in ((sections, section), (hosts, site)):
                clocks.setdefault(name, {}).setdefault((number, day), []).append(one)
    told: set[tuple[Cited, ...]] = set()
    for clocks, least in ((sections, 3), (hosts, 4)):
        for clock in clocks.values():
            pages = [Page(number, day, tuple(ones)) for (number, day), ones in sorted(clock.items())]
            kept = _ordered(pages)
            if len(kept) < least or (len(pages) - len(kept)) * least > len(kept):
                continue
            yield from (_misfit(pages, kept, n) for n in _outside(pages, kept) if pages[n].cited not in told)
            told |= {page.cited for page in pages}


def _numbered(urls: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """Of each address with one number: section of the host, host, the number; lengths of numbers apart."""
    for url in urls:
        if posted_at(url):
            continue
        parts = parted(url)
        query = _QUERY.search(parts.query)
        found = [query[1]] if query else [m[0] for m in _NUMBER.finditer(parts.path)]
        found = [number for number in found if not (len(number) == 4 and int(number) in _YEARS)]
        if len(found) != 1 or found[0].startswith("0"):
            continue
        length, site = len(found[0]), host(url)
        section = parts.path if query else parts.path.partition(found[0])[0]
        yield f"{site} {section} {length}", f"{site} {length}", int(found[0])


def _ordered(pages: list[Page]) -> list[int]:
    """The indexes of the pages in order; of two that exclude each other, the one that fits better."""
    kept = _in_order(pages)
    for n in _outside(pages, kept):
        at = bisect_left(kept, n)
        rival = at - 1 if at and pages[n].day < pages[kept[at - 1]].day else at
        if not 0 < rival < len(kept) - 1:
            continue
        low, high = pages[kept[rival - 1]], pages[kept[rival + 1]]
        if low.day <= pages[n].day <= high.day and _miss(pages[n], low, high) < _miss(
            pages[kept[rival]], low, high
        ):
            kept[rival] = n
    return kept


def _outside(pages: list[Page], kept: list[int]) -> list[int]:
    inside = set(kept)
    return [n for n in range(len(pages)) if n not in inside]


def _expected(page: Page, low: Page, high: Page) -> date:
    """The day that a page's number suggests between two others."""
    share = (page.number - low.number) / max(1, high.number - low.number)
    return low.day + (high.day - low.day) * share


def _miss(page: Page, low: Page, high: Page) -> int:
    return abs((page.day - _expected(page, low, high)).days)


def _misfit(pages: list[Page], kept: list[int], n: int) -> Misfit:
    at = bisect_left(kept, n)
    page = pages[n]
    before = pages[kept[at - 1]] if at else None
    after = pages[kept[at]] if at < len(kept) else None
    if before and after:
        expected = _expected(page, before, after)
        return Misfit(page, before, after, expected, (page.day - expected).days)
    neighbour = before or after or page
    return Misfit(page, before, after, None, (page.day - neighbour.day).days)


def _in_order(pages: list[Page]) -> list[int]:
    """The largest set of pages whose dates never go back (patience sorting), as indexes."""
    tails: list[date] = []
    at: list[int] = []
    previous: list[int] = []
    for n, page in enumerate(pages):
        rank = bisect_right(tails, page.day)
        previous.append(at[rank - 1] if rank else -1)
        tails[rank : rank + 1] = [page.day]
        at[rank : rank + 1] = [n]
    chain = []
    n = at[-1] if at else -1
    while n >= 0:
        chain.append(n)
        n = previous[n]
    return chain[::-1]
