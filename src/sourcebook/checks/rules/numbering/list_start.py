"""list-start."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.report import Report, shortened
from sourcebook.checks.rule import Rule
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.document import ItemList

_FIRST = frozenset({"a", "i", "1", "0", "α", "а", "ա", "ა"})


class ListStart(Rule):
    """A list does not begin with its first letter or number.

    ## What it does
    Looks at lettered and numbered lists. The first label must be "a", "i" or 1, or go on where an earlier
    list ended.

    ## Why it matters
    A list that begins with "b" has lost an item, or its letters no longer match what refers to them.

    ## Example
    Fails: "(b) Release the detainees. (c) Open the road."
    Passes: "(a) Release the detainees. (b) Open the road."

    ## False alarms
    A quoted part of a longer list.
    """

    name = "list-start"
    family = "numbering"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Lists whose first label is neither first nor the next after an earlier list."""
        ended: set[str] = set()
        for listed in report.document.lists:
            labels = [item.label.strip("().").casefold() for item in listed.items]
            first = labels[0] if labels else ""
            if first and first not in _FIRST and first not in ended and _counts(labels):
                item = listed.items[0]
                side = Side("list", shortened(item.passage.text), item.passage.source_span())
                view = _above(report, listed)
                yield self.finding(
                    f"The list begins with “{first}”. Let it begin with the first label, or put back what is "
                    "missing.",
                    *([report.side(view)] if view else []),
                    side,
                )
            if labels:
                ended.add(_next(labels[-1]))


def _counts(labels: list[str]) -> bool:
    """Whether a list goes on from its first label: a lone "c" may be part of something quoted."""
    return len(labels) > 1 and labels[1] == _next(labels[0])


def _next(label: str) -> str:
    if label.isascii() and label.isdigit():
        return str(int(label) + 1)
    return chr(ord(label) + 1) if len(label) == 1 else ""


def _above(report: Report, listed: ItemList) -> ParagraphView | None:
    if listed.paragraph is None:
        return None
    view = report.reading.context.views[listed.paragraph]
    return view if view.paragraph.label else None
