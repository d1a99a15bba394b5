"""Quotations are looked up in the preserved copies of their sources; where they stand, evidence is put.

A statement from a report knows which sources the report cites for it. Once a copy of such a source is in the
dossier, its quotations can be compared with it, and the exact place becomes evidence.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sourcebook.checks.verbatim import verify
from sourcebook.checks.verbatim.source import SourceText, prepared
from sourcebook.dossier.kinds.fetch import plains
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.models import Capture, Record, TextLayer
from sourcebook.dossier.seen import current
from sourcebook.dossier.write import Edit, edit
from sourcebook.dossier.write.links import in_parts, is_id
from sourcebook.text.selectors import select


@dataclass(frozen=True, slots=True)
class Sought:
    """A passage of a statement and what came of looking it up in a capture: `kind` as in `verify`."""

    record: str
    capture: str
    words: str
    kind: str
    message: str

    @property
    def found(self) -> bool:
        """Whether the copy has the words."""
        return self.kind in ("verbatim", "folded", "omission", "bracket")


@dataclass(frozen=True, slots=True)
class _Copy:
    capture: str
    layer: str
    text: SourceText


def anchor(ids: Sequence[str] = ()) -> list[Sought]:
    """Looks up the quotations of statements (all, or those of these ids) in the copies of their sources.

    Adds evidence for `text` where they stand; what stands there already is not added again. One revision.
    Raises NotAllowed, Refused.
    """
    current().must("edit")
    statements = list(_statements(ids))
    copies = _copies({source for one in statements for source in _sources(one)})
    sought: list[Sought] = []
    edits: list[Edit] = []
    for statement in statements:
        rows: dict[str, Plain] = {}
        for source in _sources(statement):
            for copy in copies.get(source, ()):
                sought.extend(_looked_up(statement, copy, rows))
        if rows:
            edits.append(Edit(statement["id"], rows))
    if edits:
        edit(edits, "quotations found in the preserved copies of their sources", act="anchor")
    return sought


def _statements(ids: Sequence[str]) -> Iterator[Plain]:
    """Those that count: not withdrawn (merged and erased ones are), as far as the viewer sees them."""
    found = Record.objects.filter(dossier_id=current().within, kind="statement").exclude(status="withdrawn")
    if not ids:
        yield from plains(found.order_by("pk"))
    for some in in_parts(sorted(one for one in set(ids) if is_id(one))):
        yield from plains(found.filter(pk__in=some).order_by("pk"))


def _sources(statement: Plain) -> list[str]:
    return list(dict.fromkeys(row["basis"] for row in statement["evidence"] if row["basis"]))


def _copies(sources: Iterable[str]) -> dict[str, list[_Copy]]:
    """The texts of the preserved copies of sources, by source; not those of withdrawn ones."""
    captures: dict[object, str] = {}
    for some in in_parts(sorted(sources)):
        rows = Capture.objects.filter(source_id__in=some).exclude(record__status="withdrawn")
        captures.update((pk, str(source)) for pk, source in rows.values_list("record_id", "source_id"))
    found: dict[str, list[_Copy]] = {}
    for some in in_parts(captures):
        layers = TextLayer.objects.filter(record_id__in=some, current=True).order_by("record_id", "pk")
        for pk, record, text in layers.values_list("pk", "record_id", "text"):
            found.setdefault(captures[record], []).append(_Copy(str(record), str(pk), prepared(text)))
    return found


def _looked_up(statement: Plain, copy: _Copy, rows: dict[str, Plain]) -> Iterator[Sought]:
    """What came of each passage; `rows` gets the evidence for those that stand in the copy."""
    known = [
        (row["start"], row["end"])
        for row in statement["evidence"]
        if row["field"] == "text" and row["layer"] == copy.layer and row["start"] is not None
    ]
    for words in _quoted(statement, copy.layer):
        verdict = verify(words, copy.text)
        yield Sought(statement["id"], copy.capture, words, verdict.kind, verdict.message)
        for span in verdict.spans if verdict.faithful else ():
            # What a person put may end with a full stop more.
            if any(start == span.start or start <= span.start < span.end <= end for start, end in known):
                continue
            if span.end > span.start:
                known.append((span.start, span.end))
                row = _row(statement["id"], copy, span.start, span.end)
                rows[f"evidence/{row['id']}"] = row


def _row(statement: str, copy: _Copy, start: int, end: int) -> Plain:
    selector = select(copy.text.text, start, end)
    return {
        "id": str(uuid.uuid5(uuid.UUID(statement), f"{copy.layer} {start} {end}")),
        "field": "text",
        "layer": copy.layer,
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
        "start": start,
        "end": end,
        "stance": "supports",
        "state": "anchored",
    }


def _quoted(statement: Plain, layer: str) -> list[str]:
    """The passages that were quoted: those of its evidence elsewhere, else its whole text."""
    passages = [
        row["exact"]
        for row in sorted(statement["evidence"], key=lambda one: (one["start"] or 0, one["id"]))
        if row["field"] == "text" and row["exact"] and row["layer"] != layer
    ]
    text = statement["fields"]["text"]
    return list(dict.fromkeys(passages)) or ([text] if text else [])
