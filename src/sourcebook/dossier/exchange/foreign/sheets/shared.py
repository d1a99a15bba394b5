"""Columns that several tables have: dates, sources, the names of a place with who uses them."""

from __future__ import annotations

from sourcebook.dossier.exchange.foreign.audience import Known
from sourcebook.dossier.exchange.foreign.sheets.rows import Columns, Value, field
from sourcebook.dossier.exchange.foreign.sources import first_url, sources_of
from sourcebook.dossier.exchange.foreign.when import span
from sourcebook.dossier.kinds import Plain

HEADER = "status evidence.layer evidence.basis evidence.stance themes.codebook themes.code"
PLACE = "names.value names.used_by names.main form wholes.whole wholes.according_to"


def dates(name: str, column: str = "") -> Columns:
    """The columns of a date: its bounds, the EDTF string, the words as written."""
    start = column or name
    return {
        f"{start}_earliest": lambda plain, known: span(plain["fields"][name])[0],
        f"{start}_latest": lambda plain, known: span(plain["fields"][name])[1],
        f"{start}_edtf": field(name),
        f"{start}_words": field(f"{name}_words"),
    }


def sources(plain: Plain, known: Known) -> Value:
    """Who published the sources that support a record; the title where nobody is said."""
    found = [known.get(id) for id in sources_of(plain, known)]
    return [source["fields"]["publisher"] or source["fields"]["title"] for source in found if source]


def source_urls(plain: Plain, known: Known) -> Value:
    """The addresses of those sources."""
    found = [known.get(id) for id in sources_of(plain, known)]
    return [url for source in found if source and (url := first_url(source))]


def names_of(place: Plain, known: Known) -> list[str]:
    """Every name of a place, with who uses it where that is known."""
    rows = [(row["value"], known.name(row["used_by"])) for row in place["parts"]["names"]]
    return [f"{value} (used by {user})" if user else value for value, user in rows]
