"""What came of comparing a quotation with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourcebook.text import Span

Kind = Literal[
    "verbatim",
    "folded",
    "omission",
    "bracket",
    "not-found",
    "reversed",
    "spliced",
    "negation-swallowed",
    "bracket-turns-sense",
    "altered-words",
    "wrong-speaker",
    "translation",
]
FAITHFUL: tuple[Kind, ...] = ("verbatim", "folded", "omission", "bracket")

_ASKS = "?؟՞"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that are not the same: as quoted, and as the source has them. Either may be empty."""

    quoted: str
    source: str

    @property
    def slight(self) -> bool:
        """Whether only punctuation or capitals differ, and it is not a question on one side only."""
        asked = [any(c in _ASKS for c in text) for text in (self.quoted, self.source)]
        return _bare(self.quoted) == _bare(self.source) and asked[0] == asked[1]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A quotation against its source.

    `spans` are the stretches of the source that the quotation, or each fragment of it, was found at: code
    points of the stored text, in the order of the quotation. `differences` are the words the verdict is
    about: those altered, those an omission swallowed, those a bracket replaced.
    """

    kind: Kind
    message: str
    spans: tuple[Span, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def faithful(self) -> bool:
        """Whether the quotation may stand as it is."""
        return self.kind in FAITHFUL

    @property
    def slight(self) -> bool:
        """Whether all that differs is punctuation and capitals."""
        return self.kind == "altered-words" and all(one.slight for one in self.differences)


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
