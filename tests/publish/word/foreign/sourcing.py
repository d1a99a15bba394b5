"""Sources for a draft without a database: every item becomes the record that the dossier would make of it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid5

from tests.publish.word.foreign.ardovian import DOSSIER

from sourcebook.dossier import start

start()

from sourcebook.dossier.ingest.draft.sought import Sought, Sourced  # noqa: E402
from sourcebook.dossier.ingest.report.sources import described  # noqa: E402
from sourcebook.dossier.ingest.schema import blank, known_schema  # noqa: E402
from sourcebook.dossier.ingest.zotero.sources import source_of  # noqa: E402


def sourced(sought: Sequence[Sought], name: str) -> Sourced:
    """Records for what a draft cites."""
    found = {}
    for one in sought:
        if one.item is not None:
            record, _ = source_of(one.item, DOSSIER, known_schema())
        else:
            assert one.read is not None
            keys, own = described(one.read)
            parts = {"urls": own.pop("urls")}
            record = blank(known_schema(), "source", uuid5(DOSSIER, keys[0]), keys[0], **own)
            record["parts"].update(parts)
        if record is not None:
            found[one.key] = {**record, "evidence": []}
    return Sourced(found, tuple(dict.fromkeys(record["id"] for record in found.values())))
