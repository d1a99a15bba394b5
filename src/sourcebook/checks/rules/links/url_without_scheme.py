"""url-without-scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Cited, Report
from sourcebook.checks.rule import Rule

# So few may be slips, though no other address of the report begins so.
_FEW = 2
_WWW = re.compile(r"^(?:https?://)?www\.")
# "www." or a host with a path, with no scheme or other part of an address before it.
_WITHOUT = re.compile(
    r"(?<![\w/@.:%=&?-])(?:www\.[\w-]{1,60}|(?:[\w-]{1,60}\.){1,4}[a-z]{2,12}(?=/\w))(?:\.[\w-]{1,60}){0,4}(?:/[^\s<>\"“”]{0,2000})?"
)


class UrlWithoutScheme(Rule):
    """An address lacks https://.

    ## What it does
    Reports addresses that begin with "www." or with their host, unless the house writes most of them so.

    ## Why it matters
    Programs do not recognise it as a link, and archives do not preserve it.

    ## Example
    Fails: "www.varnia-post.example/road"
    Passes: "https://www.varnia-post.example/road"

    ## False alarms
    A site that is only named, not cited.
    """

    name = "url-without-scheme"
    family = "links"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Addresses written without a scheme."""
        found: list[tuple[Cited, str]] = []
        for one in report.cited:
            text = report.document.notes_by_number[one.note].text[slice(*one.source.span)]
            found += ((one, match[0].rstrip(".,;)")) for match in _WITHOUT.finditer(text))
        whole = [url for one in report.cited for url in one.source.urls]
        shown = sum(_WWW.search(url) is not None for url in whole)
        bare = sum(url.startswith("www.") for _, url in found)
        for one, url in found:
            usual = bare > max(_FEW, shown / 2) if url.startswith("www.") else len(found) * 2 > len(whole)
            if usual:
                # The house writes its addresses so.
                continue
            yield self.finding(
                f"The address {url} lacks https://. Write it as the browser shows it.",
                report.source_side(one),
                paragraphs=report.citing(one.note),
                terms=(url,),
            )
