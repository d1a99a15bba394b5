"""The contents, baked in: a field of Word whose entries are there already, each a link to its heading.

Nothing asks the reader to update anything: with `w:updateFields` Word would open the report with a question,
and a reader who says no would keep what is there. The pages are those of the PDF where they are given; else
the entry has a field without a number, which Word fills in when the contents are updated or printed.
"""

from __future__ import annotations

from collections.abc import Mapping

from sourcebook.publish.formats.docx.inline import field_of, instruction_run, plain, words
from sourcebook.publish.formats.docx.markup import Node, raw, styled
from sourcebook.publish.formats.docx.xml import Element, element
from sourcebook.publish.printed import Heading, Printed

_DEEPEST = 6
# A longer label would run over the tab of its level.
_SHORT = 5


def contents(printed: Printed, targets: Mapping[str, str], pages: Mapping[str, int] | None) -> list[Node]:
    """The heading of the contents and its entries; nothing where no heading is listed."""
    listed = printed.contents()
    if not listed:
        return []
    language = printed.language
    entries = [_entry(heading, targets, (pages or {}).get(heading.id), language) for heading in listed]
    deepest = min(max(heading.level for heading in listed), _DEEPEST)
    begin, apart, end = (_field(one) for one in ("begin", "separate", "end"))
    entries[0][1].insert(0, raw(begin, instruction_run(f'TOC \\o "1-{deepest}" \\h \\z'), apart))
    entries[-1][1].append(raw(end))
    title = [words(printed.words.get("contents", ""), language)]
    return [
        styled("TOC Heading", title, [element("pageBreakBefore")]),
        *(styled(f"toc {level}", held) for level, held in entries),
    ]


def _field(kind: str) -> Element:
    return element("r", element("fldChar", fldCharType=kind))


def _entry(
    heading: Heading, targets: Mapping[str, str], page: int | None, language: str
) -> tuple[int, list[Node]]:
    held = plain(heading.runs, language)
    tab = raw(element("r", element("tab")))
    if heading.label:
        gap = tab if len(heading.label) <= _SHORT else words(" ", language)
        held = [words(heading.label, language), gap, *held]
    target = targets.get(heading.id)
    if target is None:
        return min(heading.level, _DEEPEST), held
    number = [words(str(page), language)] if page is not None else []
    linked = [*held, tab, *field_of(f"PAGEREF {target} \\h", *number)]
    return min(heading.level, _DEEPEST), [{"t": "Link", "c": [["", [], []], linked, [f"#{target}", ""]]}]
