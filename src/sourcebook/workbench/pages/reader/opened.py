"""Which text is read: the newest copy of a source, or the one that was chosen, or that of an evidence row."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from sourcebook.dossier.ingest.passage.kept import Text, text_of
from sourcebook.dossier.models import Evidence, Record, TextLayer
from sourcebook.dossier.seen import current
from sourcebook.workbench.frame import Request


@dataclass(frozen=True, slots=True)
class Choice:
    """A text layer that can be read: its capture, when that was taken, who read it when."""

    layer: str
    capture: str
    label: str
    taken: datetime | None
    made_at: datetime
    current: bool


@dataclass(frozen=True)
class Opened:
    """The source or capture that is read; `text` is None where there is none, `span` where to jump to."""

    pk: uuid.UUID
    text: Text | None
    span: tuple[int, int] | None = None

    @cached_property
    def record(self) -> Record | None:
        """The source or capture itself; one query."""
        return Record.objects.filter(pk=self.pk, dossier_id=current().within).first()

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The layers of the captures, newest capture first, its current layer first; one query."""
        return _choices(self.record) if self.record else ()

    def newest(self) -> Text | None:
        """The current layer of the capture that is read."""
        if self.text is None or self.text.current:
            return self.text
        own = [one for one in self.choices if one.capture == self.text.capture and one.current]
        return text_of(own[0].layer) if own else None


def opened(request: Request, pk: uuid.UUID) -> Opened:
    """What the address asks for: one query where it names the layer, else three."""
    asked = request.POST.get("layer") or request.GET.get("layer", "")
    row = _evidence(request.GET["passage"]) if request.GET.get("passage") else None
    if row is not None:
        asked = str(row["layer_id"])
    text = text_of(asked) if asked else None
    if text is not None and str(pk) in (text.source, text.capture):
        jumps = row is not None and row["start"] is not None
        return Opened(pk, text, (row["start"], row["end"]) if row and jumps else None)
    bare = Opened(pk, None)
    first = next((one.layer for one in bare.choices if one.current), "")
    return replace(bare, text=text_of(first)) if first else bare


def evidence_of(record: uuid.UUID) -> tuple[str, str] | None:
    """(capture, evidence) of the first passage that a record rests on."""
    rows = Evidence.objects.filter(record_id=record, layer__isnull=False, start__isnull=False)
    row = rows.order_by("id").values_list("layer__record_id", "id").first()
    return (str(row[0]), str(row[1])) if row else None


def _evidence(passage: str) -> dict[str, Any] | None:
    try:
        pk = uuid.UUID(passage)
    except ValueError:
        return None
    row = Evidence.objects.filter(pk=pk).values("layer_id", "start", "end").first()
    return dict(row) if row else None


def _choices(record: Record) -> tuple[Choice, ...]:
    column = "record__capture__source_id" if record.kind == "source" else "record_id"
    rows = TextLayer.objects.filter(**{column: record.pk}).exclude(record__status="withdrawn")
    names = ("pk", "record_id", "record__label", "record__capture__captured_at", "made_at", "current")
    found = [Choice(str(pk), str(capture), *rest) for pk, capture, *rest in rows.values_list(*names)]
    first = datetime.min.replace(tzinfo=UTC)
    return tuple(
        sorted(
            found, key=lambda one: (one.taken or first, one.capture, one.current, one.made_at), reverse=True
        )
    )
