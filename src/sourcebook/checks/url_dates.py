"""Dates written in addresses: "/2031/05/14/", "-2031-05-14", "14.05.2031", "20310514".

Publishers put the day of publication there. A folder of uploads bears the day of the upload instead, and an
archive's address the day on which a copy was made: the first is marked, the second left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from sourcebook.checks.clock import days_between
from sourcebook.checks.report import parted

# A page dated one day away from its address crossed midnight on its way.
_NEAR = 1
# A file may be uploaded some days before it is published, and any time after.
_UPLOADED_BEFORE = 31
# No publisher writes a date beyond so many characters.
_LONGEST = 600
_ARCHIVED = re.compile(r"/(?:web/)?\d{14}(?:[a-z]{2}_)?/(?=https?:|www\.)")
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_MONTH = r"(?P<m>1[0-2]|0?[1-9])"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|epub|zip|jpe?g|png|mp[34])$")
_END = r"(?![\d%])"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_YEAR}(?P<s>[/._-]){_MONTH}(?P=s){_DAY}{_END}",
        rf"(?<!\d){_DAY}(?P<s>[._-]){_MONTH}(?P=s){_YEAR}(?!\d)",
        r"(?<![\da-zA-Z])(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
        r"(?<![\da-zA-Z])(?P<d>0[1-9]|[12]\d|3[01])(?P<m>0[1-9]|1[0-2])(?P<y>20\d\d)(?!\d)",
        rf"(?<=/){_YEAR}[/-](?P<m>0[1-9]|1[0-2])(?=/|$)",
    )
)


@dataclass(frozen=True, slots=True)
class UrlDate:
    """A day or month in an address: EDTF, the characters as they stand there, and whether it is a file's."""

    edtf: str
    words: str
    upload: bool


def url_dates(urls: Iterable[str], folders: frozenset[str]) -> tuple[UrlDate, ...]:
    """The dates in the paths of addresses; `folders` are the names that hold uploads."""
    return tuple(dict.fromkeys(date for url in urls for date in _of_one(url, folders)))


def _of_one(url: str, folders: frozenset[str]) -> Iterator[UrlDate]:
    path = unquote(parted(url).path[:_LONGEST])
    archived = _ARCHIVED.search(path)
    path = path[archived.end() :] if archived else path
    parts = [part.casefold() for part in path.split("/")]
    upload = any(part in folders for part in parts) or _FILE.search(parts[-1]) is not None
    yield from _read(path, upload)


def _read(path: str, upload: bool) -> Iterator[UrlDate]:
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(path):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            day = match.groupdict().get("d")
            edtf = f"{match['y']}-{int(match['m']):02}" + (f"-{int(day):02}" if day else "")
            yield UrlDate(edtf, match[0], upload)


def disagreeing(date: str | None, found: tuple[UrlDate, ...]) -> UrlDate | None:
    """The date of an address that comes nearest to the printed one, if even that one disagrees."""
    offs = [(off, one) for one in found if (off := days_between(date, one.edtf)) is not None]
    if not offs:
        return None
    off, nearest = min(offs, key=lambda pair: abs(pair[0]))
    if abs(off) <= _NEAR:
        return None
    if nearest.upload and len(nearest.edtf) == 7 and off <= _UPLOADED_BEFORE:
        return None
    return nearest
