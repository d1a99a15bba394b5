"""source-publisher-host."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Cited, Report, host
from sourcebook.checks.rule import Rule
from sourcebook.text.folding import skeleton

_OFTEN = 3
_SHARE = 0.7
# Endings of hosts that are longer than three letters.
_ENDINGS = frozenset({"info", "news", "example", "online", "press", "media", "museum"})


class SourcePublisherHost(Rule):
    """The named publisher and the address do not belong together.

    ## What it does
    Learns from the other notes on which host each publisher publishes. Reports a source whose publisher has
    a host of its own, but whose address lies on the host of another.

    ## Why it matters
    A newspaper's account of a speech is not the president's own text. Whoever is named must be who is read.

    ## Example
    Fails: "Office of the President, ..., https://varnia-post.example/7", though it has a site of its own
    Passes: "Varnia Post, ..., https://varnia-post.example/7"

    ## False alarms
    Publishers with several sites; texts that one publisher carries for another.
    """

    name = "source-publisher-host"
    family = "sources"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Sources on a host that is not their publisher's."""
        placed = [(one, _name(one), site) for one in report.cited if (site := self._site(one, report))]
        placed = [(one, name, site) for one, name, site in placed if name]
        by_name: dict[str, Counter[str]] = defaultdict(Counter)
        for _, name, site in placed:
            by_name[name][site] += 1
        for one, name, site in placed:
            usual, times = by_name[name].most_common(1)[0]
            enough = times >= _OFTEN and times >= _SHARE * by_name[name].total()
            if site == usual or not enough or _related(site, usual):
                continue
            yield self.finding(
                f"“{one.source.publisher}” is named, but the address lies on {site}; elsewhere its pages are "
                f"on {usual}. Name who published this page.",
                report.source_side(one),
                paragraphs=report.citing(one.note),
            )

    def _site(self, one: Cited, report: Report) -> str | None:
        """The host of a source, as its own site; None for platforms, archives and shorteners."""
        lists = report.data("links")
        name = host(one.first_url) if one.first_url else ""
        shared = (*lists["posts"], *lists["videos"], *lists["archives"], *lists["shorteners"])
        return None if not name or name in shared else name


def _name(one: Cited) -> str:
    return skeleton(one.source.publisher or "").strip(" .")


def _related(one: str, other: str) -> bool:
    """Whether two hosts may belong to one house: a shared domain, or one name within the other."""
    a, b = _label(one), _label(other)
    return a == b or (min(len(a), len(b)) >= 4 and (a in b or b in a))


def _label(name: str) -> str:
    """The telling part of a host: "varnia-post" of "news.varnia-post.co.uk"."""
    parts = name.split(".")
    while len(parts) > 1 and (len(parts[-1]) <= 3 or parts[-1] in _ENDINGS):
        parts.pop()
    return parts[-1]
