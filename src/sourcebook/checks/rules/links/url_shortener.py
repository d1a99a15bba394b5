"""url-shortener."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Edit, Finding
from sourcebook.checks.report import Report, host
from sourcebook.checks.rule import Rule


class UrlShortener(Rule):
    """An address only forwards to another.

    ## What it does
    Reports addresses of services that shorten links, by a list of their hosts.

    ## Why it matters
    Nobody sees where it leads, it can be led elsewhere, and it dies with the service. A court cannot
    accept it as a source.

    ## Example
    Fails: "https://bit.ly/3xYzAbc"
    Passes: "https://varnia-post.example/2031/05/the-road-is-closed"

    ## False alarms
    None known.

    ## Options
    `hosts`: more shorteners, such as those of single newspapers and ministries.
    `known`: a table of short addresses and what they lead to, so that a correction can be offered.
    """

    name = "url-shortener"
    family = "links"
    severity = "error"
    options = {"hosts": [], "known": {}}

    def find(self, report: Report) -> Iterator[Finding]:
        """Addresses of shorteners."""
        hosts = {*report.data("links")["shorteners"], *self.option["hosts"]}
        for one in report.cited:
            for url in one.source.urls:
                if host(url) not in hosts:
                    continue
                side = report.source_side(one)
                full = self.option["known"].get(url)
                yield self.finding(
                    f"{url} only forwards to another address. Open it and cite the address that it leads to.",
                    side,
                    paragraphs=report.citing(one.note),
                    terms=(url,),
                    edit=Edit(side, url, str(full)) if full else None,
                )
