"""What is wrong with an edition, each with its paragraph and line: what, where, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `line` counts from 1 in the Markdown file, 0 where it has none.

    `where` is the paragraph as a reader would name it ("paragraph 12", "note in paragraph 12", a heading).
    """

    rule: str
    message: str
    line: int = 0
    where: str = ""

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"line {self.line}" if self.line else "", self.where) if part)
        return f"{place}: {self.message}" if place else self.message


class EditionError(ValueError):
    """An edition that cannot be used; `problems` has everything that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")
