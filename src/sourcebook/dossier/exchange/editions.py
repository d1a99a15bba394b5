"""Editions in an export: editions, all their texts, the partners' words, released captures; and who was sent
which text, what came back, what was proposed in it.

Each file has a line a row, as the table has it. Texts are long and many: they are read a few at a time.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from sourcebook.dossier.exchange.stream import read
from sourcebook.dossier.kinds.tables import Table
from sourcebook.dossier.models import (
    ChangeDecision,
    Edition,
    EditionText,
    ProposedChange,
    Release,
    Sending,
    SignOff,
    Taking,
)

Line = dict[str, Any]

# By the name of the file, in the order in which they are written and read.
TABLES = {
    "editions": Table(Edition, without=["dossier"]),
    "editiontexts": Table(EditionText),
    "signoffs": Table(SignOff),
    "releases": Table(Release, without=["dossier"]),
    "sendings": Table(Sending),
    "takings": Table(Taking),
    "proposedchanges": Table(ProposedChange),
    "changedecisions": Table(ChangeDecision),
}
# Columns beside those in a line.
OF_DOSSIER = ("editions", "releases")
# By what else than its id a line has its place.
_ORDER = {
    "editiontexts": ("edition_id", "serial"),
    "sendings": ("edition_id", "serial"),
    "takings": ("edition_id", "serial"),
    "proposedchanges": ("edition_id", "serial"),
}
# How many rows are read at a time.
_FEW, _MANY = 20, 500


def edition_lines(name: str, dossier: uuid.UUID) -> Iterator[Line]:
    """The lines of one of the files, by id; what an edition numbers by its number."""
    model: Any = TABLES[name].model
    own = "" if name in OF_DOSSIER else "edition__"
    rows = model._default_manager.filter(**{f"{own}dossier_id": dossier})
    together = _MANY if name in ("proposedchanges", "changedecisions") else _FEW
    ids = list(rows.order_by(*_ORDER.get(name, ("pk",))).values_list("pk", flat=True))
    for start in range(0, len(ids), together):
        some = ids[start : start + together]
        found = dict(read(TABLES[name], rows.filter(pk__in=some).order_by(), "id"))
        yield from (found[str(pk)] for pk in some)
