"""url-tracking."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Edit, Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.links.tracking import Tracking


class UrlTracking(Rule):
    """An address carries parameters that follow the reader.

    ## What it does
    Names addresses with parameters such as "utm_source" or "fbclid", by a list; offers the address without.

    ## Why it matters
    They tell others who opened the link and from where, sometimes which member of the team found it; and the
    same page seems to be two.

    ## Example
    Fails: "https://varnia-post.example/road?utm_source=newsletter"
    Passes: "https://varnia-post.example/road"

    ## False alarms
    Sites that use such a name for a parameter of their own.
    """

    name = "url-tracking"
    family = "links"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """Addresses with tracking parameters."""
        tracking = Tracking(report.data("links"))
        for one in report.cited:
            for url in one.source.urls:
                clean, taken = tracking.without(url)
                if taken:
                    side = report.source_side(one)
                    yield self.finding(
                        f"The address carries what follows the reader ({', '.join(taken)}). "
                        f"Use it without: {clean}",
                        side,
                        paragraphs=report.citing(one.note),
                        terms=taken,
                        edit=Edit(side, url, clean),
                    )
