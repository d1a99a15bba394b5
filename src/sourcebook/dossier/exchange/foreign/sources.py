"""From evidence to the sources that it quotes: by layer and capture, or by a source cited without text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sourcebook.dossier.exchange.foreign.audience import Known
from sourcebook.dossier.kinds import Plain

CAPTURE = "source"
SOURCE = "title publisher urls.url urls.role"


def source_of(row: Plain, known: Known) -> str | None:
    """The id of the source that a row of evidence quotes or cites; None where it is none or not seen."""
    capture = known.get(row["layer"])
    id = capture["fields"]["source"] if capture else row["basis"]
    source = known.get(id)
    return id if source is not None and source["kind"] == "source" else None


def sources_of(plain: Plain, known: Known, stance: str = "supports") -> Iterator[str]:
    """The ids of the sources that support a record, each once, in the order of its evidence."""
    rows = (row for row in plain["evidence"] if row["stance"] == stance)
    found: Iterable[str | None] = (source_of(row, known) for row in rows)
    yield from dict.fromkeys(id for id in found if id)


def first_url(source: Plain) -> str:
    """The address that is cited of a source, else its first one, else ""."""
    rows = source["parts"]["urls"]
    cited = next((row for row in rows if row["role"] == "cited"), rows[0] if rows else None)
    return str(cited["url"]) if cited else ""
