"""CSL-JSON of the sources, as Zotero and pandoc read it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from sourcebook.dossier.exchange.foreign.audience import prepared
from sourcebook.dossier.exchange.foreign.format import Format, reading
from sourcebook.dossier.exchange.foreign.known import Look
from sourcebook.dossier.exchange.foreign.library.items import item_of, types
from sourcebook.dossier.exchange.foreign.permitted import Audience
from sourcebook.dossier.ingest.zotero.tables import form_of
from sourcebook.dossier.kinds import Plain

_CHANGED = [form for form, type in types()["csl"].items() if form_of(type) != form]
CSL_JSON = Format(
    "CSL-JSON",
    "sources.json",
    "One item a source. A date that CSL cannot say has its EDTF string beside the parts (`issued.edtf`); "
    "what CSL has no variable for stands in `custom`.",
    ("source",),
    reading(
        source="""
            origin_key form publisher authors title title_language title_translated language published
            published_words accessed symbol details csl urls.url urls.role
        """
    ),
    (
        f"Of the forms, CSL has none for {', '.join(_CHANGED)}: such a source is a document.",
        "Of several archived addresses the first is written, final addresses are not.",
    ),
)


def write_csl_json(plains: Iterable[Plain], out: BinaryIO, look: Look, audience: Audience) -> int:
    """Writes the sources among the records as CSL-JSON, and says how many. Raises NotForThem."""
    written = 0
    for plain, _ in prepared(plains, look, audience, CSL_JSON):
        line = json.dumps(item_of(plain), ensure_ascii=False)
        out.write(("[\n" if not written else ",\n").encode() + line.encode("utf-8", "replace"))
        written += 1
    out.write(b"\n]\n" if written else b"[]\n")
    return written
