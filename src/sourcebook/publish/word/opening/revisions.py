"""Who made a tracked change, when, and which moves have both their ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sourcebook.publish.word.opened import Revision
from sourcebook.publish.word.opening.xml import Element, W

_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")
_FROM, _TO = W + "moveFrom", W + "moveTo"


def date_of(said: str | None) -> str:
    """A date of the file; "" where it is none, or says 1970 or before, as editors do for "unknown"."""
    said = (said or "").strip()
    return said if _DATE.fullmatch(said) and said[:4] > "1970" else ""


@dataclass(slots=True)
class Moves:
    """Moves whose ranges are open, of either end, by the ids of their marks."""

    paired: frozenset[str] = frozenset()
    open: dict[str, dict[str, str]] = field(default_factory=lambda: {_FROM: {}, _TO: {}})
    last: dict[str, str] = field(default_factory=dict)

    def begin(self, element: Element, tag: str) -> None:
        """A range of an end (`tag` is that of the changes in it) begins."""
        name = element.get(W + "name") or ""
        if name in self.paired:
            self.open[tag][element.get(W + "id") or ""] = name
            self.last[tag] = name

    def end(self, element: Element, tag: str) -> None:
        """A range ends."""
        self.open[tag].pop(element.get(W + "id") or "", None)

    def name(self, tag: str, *, of_mark: bool = False) -> str:
        """The move that a change belongs to; the range of a paragraph's mark may end just before it."""
        if tag not in self.open:
            return ""
        inside = self.open[tag]
        return next(reversed(inside.values())) if inside else self.last.get(tag, "") if of_mark else ""


def moves_of(root: Element) -> Moves:
    """The moves of a part, none of them begun: those whose two ends are there."""
    ends = [
        {one.get(W + "name") for one in root.iter(W + tag)}
        for tag in ("moveFromRangeStart", "moveToRangeStart")
    ]
    return Moves(frozenset(ends[0] & ends[1]) - {None, ""})


def revision(element: Element, move: str = "") -> Revision:
    """Who made the change that an element tracks."""
    return Revision((element.get(W + "author") or "").strip(), date_of(element.get(W + "date")), move)
