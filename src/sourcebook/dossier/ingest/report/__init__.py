"""A published report becomes drafts: each candidate a record with evidence, each cited address one source.

`drafts` makes plain records of a reading, `compare` finds out what changed since it was last imported, and
`importing` writes both.
"""

from sourcebook.dossier.ingest.report.importing import Imported, import_report

__all__ = ["Imported", "import_report"]
