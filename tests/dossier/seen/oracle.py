"""Who may see a planted string, told from the string alone: written out here, not read from the program.

A marker names what its row hangs on: `§10-P+12AD+.3B!#17§` is seen by who sees a public published record of
dossier 1 that nobody owns, and a restricted draft of A in dossier 1, and level 3 of B; "!" is not for the
public, "|" parts alternatives, "D1" is dossier 1 itself, "#17" makes it unique.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKER = re.compile(r"§[^§]*§")
# role: the level seen of everybody's, and of one's own organisation's.
SEES = {
    "public": (0, 0),
    "reader": (1, 1),
    "contributor": (1, 2),
    "reviewer": (2, 2),
    "publisher": (2, 2),
    "keeper": (3, 3),
}


@dataclass(frozen=True)
class Who:
    """Somebody of a role and an organisation ("A", "B" or none), looking at dossier 1 or 2."""

    role: str
    organisation: str
    dossier: str = "1"

    def may(self, marker: str) -> bool:
        """Whether they may see a marker."""
        needs, _ = marker.strip("§").split("#")
        if needs.endswith("!") and self.role == "public":
            return False
        return any(all(map(self._meets, one.split("+"))) for one in needs.rstrip("!").split("|"))

    def _meets(self, need: str) -> bool:
        if need.startswith("D"):
            return need[1] == self.dossier
        if need.startswith("."):
            return self._level(need[1], need[2])
        dossier, level, owner, status = tuple(need)
        return (
            dossier == self.dossier and self._level(level, owner) and (self.role != "public" or status == "P")
        )

    def _level(self, level: str, owner: str) -> bool:
        everybody, own = SEES[self.role]
        return int(level) <= everybody or (owner == self.organisation and int(level) <= own)


EVERYONE = [Who(role, organisation) for role in SEES for organisation in ("A", "B", "")]


def hidden_in(shown: str, who: Who) -> list[str]:
    """The markers in what was shown that this viewer must not see."""
    return [marker for marker in set(MARKER.findall(shown)) if not who.may(marker)]
