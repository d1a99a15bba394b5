"""url-near-duplicate."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule

# Paths shorter than this may well be codes.
_SHORT = 12


class UrlNearDuplicate(Rule):
    """Two addresses differ by one letter.

    ## What it does
    Compares the addresses of the report. Two that differ by one letter more, less or other are reported; two
    that differ in a figure are different pages.

    ## Why it matters
    One of them is a slip of the hand, and leads nowhere.

    ## Example
    Fails: "https://observers.example/postcard-case" in note 111, ".../postcard-cases" in note 152
    Passes: the same address in both

    ## False alarms
    Short identifiers of letters, as some platforms give them.
    """

    name = "url-near-duplicate"
    family = "links"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Pairs of addresses that differ by one letter."""
        seen: dict[str, str] = {}
        for url in report.by_url:
            shapes = list(_shapes(url))
            near = dict.fromkeys(
                other
                for other in map(seen.get, shapes)
                if other is not None and other != url and _differs_in_letter(url, other)
            )
            for other in near:
                here, there = report.by_url[url][0], report.by_url[other][0]
                yield self.finding(
                    f"Two addresses differ by one letter: {other} and {url}. Open both and keep one.",
                    report.source_side(there),
                    report.source_side(here),
                    terms=(other, url),
                )
            seen.update(dict.fromkeys(shapes, url))


def _shapes(url: str) -> Iterator[str]:
    """What two addresses share where one has a letter more, or both another letter at one place."""
    yield url
    for n in range(len(url)):
        without = url[:n] + url[n + 1 :]
        yield without
        yield f"{without}\0{n}"


def _differs_in_letter(one: str, other: str) -> bool:
    """Whether the letter in which two addresses differ is a letter or hyphen in the path, no figure."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    letters = one[start : start + 1] + other[start : start + 1]
    path = max(one.find("/"), 0)
    return start > path and len(one) > path + _SHORT and not any(c.isdigit() for c in letters)
