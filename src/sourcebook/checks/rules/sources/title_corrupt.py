"""title-corrupt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule

# UTF-8 read as Latin-1 or Windows-1252 leaves these pairs.
_BROKEN = re.compile(
    r"\w{0,20}(?:[ÃÂ][\u0080-\u00bf\u0152-\u0178\u2010-\u2122]|[ÄÅ][\u0080-\u00bf\u0152-\u0178\u2010-\u2122]"
    r"|[ÐÑ][\u0080-\u00bf\u0152-\u0178\u2010-\u2122]|â€.?|\ufffd)\w{0,20}"
    r"|&(?:amp|quot|lt|gt|nbsp|#\d{1,5});|[\x00-\x08\x0b\x0e-\x1f]"
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "ARABIC", "HEBREW"})


class TitleCorrupt(Rule):
    """The letters of a title are broken.

    ## What it does
    Finds what a wrong encoding leaves in titles ("GesprÃ¤ch", "&amp;", "\ufffd"), control characters, and
    words in which letters of two scripts are mixed.

    ## Why it matters
    A broken title cannot be searched for, and shows that the source was pasted and not read.

    ## Example
    Fails: "GesprÃ¤ch mit dem Bürgermeister"
    Passes: "Gespräch mit dem Bürgermeister"

    ## False alarms
    Brand names that mix scripts on purpose.
    """

    name = "title-corrupt"
    family = "sources"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Titles with broken letters."""
        for one in report.cited:
            broken = _BROKEN.search(one.source.title or "") or _mixed(one.source.title or "")
            if broken:
                yield self.finding(
                    f"The title has broken letters at “{broken[0]}”. Copy it anew from the page.",
                    report.source_side(one),
                    paragraphs=report.citing(one.note),
                    terms=(broken[0],),
                )


def _mixed(title: str) -> re.Match[str] | None:
    """The first word with letters of two alphabets; a suffix after a hyphen or apostrophe is a word apart."""
    for word in _LETTERS.finditer(title):
        scripts = {script for c in word[0] if (script := _script(c))}
        if len(scripts) > 1:
            return word
    return None


@cache
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in _ALPHABETS else ""
