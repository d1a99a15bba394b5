"""What the write path says no with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sourcebook.dossier.kinds.valid import Problem


class Refused(ValueError):
    """Something cannot be saved; `problems` say which record, which field and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        more = f" (and {len(problems) - 3} more)" if len(problems) > 3 else ""
        super().__init__("; ".join(str(problem) for problem in problems[:3]) + more)


class Conflict(RuntimeError):
    """Somebody else changed the record meanwhile. Nothing was saved, nothing is lost.

    `theirs` are the values that they changed, by path, as they are now; `mine` those that were to be saved;
    `both` the paths that are in both. Save again with `version` to have the last word.
    """

    def __init__(self, record: str, version: int, theirs: dict[str, Any], mine: dict[str, Any]) -> None:
        self.record = record
        self.version = version
        self.theirs = theirs
        self.mine = mine
        self.both = sorted(theirs.keys() & mine.keys())
        what = ", ".join(sorted(theirs)) or "something"
        super().__init__(
            f"{record}: somebody changed {what} meanwhile (now version {version}); "
            "look at their change, then save again"
        )
