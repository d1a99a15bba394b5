"""Sheets of a team (CSV, XLSX) become records by a mapping file; rows that cannot be read come back with the
reason beside each. The mapping is described in `mapping`."""

from sourcebook.dossier.ingest.sheet.mapping import load_mapping
from sourcebook.dossier.ingest.sheet.plans import Mapping, MappingError
from sourcebook.dossier.ingest.sheet.read import Remark, Row, read_sheet
from sourcebook.dossier.ingest.sheet.refused import Fault, Refused, RefusedWriter, write_refused
from sourcebook.dossier.ingest.sheet.tables import SheetError

__all__ = [
    "Fault",
    "Mapping",
    "MappingError",
    "Refused",
    "RefusedWriter",
    "Remark",
    "Row",
    "SheetError",
    "load_mapping",
    "read_sheet",
    "write_refused",
]
