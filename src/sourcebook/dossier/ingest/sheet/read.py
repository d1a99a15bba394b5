"""Reading a sheet by its mapping: row after row, each with its records, or refused with all that is wrong.

Memory does not grow with the rows, but for the records that several rows share and 8 bytes' hash a row, by
which a row given twice is found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid5

from sourcebook.dossier.ingest.schema import Plain
from sourcebook.dossier.ingest.sheet.cells import Cell, shown
from sourcebook.dossier.ingest.sheet.csv_rows import read_csv
from sourcebook.dossier.ingest.sheet.header import Header, header_of
from sourcebook.dossier.ingest.sheet.plans import Mapping, SheetPlan
from sourcebook.dossier.ingest.sheet.records import Made, RowKey, made
from sourcebook.dossier.ingest.sheet.refused import Fault, Refused
from sourcebook.dossier.ingest.sheet.tables import SheetError, Table, Unreadable
from sourcebook.dossier.ingest.sheet.values import is_empty, values_of
from sourcebook.dossier.ingest.sheet.xlsx_rows import read_xlsx

MAX_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was read: its records, those left out that an earlier row gave, and its evidence."""

    sheet: str
    number: int
    records: tuple[Plain, ...]
    evidence: tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at; nothing was refused for it. `row` is 0 where it is about the whole sheet."""

    sheet: str
    row: int
    column: str
    text: str


@dataclass(slots=True)
class _State:
    """What must be remembered from row to row."""

    mapping: Mapping
    seed: UUID
    shared: dict[str, tuple[int, Plain]] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)


def read_sheet(path: Path, mapping: Mapping, dossier: UUID) -> Iterator[Row | Refused | Remark]:
    """The rows of a CSV or XLSX file, as records of a dossier, one by one.

    Every row that is not empty comes out as one Row or one Refused. Ids follow from the dossier, the
    mapping's name, the sheet and the row's key or content, whatever the file is called. Raises SheetError
    where the file is no sheet, or lacks a column that the mapping needs.
    """
    state = _State(mapping, uuid5(dossier, f"sheet\n{mapping.name}"))
    for plan, table in _tables(path, mapping):
        yield from _read(table, plan, state, path)


def _tables(path: Path, mapping: Mapping) -> Iterator[tuple[SheetPlan, Table]]:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise SheetError(f"{path}: cannot be opened ({error.strerror}); check the name") from None
    if not size or size > MAX_BYTES:
        raise SheetError(f"{path}: {'the file is empty' if not size else 'the file is too large'}")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError(f"{path}: this is XLS, or encrypted; save it as XLSX without a password")
    if head.startswith(b"PK"):
        for plan in mapping.plans:
            yield from ((plan, table) for table in read_xlsx(path, plan.sheets))
        return
    plans = [(plan, read_csv(path, plan.needed, mapping.encoding)) for plan in mapping.plans]
    if len(plans) == 1:
        yield plans[0]
        return
    # One file of several sheets: the one whose columns it has.
    for plan, _ in plans:
        probe = read_csv(path, plan.needed, mapping.encoding)
        try:
            header_of(probe.lines, plan, path)
        except SheetError:
            continue
        yield plan, read_csv(path, plan.needed, mapping.encoding)
        return
    raise SheetError(f"{path}: has the columns of none of the mapping's sheets")


def _read(table: Table, plan: SheetPlan, state: _State, path: Path) -> Iterator[Row | Refused | Remark]:
    header = header_of(table.lines, plan, path)
    for name in header.unknown(plan):
        yield Remark(table.sheet, 0, name, "the mapping does not name this column; nothing of it was read")
    above: dict[str, Cell] = {}
    for number, line in table.lines:
        if isinstance(line, Unreadable):
            fault = Fault("", line.text.strip()[:200], line.reason)
            yield Refused(table.sheet, number, (fault,), header.names, (line.text.rstrip("\r\n"),))
            continue
        sheet, cells = header.told(line, table.sheet)
        if all(is_empty(cell, state.mapping) for cell in cells):
            continue
        named = header.named(cells)
        if not header.own:
            _fill_down(named, above, plan, state.mapping)
            cells = header.with_named(cells, named)
        yield from _row(cells, named, header, plan, state, sheet, number)


def _fill_down(named: dict[str, Cell], above: dict[str, Cell], plan: SheetPlan, mapping: Mapping) -> None:
    for name in plan.fill_down:
        if is_empty(named.get(name), mapping):
            named[name] = above.get(name)
        else:
            above[name] = named[name]


def _row(
    cells: list[Cell],
    named: dict[str, Cell],
    header: Header,
    plan: SheetPlan,
    state: _State,
    sheet: str,
    number: int,
) -> Iterator[Row | Refused | Remark]:
    texts = tuple(shown(cell, state.mapping.decimal) for cell in cells)
    values = values_of(named, plan, state.mapping)
    extra = len(texts) - len(header.names)
    if extra > 0 and any(texts[-extra:]):
        told = "more cells than columns; is a delimiter or a quotation mark in a cell that is not quoted?"
        values.faults.append(Fault("", texts[-1], told))
    key, fault = _key(named, texts, plan, state.mapping)
    mark = _hash(sheet, key)
    values.faults += [fault] if fault else []
    if mark in state.rows and not fault:
        again = (
            "an earlier row has this key" if plan.key else "repeats an earlier row; give both a key if meant"
        )
        values.faults.append(Fault(", ".join(plan.key), key if plan.key else "", again))
    found = Made({}, [])
    if not values.faults:
        found = made(values, plan, state.mapping, RowKey(state.seed, state.mapping.name, sheet, key), named)
    if not values.faults and not any(found.records.values()):
        values.faults.append(Fault("", "", "none of the columns that the mapping names is filled"))
    if values.faults:
        yield Refused(sheet, number, tuple(values.faults), header.names, texts)
        return
    state.rows.add(mark)
    remarks: list[Remark] = []
    records = tuple(_new(found, plan, state, sheet, number, remarks))
    yield Row(sheet, number, records, tuple(found.evidence))
    yield from remarks


def _key(
    named: dict[str, Cell], texts: tuple[str, ...], plan: SheetPlan, mapping: Mapping
) -> tuple[str, Fault | None]:
    """What a row is known by: the cells of its key, else a hash of its content."""
    if not plan.key:
        content = "\x1f".join(texts).rstrip("\x1f")
        return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:32], None
    told = [" ".join(shown(named.get(name), mapping.decimal).split()) for name in plan.key]
    if not any(told):
        return "", Fault(", ".join(plan.key), "", "the key is empty; the row could not be found again")
    return "/".join(told), None


def _hash(sheet: str, key: str) -> int:
    said = f"{sheet}\n{key}".encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big")


def _new(
    found: Made, plan: SheetPlan, state: _State, sheet: str, number: int, remarks: list[Remark]
) -> Iterator[Plain]:
    """The records that no earlier row has given; a remark where this one says something else of them."""
    for record in plan.records:
        for plain in found.records[record.name]:
            if not record.same:
                yield plain
                continue
            row, known = state.shared.setdefault(plain["id"], (number, plain))
            if known is plain:
                yield plain
                continue
            differing = _differing(known, plain)
            if differing:
                said = f"{', '.join(differing)} of {record.name} differ from row {row}, which was kept"
                remarks.append(Remark(sheet, number, record.name, said))


def _differing(known: Plain, other: Plain) -> list[str]:
    """The fields and parts of which `other` says something that `known` does not."""
    fields = [
        n for n, v in other["fields"].items() if v not in ("", None, [], {}) and v != known["fields"][n]
    ]
    parts = [n for n, v in other["parts"].items() if _folded(v) - _folded(known["parts"][n])]
    return [*fields, *parts]


def _folded(parts: list[Plain]) -> set[str]:
    return {
        repr([v.casefold() if isinstance(v, str) else v for k, v in one.items() if k != "id"])
        for one in parts
    }
