"""One row's values become linked plain records, with ids that follow from the row, and their evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from sourcebook.dossier.ingest.schema import Plain, blank, part
from sourcebook.dossier.ingest.sheet.cells import Cell, CellRefused, Value, checked_address
from sourcebook.dossier.ingest.sheet.evidence import evidence
from sourcebook.dossier.ingest.sheet.finishing import Faulty, finish
from sourcebook.dossier.ingest.sheet.plans import Mapping, RecordPlan, SheetPlan
from sourcebook.dossier.ingest.sheet.targets import Target
from sourcebook.dossier.ingest.sheet.values import Values
from sourcebook.text.folding import fold

_LONGEST_KEY = 190
_NONE = Value(None, "")


@dataclass(frozen=True, slots=True)
class RowKey:
    """What a row's ids follow from: the import and dossier, the sheet, the key of the row."""

    seed: UUID
    name: str
    sheet: str
    key: str


@dataclass(frozen=True, slots=True)
class Made:
    """The records of a row by the names of the mapping, several where a cell was split; their evidence."""

    records: dict[str, list[Plain]]
    evidence: list[Plain]


def made(values: Values, plan: SheetPlan, mapping: Mapping, row: RowKey, cells: Table[str, Cell]) -> Made:
    """The records and evidence of a row; faults found are added to those of the values."""
    records: dict[str, list[Plain]] = {}
    for record in plan.records:
        try:
            records[record.name] = list(_blanks(record, values, mapping, row))
        except Faulty as faulty:
            values.faults.append(faulty.fault)
    for record in plan.records:
        several = records.get(record.name, [])
        for number, plain in enumerate(several):
            try:
                _fill(plain, record, values, mapping, records, (number, len(several)))
            except Faulty as faulty:
                values.faults.append(faulty.fault)
    return Made(records, [] if values.faults else list(evidence(records, plan, mapping, cells)))


def _blanks(plan: RecordPlan, values: Values, mapping: Mapping, row: RowKey) -> Iterator[Plain]:
    """The records that the cells of a row call for, nothing in them yet; none where its cells are empty."""
    if not any(target.record == plan.name for target in values.said):
        return
    if not plan.same:
        id = uuid5(row.seed, f"row\n{row.sheet}\n{row.key}\n{plan.name}")
        yield _blank(plan, mapping, id, f"sheet:{row.name}/{row.sheet}#{row.key}/{plan.name}")
        return
    columns = [values.said.get(target, []) for target in plan.same]
    count = max(1, *(len(column) for column in columns))
    for number in range(count):
        folded = [_identity(t, _nth(t, v, number, count)) for t, v in zip(plan.same, columns, strict=True)]
        if not any(folded):
            names = " and ".join(map(str, plan.same))
            raise Faulty(plan.name, "", f"cannot be told apart: {names} is empty, but other columns are not")
        said = "\n".join(folded)
        id = uuid5(row.seed, f"same\n{plan.kind}\n{said}")
        yield _blank(plan, mapping, id, f"sheet:{row.name}/{plan.kind}#{'/'.join(folded)}")


def _blank(plan: RecordPlan, mapping: Mapping, id: UUID, origin: str) -> Plain:
    if len(origin) > _LONGEST_KEY:
        origin = f"{origin[:120]}#{hashlib.sha256(origin.encode('utf-8', 'replace')).hexdigest()[:32]}"
    record = blank(mapping.schema, plan.kind, id, origin)
    record["level"] = plan.level
    return record


def _identity(target: Target, value: Value) -> str:
    """What makes two values the same: folded text, an address's key."""
    if target.part == "urls" and target.name == "url" and value.words:
        try:
            return checked_address(value.words)[1]
        except CellRefused as error:
            raise Faulty(target, value.words, str(error)) from None
    return fold(value.words).casefold()


def _nth(target: Target, values: list[Value], number: int, count: int) -> Value:
    """The value for the nth of `count` records or parts: one value goes to all of them."""
    if not values:
        return _NONE
    if len(values) == count:
        return values[number]
    if len(values) == 1:
        return values[0]
    shown_values = "; ".join(value.words for value in values)
    raise Faulty(target, shown_values, f"{len(values)} values where another column has {count}")


