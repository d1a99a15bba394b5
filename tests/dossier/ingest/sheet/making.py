"""The invented team's sheet, its mapping, and files made of rows."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl  # type: ignore[import-untyped]

from sourcebook.dossier.ingest.sheet import Mapping, Refused, Remark, Row, load_mapping, read_sheet

DOSSIER = UUID("00000000-0000-4000-8000-000000000031")
COLUMNS = ["ID", "Date", "Place", "Lat", "Lon", "Type", "Killed", "At most", "Victims", "Link", "Published", "Page", "Remarks"]  # fmt: skip
MAPPING = """
name: Ardovia incidents
language: en
dates: day-first
empty: ["-", n/a]
key: ID
obligatory: [Date]
ignored: [Remarks]
records:
  place: {kind: place, same: names.value, fields: {form: settlement}}
  source: {kind: source, same: urls.url, fields: {form: article}}
  victim: {kind: actor, same: names.value, level: restricted, fields: {form: person}}
  event:
    kind: event
    fields: {scheme: sourcebook, involvements.part: victim}
    links: {place: place, involvements.actor: victim}
  toll:
    kind: claim
    fields: {property: killed, unit: people}
    links: {about: event, claimant: source}
columns:
  Date: event.when
  Place: place.names.value
  Lat: place.geometry.latitude
  Lon: place.geometry.longitude
  Type: {to: event.type, values: {shelling: armed-attack, "*": other}}
  Killed: toll.best
  At most: toll.high
  Victims: {to: [victim.names.value, event.involvements.words], split: ";"}
  Link: source.urls.url
  Published: {to: source.published, optional: true}
evidence:
  - {record: event, basis: source, locator: Page}
"""
ROW: dict[str, Any] = {
    "ID": "A1", "Date": "03/04/2031", "Place": "Vareth", "Lat": "40.1", "Lon": "44.5", "Type": "Shelling",
    "Killed": "2", "At most": "5", "Victims": "Anna Kerr; Jan Berg", "Link": "https://times.example/a",
    "Published": "4 April 2031", "Page": "p. 3", "Remarks": "ours",
}  # fmt: skip


def row(**cells: object) -> dict[str, Any]:
    """A row of the sheet, some cells of it others; `At_most` for a column with a space."""
    return {**ROW, **{name.replace("_", " "): value for name, value in cells.items()}}


def mapping(folder: Path, text: str = MAPPING) -> Mapping:
    path = folder / "mapping.yaml"
    path.write_text(text, "utf-8")
    return load_mapping(path)


def csv_file(path: Path, rows: list[dict[str, Any]], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def xlsx_file(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    book.save(path)
    return path


def told(path: Path, using: Mapping) -> tuple[list[Row], list[Refused], list[Remark]]:
    rows, refused, remarks = [], [], []
    for one in read_sheet(path, using, DOSSIER):
        if isinstance(one, Row):
            rows.append(one)
        elif isinstance(one, Refused):
            refused.append(one)
        else:
            remarks.append(one)
    return rows, refused, remarks


def one(rows: list[Row], kind: str) -> dict[str, Any]:
    (record,) = [record for row in rows for record in row.records if record["kind"] == kind]
    return record
