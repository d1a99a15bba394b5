"""The mapping file: which column of a sheet goes into which field of which record. YAML, one file a sheet.

    name: Ardovia incidents        # names the import: ids follow from it, so do not change it later
    language: en                   # of the words of dates ("3 April 2031") and of text that names none
    dates: day-first               # day-first, month-first or iso; without it 03/04/2031 is refused
    decimal: ","                   # the decimal sign; without it 1,234 and 1.234 are refused
    encoding: cp1251               # of a CSV file; without it told by its content
    empty: ["-", n/a]              # cells that say nothing
    sheet: Incidents               # in XLSX; a list, or "*" for all that have these columns; else the first
    header: 1                      # the row of column names; [1, 2] for two rows, joined: "Victims / killed"
    key: ID                        # column(s) that name a row for good; without it a row is its content
    fill-down: [Place]             # an empty cell repeats the one above it (merged cells)
    obligatory: [Date]             # a row without these is refused
    ignored: [Our remarks]         # columns that are left out on purpose
    records:                       # what one row makes
      place:                       # a name of yours, used below
        kind: place
        same: names.value          # one record for each value of this field, however many rows name it
        fields: {form: settlement} # the same value in every row
      event:
        kind: event
        level: restricted          # optional: public, team (else), restricted
        links: {place: place, involvements.actor: victim}   # field: name of a record of this mapping
    columns:
      Date: event.when
      Killed: toll.figure                                   # "12", "at least 12", "10-15"; or toll.best
      Type: {to: event.type, values: {shelling: armed-attack, "*": other}}
      Victims: {to: victim.names.value, split: ";"}
      Film: {to: film.urls.url, optional: true}             # the sheet may lack this column
    evidence:                      # why we may say so
      - {record: event, field: when, basis: source, locator: Page, exact: Quotation, on-file: Box}

`basis` names a record of the mapping; `locator`, `exact` and `on-file` are columns. Instead of one sheet a
file may hold several under `sheets:`, each with its own keys from `sheet` on; records that are the `same` in
two sheets are one. A file of refused rows is read by the same mapping.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from sourcebook.dossier.ingest.schema import Schema, known_schema
from sourcebook.dossier.ingest.sheet.cells import Manner
from sourcebook.dossier.ingest.sheet.mapping_parts import (
    Reader,
    column_plan,
    evidence_plan,
    kind_of,
    record_plan,
)
from sourcebook.dossier.ingest.sheet.plans import Mapping, MappingError, SheetPlan

_TOP = {"name", "language", "dates", "decimal", "encoding", "empty", "sheets"}
_SHEET = {"sheet", "header", "key", "fill-down", "obligatory", "ignored", "records", "columns", "evidence"}


def load_mapping(path: Path, schema: Schema | None = None) -> Mapping:
    """Read a mapping file and check it against the kinds of record. Raises MappingError."""
    kinds = schema or known_schema()
    try:
        data = yaml.safe_load(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError) as error:
        raise MappingError(f"{path}: cannot be read: {' '.join(str(error).split())}") from None
    reader = Reader(path, Manner(), kinds)
    top = reader.table("", data, _TOP | _SHEET)
    name = str(top.get("name") or "").strip()
    if not name:
        reader.fail("name", "is missing; give the import a name, from which the ids of its records follow")
    decimal = str(top.get("decimal") or "")
    reader.choice("decimal", decimal, ("", ".", ","))
    language = str(top.get("language") or "en")
    manner = Manner(language, reader.order("dates", top.get("dates")), decimal)
    reader = Reader(path, manner, kinds)
    sheets = top.get("sheets")
    if sheets is not None and (not isinstance(sheets, list) or not sheets or _SHEET & set(top)):
        reader.fail("sheets", "must be a list of sheets, and the keys of a sheet stand within it")
    several = [(f"sheets[{n}].", one) for n, one in enumerate(sheets, 1)] if sheets else [("", top)]
    return Mapping(
        name,
        language,
        decimal,
        str(top.get("encoding") or ""),
        frozenset(word.strip().casefold() for word in reader.words("empty", top.get("empty"))),
        tuple(_sheet(reader, at, one) for at, one in several),
        kinds,
    )


def _sheet(reader: Reader, at: str, given: object) -> SheetPlan:
    data = reader.table(at.rstrip("."), given, _SHEET if at else _TOP | _SHEET)
    for needed in ("records", "columns"):
        if not data.get(needed):
            reader.fail(f"{at}{needed}", "is missing")
    header = data.get("header", 1)
    rows = header if isinstance(header, list) else [header]
    if not rows or not all(isinstance(row, int) and 0 < row < 1000 for row in rows) or len(rows) > 5:
        reader.fail(f"{at}header", "must be the number of a row, or a list of them; the first row is 1")
    records = reader.table(f"{at}records", data["records"])
    kinds = {name: kind_of(reader, f"{at}records.{name}", one) for name, one in records.items()}
    columns = reader.table(f"{at}columns", data["columns"])
    plans = tuple(
        column_plan(reader, f"{at}columns.{name}", name, one, kinds) for name, one in columns.items()
    )
    named = tuple(
        record_plan(reader, f"{at}records.{name}", name, one, kinds) for name, one in records.items()
    )
    filled = {(t.record, t.part, t.group, t.name) for column in plans for t in column.targets}
    for record in named:
        for one in record.same:
            if (one.record, one.part, one.group, one.name) not in filled:
                reader.fail(f"{at}records.{record.name}.same", f"no column goes to {one}")
    evidence = data.get("evidence") or []
    if not isinstance(evidence, list):
        reader.fail(f"{at}evidence", "must be a list")
    return SheetPlan(
        reader.words(f"{at}sheet", data.get("sheet")),
        tuple(rows),
        reader.words(f"{at}key", data.get("key")),
        reader.words(f"{at}fill-down", data.get("fill-down")),
        reader.words(f"{at}obligatory", data.get("obligatory")),
        reader.words(f"{at}ignored", data.get("ignored")),
        named,
        plans,
        tuple(evidence_plan(reader, f"{at}evidence[{n}]", one, kinds) for n, one in enumerate(evidence, 1)),
    )
