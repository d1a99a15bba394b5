"""contents-missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz import process

from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.text import Passage
from sourcebook.text.folding import skeleton

_NUMBER = re.compile(r"^(?:[ivxlc]{1,7}|[a-z]|\d{1,2}(?:\.\d{1,2}){0,3})[.)]\s+")
# A level of headings is listed where at least this share of it is.
_COVERED = 0.75
_TELLING = 12
_NEAR = 80


class ContentsMissing(Rule):
    """A heading has no entry in the table of contents.

    ## What it does
    Where a report has a table of contents, looks for the heading of each chapter and section in it. Levels of
    headings that the table does not list at all are left out.

    ## Why it matters
    A chapter that the contents do not name is not found, and the table was not made after the last edit.

    ## Example
    Fails: a heading "Court rulings" that the table of contents does not have
    Passes: the same heading, with its entry

    ## False alarms
    Headings within boxes and forewords that a house leaves out on purpose.
    """

    name = "contents-missing"
    family = "numbering"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Headings without an entry, at levels that the table lists."""
        entries = _Entries(_bare(entry.title) for entry in report.document.contents)
        if not entries.titles:
            return
        listed: Counter[int] = Counter()
        all_of: Counter[int] = Counter()
        headings = [
            s
            for s in report.document.sections
            if s.region == "body" and _bare(s.title) not in self._own_titles(report)
        ]
        summary = self._within_summary(report)
        for section in headings:
            if section.passage not in summary:
                all_of[section.level] += 1
                listed[section.level] += section.title in entries
        for section in headings:
            missing = section.title not in entries and section.passage not in summary
            if missing and listed[section.level] >= _COVERED * all_of[section.level]:
                near = process.extractOne(_bare(section.title), sorted(entries.titles), score_cutoff=_NEAR)
                hint = f"; the nearest is “{near[0]}”" if near else ""
                yield self.finding(
                    f"The heading “{section.title}” has no entry in the table of contents{hint}. Add the "
                    "entry, or update the table.",
                    Side("heading", section.title, section.passage.source_span()),
                    terms=(section.title,),
                )

    def _own_titles(self, report: Report) -> frozenset[str]:
        """How the table of contents itself is headed."""
        return frozenset(_bare(title) for title in report.words("parts")["contents"])

    def _within_summary(self, report: Report) -> frozenset[Passage]:
        """Headings below that of the summary: tables of contents leave them out."""
        titles = {_bare(title) for title in report.words("parts")["summary"]}
        found: list[Passage] = []
        level: int | None = None
        for section in report.document.sections:
            if level is not None and section.level > level:
                found.append(section.passage)
            else:
                level = section.level if _bare(section.title) in titles else None
        return frozenset(found)


class _Entries:
    """The entries of the table; of one that runs over two lines, its last line may be all that was read."""

    def __init__(self, titles: Iterable[str]) -> None:
        self.titles = frozenset(titles)
        self._ends = tuple(title for title in self.titles if len(title) > _TELLING)

    def __contains__(self, title: str) -> bool:
        bare = _bare(title)
        return bare in self.titles or bare.endswith(self._ends)


def _bare(title: str) -> str:
    """A title without its number and what may differ in print."""
    return re.sub(r"\s*-\s*", "-", _NUMBER.sub("", skeleton(title))).strip(" .:")
