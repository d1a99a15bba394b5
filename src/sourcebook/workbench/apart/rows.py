"""The rows of a sheet within a process apart: a thousand at a time, since each answer has its cost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from uuid import UUID

from sourcebook.dossier.ingest.sheet import Refused, Remark, Row, load_mapping, read_sheet

_TOGETHER = 1000


def rows(path: Path, mapping: Path, dossier: UUID) -> Iterator[list[Row | Refused | Remark]]:
    """The rows of a sheet by a mapping file. Raises SheetError, MappingError."""
    found = read_sheet(path, load_mapping(mapping), dossier)
    while batch := list(islice(found, _TOGETHER)):
        yield batch
