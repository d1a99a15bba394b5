"""What all drafts of one report share: where its text lies, ids that stay, names that become records."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sourcebook.dossier.ingest.keeping import stable
from sourcebook.dossier.ingest.report.naming import key_of
from sourcebook.dossier.kinds.plain import Plain, empty_plain, whole_part
from sourcebook.languages import script_of
from sourcebook.reading.extract import Reading
from sourcebook.reading.layer import Layer
from sourcebook.text import Span
from sourcebook.text.folding import skeleton
from sourcebook.text.selectors import select

_EVIDENCE = {"basis": None, "on_file": "", "stance": "supports"}


@dataclass
class Drafting:
    """The drafts of one report while they are made.

    `source` is the report's own record, `layer_id` its text layer. `known` are names of actors and places
    that the dossier has already, `named` those made here: (kind, folded name) to record.
    """

    reading: Reading
    layer: Layer
    source: str
    layer_id: str
    known: dict[tuple[str, str], str]
    records: dict[str, Plain] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    named: dict[tuple[str, str], str] = field(default_factory=dict)
    _seen: Counter[str] = field(default_factory=Counter)

    def draft(
        self, category: str, kind: str, core: Iterable[str], confidence: float | None, **own: Any
    ) -> Plain:
        """A new draft. `core` are the words that make it this one; the same again is a second of its like."""
        told = "\x1f".join([category, *(skeleton(word or "") for word in core)])
        self._seen[told] += 1
        number = self._seen[told]
        key = hashlib.sha256(f"{told}\x1f{number}".encode()).hexdigest()[:24]
        plain = empty_plain(kind, **own)
        plain |= {
            "id": stable(self.source, category, key),
            "origin": "machine",
            "origin_key": f"{self.source}:{category}:{key}",
            "confidence": None if confidence is None else round(confidence, 3),
        }
        for part, rows in plain["parts"].items():
            for number, row in enumerate(rows):
                row["id"] = stable(plain["id"], part, number)
        self.records[plain["id"]] = plain
        self.counts[category] += 1
        return plain

    def passage(self, plain: Plain, fields: Iterable[str], span: Span, locator: str = "") -> None:
        """Evidence for fields of a draft: a stretch of the report's text."""
        if span.end <= span.start:
            return
        selector = select(self.layer.text, span.start, span.end)
        for name in fields:
            number = len(plain["evidence"])
            plain["evidence"].append(
                {
                    **_EVIDENCE,
                    "id": stable(plain["id"], "evidence", number),
                    "field": name,
                    "layer": self.layer_id,
                    "exact": selector.exact,
                    "prefix": selector.prefix,
                    "suffix": selector.suffix,
                    "start": span.start,
                    "end": span.end,
                    "page": self.layer.page_at(span.start),
                    "locator": locator,
                    "state": "anchored",
                }
            )

    def cited(self, plain: Plain, sources: Iterable[tuple[int, str]]) -> None:
        """Evidence for a draft: sources of its notes, (number of the note, record), in the note's order."""
        of_note: Counter[int] = Counter()
        for note, source in dict.fromkeys(sources):
            number = len(plain["evidence"])
            of_note[note] += 1
            place = f", source {of_note[note]}" if of_note[note] > 1 else ""
            plain["evidence"].append(
                {
                    **_EVIDENCE,
                    "id": stable(plain["id"], "evidence", number),
                    "field": "",
                    "layer": None,
                    "exact": "",
                    "prefix": "",
                    "suffix": "",
                    "start": None,
                    "end": None,
                    "page": None,
                    "locator": f"note {note}{place}",
                    "basis": source,
                    "state": "untargeted",
                }
            )

    def locator(self, index: int) -> str:
        """Where a paragraph stands, for people."""
        key = self.reading.document.key(index)
        return f"paragraph {key}" if key else ""

    def name(self, kind: str, values: Sequence[str], span: Span, index: int, **own: Any) -> str:
        """The actor or place of these names: one of the dossier, one made before, or a new draft."""
        keys = [(kind, key_of(value)) for value in values]
        if keys[0] in self.known:
            return self.known[keys[0]]
        if keys[0] not in self.named:
            language = self.reading.document.language
            rows = [
                {"value": value, "language": language, "script": script_of(value) or "", "main": number == 0}
                for number, value in enumerate(values)
            ]
            plain = self.draft(kind, kind, values[:1], None, names=rows, **own)
            for key in keys:
                self.named.setdefault(key, plain["id"])
            self.passage(plain, ["names"], span, self.locator(index))
        return self.named[keys[0]]

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Single words that name persons in this report."""
        groups = (group for group in self.reading.names if group.kind == "person")
        return frozenset(form for group in groups for form, _ in group.variants if " " not in form)

    def all(self) -> Iterator[Plain]:
        """Every draft, what others link to first."""
        yield from self.records.values()


def part(name: str, **own: Any) -> Plain:
    """A part, whose id `draft` sets."""
    return whole_part(name, {"id": str(uuid.UUID(int=0)), **own})
