"""What the notes of a report usually give: a rule about what is missing asks first whether it is expected."""

from __future__ import annotations

from collections.abc import Callable

from sourcebook.checks.report import Cited, Report, host, parted

_USUAL = 0.5


def is_usual(report: Report, has: Callable[[Cited], bool], among: Callable[[Cited], bool]) -> bool:
    """Whether at least half of the report's sources of a kind have something."""
    kind = [one for one in report.cited if among(one)]
    return bool(kind) and sum(map(has, kind)) >= _USUAL * len(kind)


def has_url(one: Cited) -> bool:
    """Whether a source has an address."""
    return bool(one.source.urls)


def is_home_page(one: Cited) -> bool:
    """Whether a source is a site as a whole, not a page with a title and a date of its own."""
    url = one.first_url
    if url is None:
        return False
    parts = parted(url)
    return not parts.query and parts.path.strip("/").count("/") == 0 and "-" not in parts.path


def is_document(one: Cited) -> bool:
    """Whether a source is found by other means than an address: a book, a symbol, pages, a volume."""
    source = one.source
    return bool(source.symbol or source.pinpoint or source.details)


def is_post(one: Cited, report: Report) -> bool:
    """Whether a source is a post, which has no title of its own."""
    return one.first_url is not None and host(one.first_url) in report.data("links")["posts"]


def is_video(one: Cited, report: Report) -> bool:
    """Whether a source is a video, whose title writers often leave out."""
    return one.first_url is not None and host(one.first_url) in report.data("links")["videos"]


def is_cross_reference(one: Cited) -> bool:
    """Whether what was read as a source only points within the report ("paragraphs 14 and 15 above")."""
    source = one.source
    return not (source.urls or source.publisher or source.date)
