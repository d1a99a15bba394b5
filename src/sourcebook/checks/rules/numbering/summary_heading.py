"""summary-heading."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.reading.document import Section
from sourcebook.text.folding import skeleton

_NEAR = 70


class SummaryHeading(Rule):
    """A heading of the summary names no chapter.

    ## What it does
    Where the headings within the summary mostly repeat those of the chapters, reports those that do not, with
    the chapter that comes nearest.

    ## Why it matters
    The summary and the body have drifted apart, and the reader looks for a chapter that is not there.

    ## Example
    Fails: "Reaction of institutions" in the summary, "REACTIONS OF INSTITUTIONS" as the chapter
    Passes: "Reactions of institutions" in the summary, "REACTIONS OF INSTITUTIONS" as the chapter

    ## False alarms
    A summary that puts two chapters together on purpose.
    """

    name = "summary-heading"
    family = "numbering"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Headings below the summary's that equal no chapter's."""
        titles = {skeleton(title) for title in report.words("parts")["summary"]}
        chapters: dict[str, str] = {}
        within: list[Section] = []
        level: int | None = None
        for section in report.document.sections:
            if level is not None and section.level > level:
                within.append(section)
                continue
            level = section.level if skeleton(section.title) in titles else None
            if level is None:
                chapters.setdefault(skeleton(section.title), section.title)
        strange = [section for section in within if skeleton(section.title) not in chapters]
        if not within or len(strange) * 2 > len(within):
            return
        for section in strange:
            near = process.extractOne(skeleton(section.title), list(chapters), scorer=fuzz.token_sort_ratio)
            hint = f"; the nearest is “{chapters[near[0]]}”" if near and near[1] >= _NEAR else ""
            yield self.finding(
                f"“{section.title}” in the summary is no chapter of the report{hint}. Let the two agree.",
                Side("summary", section.title, section.passage.source_span()),
                *([Side("chapter", chapters[near[0]])] if hint else []),
                terms=(section.title,),
            )
