"""The kinds of record: their tables, the plain form in which records travel, and what makes one valid.

The plain form is one dictionary a record (see `plain`): the export, the history, sealing, imports and checks
all use it. Everything here is read off the models; nothing is written twice.
"""

from sourcebook.dossier.kinds.plain import Plain, empty_plain
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS, RECORD, THEMES, Kind
from sourcebook.dossier.kinds.tables import Column, Table

__all__ = [
    "EVIDENCE",
    "KINDS",
    "PARTS",
    "RECORD",
    "THEMES",
    "Column",
    "Kind",
    "Plain",
    "Table",
    "empty_plain",
]
