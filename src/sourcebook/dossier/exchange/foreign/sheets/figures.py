"""figures.csv: what is claimed, one row a claim, with low, best and high as UCDP has them, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from sourcebook.dossier.exchange.foreign.audience import Known
from sourcebook.dossier.exchange.foreign.format import Format, reading
from sourcebook.dossier.exchange.foreign.known import Look
from sourcebook.dossier.exchange.foreign.permitted import Audience
from sourcebook.dossier.exchange.foreign.sheets.rows import (
    Columns,
    Value,
    field,
    linked,
    named,
    themes,
    write_rows,
)
from sourcebook.dossier.exchange.foreign.sheets.shared import HEADER, dates, source_urls, sources
from sourcebook.dossier.exchange.foreign.sources import CAPTURE, SOURCE
from sourcebook.dossier.kinds import Plain

FIGURES = Format(
    "CSV: figures",
    "figures.csv",
    "One row a claim: low, best and high as far as they are said, never averaged, and who claims it. "
    "`part_of` is the row of a larger figure that this one is included in.",
    ("claim",),
    reading(
        claim=f"""
            {HEADER} about property words low best high rule unit as_of as_of_words scheme term part_of
            claimant claimant_words relayed_by
        """,
        actor="names.value names.main pseudonym",
        place="names.value names.main",
        event="label",
        capture=CAPTURE,
        source=SOURCE,
    ),
)


def _about_kind(plain: Plain, known: Known) -> Value:
    about = known.get(plain["fields"]["about"])
    return about["kind"] if about else None


_COLUMNS: Columns = {
    "figure_id": lambda plain, known: plain["id"],
    "about": named("about"),
    "about_kind": _about_kind,
    "about_id": linked("about"),
    "property": field("property"),
    "low": field("low"),
    "best": field("best"),
    "high": field("high"),
    "rule": field("rule"),
    "unit": field("unit"),
    "words": field("words"),
    **dates("as_of"),
    "scheme": field("scheme"),
    "term": field("term"),
    "claimant": named("claimant"),
    "claimant_as_printed": field("claimant_words"),
    "relayed_by": named("relayed_by"),
    "part_of": linked("part_of"),
    "sources": sources,
    "source_urls": source_urls,
    "themes": themes,
    "status": lambda plain, known: plain["status"],
}
_FOR_THE_TEAM = ("themes",)


def write_figures(
    plains: Iterable[Plain], out: BinaryIO, look: Look, audience: Audience, bom: bool = False
) -> int:
    """Writes the claims among the records as CSV, and says how many. Raises NotForThem.

    `bom` puts a byte order mark first: Excel takes the file for UTF-8 only with it.
    """
    columns = {
        name: value for name, value in _COLUMNS.items() if audience == "team" or name not in _FOR_THE_TEAM
    }
    return write_rows(plains, out, look, audience, FIGURES, columns, bom)
