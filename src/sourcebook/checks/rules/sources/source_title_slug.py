"""source-title-slug."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.sources.pages import slug_of
from sourcebook.languages import language_of
from sourcebook.text.folding import skeleton

_WORD = re.compile(r"[^\W_]+")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|jpe?g|png|mp4)(?:[?#]|$)", re.IGNORECASE)
# More than this share of an address's words must be foreign to the title.
_FEW_COMMON = 0.7


class SourceTitleSlug(Rule):
    """The title and the words in the address have nothing in common.

    ## What it does
    Many addresses repeat the title ("taps-run-dry-in-dormet"). Where title and address are in one language
    and script, reports those that share hardly a word. Names of files are not compared.

    ## Why it matters
    The address was probably copied from another tab: it leads to another page.

    ## Example
    Fails: "Stone thrower arrested in Saarn", https://varnia-post.example/taps-run-dry-in-dormet
    Passes: "Taps run dry in Dormet", https://varnia-post.example/taps-run-dry-in-dormet

    ## False alarms
    Titles in translation; pages that changed their headline after the address was made.
    """

    name = "source-title-slug"
    family = "sources"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Titles and addresses that do not match."""
        small = frozenset(map(str, report.words("links")["small words"]))
        known = _vocabulary(report)
        for one in report.cited:
            title = _WORD.findall(skeleton(one.source.title or ""))
            if len(title) < 3:
                continue
            slugs = [[skeleton(word) for word in slug_of(url)] for url in one.source.urls]
            readable = [
                slug
                for slug, url in zip(slugs, one.source.urls, strict=True)
                if not _FILE.search(url) and comparable(title, slug, one.source.language)
            ]
            telling = [[word for word in slug if len(word) > 2 and word not in small] for slug in readable]
            if telling and all(_is_foreign(words, title, known) for words in telling):
                yield self.finding(
                    f"The address speaks of “{' '.join(readable[0])}”, the title does not. Open the page and "
                    "see whether it is the one that is meant.",
                    report.source_side(one),
                    paragraphs=report.citing(one.note),
                )


def _is_foreign(telling: list[str], title: list[str], known: frozenset[str]) -> bool:
    """Whether an address's words are not those of the title, though they could be.

    Addresses in other letters than Latin are made from the title as it stands: one long word that it does not
    have is enough. Latin ones are shortened and changed by hand; words that the report never uses are of
    another language, or a transliteration.
    """
    strange = [word for word in telling if not _occurs(word, title)]
    if not "".join(telling).isascii():
        return any(len(word) > 5 for word in strange)
    could = sum(word in known for word in telling) * 2 >= len(telling)
    return could and len(telling) >= 3 and len(strange) > _FEW_COMMON * len(telling)


def _vocabulary(report: Report) -> frozenset[str]:
    """Every word of the report, and of the titles that are in its language."""
    texts = [view.text for view in report.views]
    sources = (one.source for one in report.cited)
    texts += (s.title for s in sources if s.title and s.language == report.language)
    return frozenset(word for text in texts for word in _WORD.findall(skeleton(text)))


def comparable(title: list[str], slug: list[str], language: str | None) -> bool:
    """Whether title and address can share words: letters of one script, and no transliteration."""
    letters = "".join(title)
    latin = sum(c.isascii() for c in letters) > 0.9 * len(letters)
    same_language = language_of(" ".join(slug), language) == language
    return bool(slug) and "".join(slug).isascii() == latin and same_language


def _occurs(word: str, title: list[str]) -> bool:
    """Whether a word of an address stands in a title, whole, by its beginning, or glued to its neighbour."""
    stem = word[: max(4, len(word) - 3)]
    glued = ("".join(pair) for pair in pairwise(title))
    return any(t.startswith(stem) or (len(t) > 3 and word.startswith(t)) for t in title) or word in glued
