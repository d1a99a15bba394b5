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
    viewer = current()
    viewer.must("edit")
    found = Record.objects.filter(dossier_id=viewer.within, kind="statement", merged_into=None, erased_at=None)
    statements = list(plains((found.filter(pk__in=list(ids)) if ids else found).order_by("pk")))
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


def _sources(statement: Plain) -> list[str]:
    return list(dict.fromkeys(row["basis"] for row in statement["evidence"] if row["basis"]))


def _copies(sources: Iterable[str]) -> dict[str, list[_Copy]]:
    captures = dict(Capture.objects.filter(source_id__in=list(sources)).values_list("record_id", "source_id"))
    found: dict[str, list[_Copy]] = {}
    layers = TextLayer.objects.filter(record_id__in=list(captures), current=True).order_by("record_id")
    for pk, record, text in layers.values_list("pk", "record_id", "text"):
        found.setdefault(str(captures[record]), []).append(_Copy(str(record), str(pk), prepared(text)))
    return found


def _looked_up(statement: Plain, copy: _Copy, rows: dict[str, Plain]) -> Iterator[Sought]:
    known = {(row["layer"], row["start"]) for row in statement["evidence"]}
    for words in _quoted(statement, copy.layer):
        verdict = verify(words, copy.text)
        yield Sought(statement["id"], copy.capture, words, verdict.kind, verdict.message)
        if not verdict.faithful:
            continue
        text = copy.text.text
        for span in verdict.spans:
            if (copy.layer, span.start) in known or span.end <= span.start:
                continue
            known.add((copy.layer, span.start))
            selector = select(text, span.start, span.end)
            id = str(uuid.uuid5(uuid.UUID(statement["id"]), f"{copy.layer} {span.start} {span.end}"))
            rows[f"evidence/{id}"] = {
                "id": id,
                "field": "text",
                "layer": copy.layer,
                "exact": selector.exact,
                "prefix": selector.prefix,
                "suffix": selector.suffix,
                "start": span.start,
                "end": span.end,
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
