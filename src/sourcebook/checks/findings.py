"""A finding: which rule, how grave, what to do, and the evidence on both sides."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from sourcebook.text import Span
from sourcebook.text.folding import skeleton

Severity = Literal["error", "warning", "info"]
Family = Literal[
    "numbering",
    "notes",
    "sources",
    "links",
    "dates",
    "quotations",
    "figures",
    "names",
    "abbreviations",
    "voice",
    "evidence",
    "attribution",
    "agreement",
    "places",
    "protection",
    "coding",
]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the evidence: words of the report, or of a dossier, and where they stand.

    `where` says it in words ("paragraph 28", "note 35", "table of contents"); `paragraph` is the label with
    "b", "c" for a second or third run of a number, `note` the note's number; `span` lies in
    `Document.source` (code points), None where what is shown stands nowhere (an entry that is missing).

    In a dossier `record` is the id of the record, `field` the field of it ("" for the whole; parts as
    "speakers/<id>/actor"), `evidence` the id of the piece of evidence and `layer` that of the text layer
    that is shown: then `span` lies in the layer's text.
    """

    where: str
    words: str
    span: Span | None = None
    paragraph: str | None = None
    note: int | None = None
    record: str | None = None
    field: str = ""
    evidence: str | None = None
    layer: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A mechanical correction that is offered: at `side`, `old` is to become `new`. Never applied unasked."""

    side: Side
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found.

    `paragraphs` (labels) and `notes` (numbers) name every place that it concerns; `terms` the words it is
    about where it is about words; `uncertain` that it rests on a reading which may be wrong: such a finding
    was dropped by one level and says so.
    """

    rule: str
    severity: Severity
    message: str
    sides: tuple[Side, ...] = ()
    paragraphs: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    terms: tuple[str, ...] = ()
    uncertain: bool = False
    edit: Edit | None = None

    @property
    def start(self) -> int:
        """Where in the source the finding first points to; beyond every text where it points nowhere."""
        return min((side.span.start for side in self.sides if side.span), default=1 << 60)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records that it concerns; none in a report."""
        return tuple(dict.fromkeys(side.record for side in self.sides if side.record))

    @property
    def fingerprint(self) -> str:
        """What stays the same when paragraphs and notes are numbered anew: the rule and the words shown.

        In a dossier the records and fields too, whose ids never change.
        """
        words = "\x1f".join(sorted(skeleton(side.words) for side in self.sides))
        records = (f"{side.record}/{side.field}" for side in self.sides if side.record)
        told = "\x1e".join((self.rule, words, *self.terms, *sorted(records)))
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]


def lowered(severity: Severity) -> Severity:
    """One level less grave."""
    return SEVERITIES[min(SEVERITIES.index(severity) + 1, 2)]
