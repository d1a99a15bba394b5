"""Editions in an export: four files, of editions, all their texts, the partners' words, released captures.

Each has a line a row, as the table has it. Texts are long and many: they are read a few at a time.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from sourcebook.dossier.exchange.stream import read
from sourcebook.dossier.kinds.tables import Table
from sourcebook.dossier.models import Edition, EditionText, Release, SignOff

Line = dict[str, Any]

# By the name of the file, in the order in which they are written and read.
TABLES = {
    "editions": Table(Edition, without=["dossier"]),
    "editiontexts": Table(EditionText),
    "signoffs": Table(SignOff),
    "releases": Table(Release, without=["dossier"]),
}
# Columns beside those in a line.
OF_DOSSIER = ("editions", "releases")
_FEW = 20


def edition_lines(name: str, dossier: uuid.UUID) -> Iterator[Line]:
    """The lines of one of the files, by id; the texts of an edition by their number."""
    model: Any = TABLES[name].model
    own = "" if name in OF_DOSSIER else "edition__"
    rows = model._default_manager.filter(**{f"{own}dossier_id": dossier})
    order = ("edition_id", "serial") if name == "editiontexts" else ("pk",)
    ids = list(rows.order_by(*order).values_list("pk", flat=True))
    for start in range(0, len(ids), _FEW):
        some = ids[start : start + _FEW]
        found = dict(read(TABLES[name], rows.filter(pk__in=some).order_by(), "id"))
        yield from (found[str(pk)] for pk in some)
