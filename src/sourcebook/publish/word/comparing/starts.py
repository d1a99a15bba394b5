"""What a block is, in the edition's terms: of one that was restyled, and of one that was added.

A file knows only styles, so of a block that the edition knows just its kind and level are taken from it. Two
texts of an edition are compared in all that a start says. Tables keep the names that the sent text gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sourcebook.publish.word.flow import Start

# What a person can make of another in Word.
_STYLED = ("heading", "paragraph", "item", "quotation")


@dataclass
class Starts:
    """Makes starts; `exact` for two texts of an edition. `grids` are the sent names of returned tables."""

    exact: bool
    taken: set[str]
    grids: dict[str, str] = field(default_factory=dict)

    def known(self, pairs: Iterable[tuple[Start, Start]]) -> None:
        """Takes in which rows of the sent text are which of the returned one."""
        for start, found in pairs:
            if start.kind == "row" == found.kind and found.grid:
                self.grids.setdefault(found.grid, start.grid)

    def grid(self, found: str) -> str:
        """The name that a table has in the script."""
        if found and found not in self.grids:
            name, more = found, 2
            while name in self.taken:
                name, more = f"{found}-{more}", more + 1
            self.taken.add(name)
            self.grids[found] = name
        return self.grids.get(found, "")

    def restyled(self, read: Start, found: Start, start: Start) -> Start | None:
        """What became of a block, None if it is what it was. `read` is `start` as its file has it."""
        if self.exact:
            other = replace(found, grid=start.grid) if found.kind == start.kind else self.added(found)
            return None if other == start else other
        if read.kind not in _STYLED or found.kind not in _STYLED or start.kind not in _STYLED:
            return None
        if (read.kind, read.level) == (found.kind, found.level):
            return None
        if found.kind == start.kind:
            return replace(start, level=found.level) if found.level != start.level else None
        return Start(found.kind, start.id, found.level)

    def halved(self, start: Start, found: Start) -> Start:
        """The start of a part that was split off a block."""
        if self.exact:
            return self.added(found)
        return replace(start, id="") if found.kind == start.kind else self.added(found)

    def added(self, found: Start) -> Start:
        """The start of a block that the sent text did not have."""
        if self.exact:
            return replace(found, grid=self.grid(found.grid))
        match found.kind:
            case "heading":
                return Start("heading", level=found.level)
            case "row":
                return Start("row", grid=self.grid(found.grid), header=found.header)
            case "item" | "quotation":
                return Start(found.kind, label=found.label)
            case _:
                return Start("paragraph")
