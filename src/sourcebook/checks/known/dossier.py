"""The dossier under check: records, evidence and texts, looked up by id."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from sourcebook.checks.findings import Side
from sourcebook.checks.known.evidence import Evidence
from sourcebook.checks.known.fields import Fields
from sourcebook.checks.known.plain import Needs, record_of
from sourcebook.checks.known.policy import Policy
from sourcebook.checks.known.records import Capture, Layer, Place, Record
from sourcebook.checks.report import shortened
from sourcebook.text import Span

_Kind = TypeVar("_Kind", bound=Record)
# Texts are long, and rules go through them layer by layer.
_TEXTS = 4
# A chain of merged records, or of places and their wholes, is no longer; a circle ends here.
_DEEPEST = 24


@cache
def needs_evidence() -> Needs:
    """The fields that need evidence, by kind, where the caller says nothing else."""
    read = yaml.safe_load((Path(__file__).parent / "needs_evidence.yaml").read_text("utf-8"))
    return {kind: tuple(fields) for kind, fields in read.items()}


class Dossier:
    """A dossier under check.

    `position` names the record that a rule looks at just now, for the message when one fails. `needs` are
    the fields that need evidence, by kind. What was withdrawn, merged or not handed over is known to be
    there, and otherwise left out.
    """

    def __init__(
        self,
        records: Iterable[Mapping[str, Any]],
        evidence: Iterable[Mapping[str, Any]] = (),
        text_of: Callable[[str], str | None] = lambda layer: None,
        policy: Policy | Mapping[str, Any] | None = None,
        needs: Needs | None = None,
    ) -> None:
        """`records` and `evidence` are plain data, each gone through once; evidence may also stand within
        its record; `text_of` gives the text of a layer by its id, None where it cannot be had; `policy` is a
        `Policy` or its plain form.

        Raises SettingsError for a policy that cannot be used.
        """
        self.position = ""
        self.policy = policy if isinstance(policy, Policy) else Policy.of(policy or {})
        self.needs: Needs = needs_evidence() if needs is None else needs
        self._records: dict[str, Record] = {}
        self._layers: dict[str, tuple[Capture, Layer]] = {}
        self._captures: dict[str, list[Capture]] = {}
        self._evidence: dict[str, dict[str, Evidence]] = {}
        for plain in records:
            record = record_of(plain, self.needs)
            self._take(record)
            for row in Fields(plain).lines("evidence"):
                self._prove(Evidence.of(row, record.id))
        for line in evidence:
            self._prove(Evidence.of(line))
        self._text = lru_cache(maxsize=_TEXTS)(text_of)

    def _take(self, record: Record) -> None:
        self._records[record.id] = record
        if isinstance(record, Capture):
            if record.source and record.living:
                self._captures.setdefault(record.source, []).append(record)
            self._layers.update((layer.id, (record, layer)) for layer in record.layers)

    def _prove(self, one: Evidence) -> None:
        self._evidence.setdefault(one.record, {})[one.id] = one

    def each(self, kind: type[_Kind]) -> Iterator[_Kind]:
        """The living records of a kind, in their order; `Record` for all."""
        for record in self._records.values():
            if isinstance(record, kind) and record.living:
                self.position = self.named(record)
                yield record

    def all(self) -> Iterator[Record]:
        """Every record, also those that were withdrawn, merged or not handed over."""
        return iter(self._records.values())

    def known(self, id: str | None) -> Record | None:
        """A record by its id, also one that was withdrawn, merged or not handed over."""
        return self._records.get(id) if id else None

    def get(self, id: str | None, kind: type[_Kind]) -> _Kind | None:
        """A living record of a kind; what was merged is the record that it was merged into."""
        record = self.known(id)
        for _ in range(_DEEPEST):
            if record is None or record.merged_into is None:
                break
            record = self.known(record.merged_into)
        return record if isinstance(record, kind) and record.living else None

    def evidence_of(self, record: Record) -> Collection[Evidence]:
        """The evidence of a record and its fields, in its order."""
        return self._evidence.get(record.id, {}).values()

    def captures_of(self, source: str) -> list[Capture]:
        """The captures of a source that can be read."""
        return self._captures.get(source, [])

    def layer(self, id: str | None) -> tuple[Capture, Layer] | None:
        """A text layer with its capture."""
        return self._layers.get(id) if id else None

    def text(self, layer: str) -> str | None:
        """The text of a layer; None where it cannot be had."""
        return self._text(layer)

    def around(self, place: str | None) -> tuple[str, ...]:
        """A place and all that it is part of, according to anyone, nearest first."""
        found = dict.fromkeys([place] if place else [])
        for one in [*found]:
            found.update(dict.fromkeys(self._wholes(one)))
        return tuple(found)

    def _wholes(self, place: str) -> Iterator[str]:
        level = [place]
        for _ in range(_DEEPEST):
            parts = (self.get(one, Place) for one in level)
            level = [*dict.fromkeys(whole for part in parts if part for whole in part.wholes)][:_DEEPEST]
            yield from level

    def named(self, record: Record) -> str:
        """A record in words: its kind and its label, or its id where it has none."""
        return f"{record.kind} “{shortened(record.label or record.id)}”"

    def side(self, record: Record, field: str = "", words: str | None = None) -> Side:
        """A record as evidence: the words of a field, or its label."""
        where = self.named(record)
        if field:
            where += f", {field.split('/')[-1] if '/' in field else field}"
        shown = record.label or record.id if words is None else words
        return Side(where, shortened(shown), record=record.id, field=field)

    def passage(self, layer: str, spans: Iterable[Span] = (), evidence: Evidence | None = None) -> Side:
        """What a preserved text has at some stretches; without any, the text is named alone."""
        found = self.layer(layer)
        capture = found[0] if found else None
        source = self.get(capture.source, Record) if capture else None
        owner = source or capture
        where = f"preserved text of {self.named(owner)}" if owner else f"text layer {layer}"
        listed = list(spans)
        text = (self.text(layer) or "") if listed else ""
        words = " ... ".join(text[start:end] for start, end in listed)
        return Side(
            where + (f", {evidence.locator}" if evidence and evidence.locator else ""),
            shortened(words),
            Span(listed[0].start, listed[-1].end) if len(listed) == 1 else None,
            record=owner.id if owner else None,
            evidence=evidence.id if evidence else None,
            layer=layer,
        )
