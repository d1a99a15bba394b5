"""url-truncated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from sourcebook.checks.findings import Edit, Finding, Severity
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.sources.pages import slug_of
from sourcebook.text.folding import skeleton

_OPEN_END = re.compile(r"(?:[-=&%]|\.\.\.|…|%[0-9A-Fa-f])$")
_WORD = re.compile(r"[^\W_]+")
# Two words that only a space or a hyphen parts.
_PAIR = re.compile(r"(?<![^\W_])([^\W_]{3,40})[ -](?=([^\W_]{3,40}))")
# What an inflected word has more: the title may have another number or tense.
_ENDINGS = frozenset({"", "s", "es", "d", "ed", "ing", "n", "e", "er", "ly"})
_STEP = re.compile(r"[^\W\d_]{6,60}")


class UrlTruncated(Rule):
    """An address breaks off, or has lost a hyphen.

    ## What it does
    Reports an address that ends with a hyphen, an equals sign or dots; one in which a word is cut short that
    the title has in full ("civilians-have-gard-", "gardens"); and one in which two words of the title are
    glued together ("human-rightspractices"), as happens when an address is copied over a line's end.

    ## Why it matters
    The address leads nowhere, and looks as if nobody had ever opened it.

    ## Example
    Fails: "Who has gardens?", https://varnia-post.example/who-has-gard-1177
    Passes: "Who has gardens?", https://varnia-post.example/who-has-gardens-1177

    ## False alarms
    Sites that shorten the words of their addresses themselves, or write them without hyphens: a word cut at
    the very end is only mentioned, a glued one is a warning.
    """

    name = "url-truncated"
    family = "links"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Addresses that break off or have a lost hyphen."""
        for one in report.cited:
            title = skeleton(one.source.title or "")
            for url in one.source.urls:
                found = _broken_off(url) or _cut(url, title) or _glued(url, title)
                if found is None:
                    continue
                severity, what, new = found
                side = report.source_side(one)
                yield self.finding(
                    f"The address {what}: {url}. Open it, and copy it from the page.",
                    side,
                    severity=severity,
                    paragraphs=report.citing(one.note),
                    terms=(url,),
                    edit=Edit(side, url, new) if new else None,
                )


Found = tuple[Severity, str, str | None]


def _broken_off(url: str) -> Found | None:
    return ("error", "breaks off at its end", None) if _OPEN_END.search(url) else None


def _cut(url: str, title: str) -> Found | None:
    """A word of the address that is only the beginning of the title's word at its place."""
    slug = [skeleton(word) for word in slug_of(url)]
    words = _WORD.findall(title)
    own, after = frozenset(words), dict(pairwise(words))
    for before, word in pairwise(slug):
        full = after.get(before, "")
        if len(word) > 2 and word not in own and full.startswith(word) and full[len(word) :] not in _ENDINGS:
            last = skeleton(url).rstrip("/").endswith(word)
            return "info" if last else "error", f"has “{word}” where the title has “{full}”", None
    return None


def _glued(url: str, title: str) -> Found | None:
    """Two words of the title without the hyphen between them."""
    if url.count("-") < 3:
        return None
    pairs = {a + b: (a, b) for a, b in _PAIR.findall(title)}
    words = frozenset(_WORD.findall(title))
    for word in _STEP.findall(unquote(url)):
        pair = pairs.get(skeleton(word))
        if pair and skeleton(word) not in words:
            new = url.replace(word, f"{word[: len(pair[0])]}-{word[len(pair[0]) :]}", 1)
            return "warning", f"has “{word}” in one word, the title in two", new if word in url else None
    return None
