"""The evidence that a row gives for its records: on a source of the row, or on an item on file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Table
from uuid import UUID, uuid5

from sourcebook.dossier.ingest.schema import Plain
from sourcebook.dossier.ingest.sheet.cells import Cell, shown
from sourcebook.dossier.ingest.sheet.plans import Mapping, SheetPlan
from sourcebook.dossier.ingest.sheet.values import is_empty


def evidence(
    records: dict[str, list[Plain]], plan: SheetPlan, mapping: Mapping, cells: Table[str, Cell]
) -> Iterator[Plain]:
    """Evidence of each record that was made, on each basis that was; or on an item on file."""
    told: Callable[[str], str] = lambda column: (  # noqa: E731 - named where it is used
        "" if is_empty(cells.get(column), mapping) else shown(cells.get(column), mapping.decimal)
    )
    for one in plan.evidence:
        locator, exact, on_file = told(one.locator), told(one.exact), told(one.on_file)
        bases: list[str | None] = [basis["id"] for basis in records.get(one.basis, [])]
        if not bases and on_file:
            bases = [None]
        for record in records.get(one.record, []):
            for basis in bases:
                said = f"{one.field}\n{basis}\n{locator}\n{exact}\n{on_file}"
                yield {
                    "id": str(uuid5(UUID(record["id"]), f"evidence\n{said}")),
                    "record": record["id"],
                    "field": one.field,
                    "layer": None,
                    "exact": exact,
                    "prefix": "",
                    "suffix": "",
                    "start": None,
                    "end": None,
                    "page": None,
                    "locator": locator,
                    "basis": basis,
                    "on_file": on_file,
                    "stance": one.stance,
                    "state": "untargeted",
                }
