"""url-plain-http."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.reading.document import Note


class UrlPlainHttp(Rule):
    """An address begins with http:// only.

    ## What it does
    Names addresses without the "s" of https.

    ## Why it matters
    Most sites have moved; the old address may stop to forward. What is sent unencrypted can be changed on its
    way, which matters when a page is preserved as evidence.

    ## Example
    Fails: "http://varnia-post.example/road"
    Passes: "https://varnia-post.example/road"

    ## False alarms
    Old sites that have no other address.
    """

    name = "url-plain-http"
    family = "links"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """Addresses with plain http."""
        for one in report.cited:
            note = report.document.notes_by_number[one.note]
            for url in one.source.urls:
                if url.casefold().startswith("http://") and _is_written(url, note):
                    yield self.finding(
                        f"{url} is a plain http address. Use https where the site has it.",
                        report.source_side(one),
                        paragraphs=report.citing(one.note),
                        terms=(url,),
                    )


def _is_written(url: str, note: Note) -> bool:
    """Whether the note itself has the scheme: the reader adds one to "www.", to link it."""
    bare = url.partition("://")[2][:40]
    return f"http://{bare}" in note.text.replace("\\", "") or bare not in note.text
