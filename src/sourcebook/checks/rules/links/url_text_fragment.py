"""url-text-fragment."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Edit, Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule


class UrlTextFragment(Rule):
    """An address ends with words that a browser marked.

    ## What it does
    Names addresses with a text fragment ("#:~:text="), which a browser adds when a passage was marked, and
    offers the address without it.

    ## Why it matters
    It is long, it breaks in print, and it shows what somebody searched for. The passage belongs into the
    citation as a quotation or a page.

    ## Example
    Fails: "https://varnia-post.example/road#:~:text=the%20road"
    Passes: "https://varnia-post.example/road"

    ## False alarms
    None known.
    """

    name = "url-text-fragment"
    family = "links"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """Addresses with a text fragment."""
        for one in report.cited:
            for url in one.source.urls:
                clean, mark, _ = url.partition("#:~:text=")
                if mark:
                    side = report.source_side(one)
                    yield self.finding(
                        f"The address ends with a passage that a browser marked. Use it without: {clean}",
                        side,
                        paragraphs=report.citing(one.note),
                        terms=(url,),
                        edit=Edit(side, url, clean),
                    )
