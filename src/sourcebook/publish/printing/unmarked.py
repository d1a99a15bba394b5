"""A printed report without the names of marks: what every format but Word's is written of."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from sourcebook.publish.printed import Item, Printed, Run
from sourcebook.publish.printing.inlines import joined


def unmarked(report: Printed) -> Printed:
    """The same report, its characters joined as if no mark had printed them; the same where it has none."""
    notes = tuple(replace(note, runs=_plain(note.runs)) for note in report.notes)
    return replace(report, blocks=tuple(_of(block) for block in report.blocks), notes=notes)


def _of(value: Any) -> Any:  # noqa: ANN401
    """A block or item with all its runs plain."""
    return replace(value, **{one.name: _plain(getattr(value, one.name)) for one in fields(value)})


def _plain(value: Any) -> Any:  # noqa: ANN401
    if not isinstance(value, tuple) or not value:
        return value
    if isinstance(value[0], Run):
        if not any(run.mark for run in value):
            return value
        return joined(replace(run, mark="") for run in value)
    return tuple(_of(one) if isinstance(one, Item) else _plain(one) for one in value)
