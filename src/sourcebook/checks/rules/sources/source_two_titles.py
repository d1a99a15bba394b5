"""source-two-titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Cited, Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.sources.pages import is_page
from sourcebook.text.folding import skeleton


class SourceTwoTitles(Rule):
    """One address is cited under two titles.

    ## What it does
    Compares the titles under which an address is cited. Where one only goes on with a subtitle, or differs in
    quotation marks and capitals, it is silent.

    ## Why it matters
    One of the titles is wrong, or one of the addresses is. A reader who opens it finds something else.

    ## Example
    Fails: "Who lives behind the barriers?" in note 93, "A count of the cut-off" in note 151, same address
    Passes: the same title in both notes

    ## False alarms
    Pages that change their headline; addresses of collections and databases with many items.
    """

    name = "source-two-titles"
    family = "sources"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Addresses cited under different titles."""
        for url, cited in report.by_url.items():
            if not is_page(url):
                continue
            first: Cited | None = None
            told: set[str] = set()
            for one in cited:
                title = _plain(one.source.title)
                if not title:
                    continue
                if first is None:
                    first = one
                    told.add(title)
                elif title not in told and not any(_same(title, other) for other in told):
                    told.add(title)
                    yield self.finding(
                        f"One address has two titles: “{first.source.title}” in note {first.note}, "
                        f"“{one.source.title}” in note {one.note}. Open the page and cite it in one way.",
                        report.source_side(first),
                        report.source_side(one),
                    )


def _plain(title: str | None) -> str:
    return " ".join(re.findall(r"\w+", skeleton(title or "")))


def _same(one: str, other: str) -> bool:
    """Whether one title only goes on where the other ends."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or long.endswith(short)