def _fill(
    record: Plain,
    plan: RecordPlan,
    values: Values,
    mapping: Mapping,
    records: dict[str, list[Plain]],
    place: tuple[int, int],
) -> None:
    own = {target: said for target, said in values.said.items() if target.record == plan.name}
    number, count = place
    if count > 1:
        own = {target: [_nth(target, said, number, count)] for target, said in own.items()}
    linked = [(target, records.get(name, [])) for target, name in plan.links]
    for target, value in plan.constants:
        if not target.part:
            _put(record, target, value)
    for target, said in own.items():
        if not target.part:
            _field(record, target, said)
    for target, others in linked:
        if not target.part and others:
            if len(others) > 1 and len(others) != count:
                raise Faulty(target, "", f"{len(others)} records of the row, where there is room for one")
            record["fields"][target.name] = others[number if len(others) == count else 0]["id"]
    groups = dict.fromkeys(
        (t.part, t.group) for t in [*own, *(t for t, others in linked if others)] if t.part
    )
    for group in groups:
        _parts(record, group, plan, own, linked, mapping)
    finish(record, mapping)


def _put(record: Plain, target: Target, value: Any) -> None:
    if target.name == "note" and "note" not in record["fields"]:
        record["note"] = f"{record['note']}\n{value}".strip()
    else:
        record["fields"][target.name] = value


def _field(record: Plain, target: Target, said: list[Value]) -> None:
    fields = record["fields"]
    if target.half:
        _half(fields, target, said[0])
        return
    if target.column.type == "texts":
        fields[target.name] = [*fields[target.name], *(value.value for value in said)]
        return
    if target.name == "note" and "note" not in fields:
        for value in said:
            _put(record, target, value.value)
        return
    if target.column.type == "figure" and len(said) == 1:
        fields.update(said[0].value, words=fields["words"] or said[0].words)
        return
    if len({str(value.value) for value in said}) > 1:
        raise Faulty(target, "; ".join(v.words for v in said), "several values, where there is room for one")
    fields[target.name] = said[0].value
    if target.column.type == "edtf" and not fields.get(f"{target.name}_words", "no"):
        fields[f"{target.name}_words"] = said[0].words


def _half(fields: Plain, target: Target, value: Value) -> None:
    """One end of a date, or one of two coordinates; the other may come before or after."""
    if target.column.type == "geometry":
        place = fields[target.name] or {"type": "Point", "coordinates": [None, None]}
        # GeoJSON has longitude first (RFC 7946).
        place["coordinates"][0 if target.half == "longitude" else 1] = value.value
        fields[target.name] = place
        return
    start, _, end = str(fields[target.name] or "../..").partition("/")
    start, end = (value.value, end) if target.half == "start" else (start, value.value)
    if "/" in value.value:
        raise Faulty(target, value.words, "one day, month or year, where the other end has its own column")
    fields[target.name] = f"{start}/{end}"
    words = f"{target.name}_words"
    if words in fields:
        fields[words] = f"{fields[words]} – {value.words}".removeprefix(" – ")


def _parts(
    record: Plain,
    group: tuple[str, str],
    plan: RecordPlan,
    own: Table[Target, list[Value]],
    linked: list[tuple[Target, list[Plain]]],
    mapping: Mapping,
) -> None:
    """The parts of one group: as many as a cell was split into, or as there are records to link to."""
    mine = {t: said for t, said in own.items() if (t.part, t.group) == group}
    links = {
        t: [Value(other["id"], "") for other in others]
        for t, others in linked
        if (t.part, t.group) == group and others
    }
    count = max(len(said) for said in [*mine.values(), *links.values()])
    constants = {
        t.name: value for t, value in plan.constants if t.part == group[0] and t.group in ("", group[1])
    }
    for number in range(count):
        new = part(mapping.schema, record, group[0])
        new.update(constants)
        for target, said in [*mine.items(), *links.items()]:
            value = _nth(target, said, number, count)
            if target.half:
                _half(new, target, value)
            else:
                new[target.name] = value.value
        record["parts"][group[0]].append(new)
