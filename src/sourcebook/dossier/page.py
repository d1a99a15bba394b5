"""A record as its page shows it: whole, with the labels of all that it links to, in eight queries at most."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.dossier.kinds.fetch import Keys, by_ids
from sourcebook.dossier.kinds.plain import Plain, links_of
from sourcebook.dossier.models import Record


@dataclass(frozen=True)
class Page:
    """A record, and the labels of the records that it and its evidence point to, by id."""

    record: Plain
    labels: dict[str, str]

    @property
    def closed(self) -> bool:
        """Whether it is sealed and nobody opened it."""
        return bool(self.record.get("closed"))


def page_of(record: str, keys: Keys | None = None) -> Page | None:
    """The page of a record; None where there is none that the viewer sees."""
    found = by_ids([record], keys)
    if not found:
        return None
    plain = found[0]
    wanted = {target for _, target in links_of(plain)} if plain["fields"] else set()
    wanted |= {row["basis"] for row in plain["evidence"] if row["basis"]}
    wanted |= {plain["merged_into"]} - {None}
    rows = Record.objects.filter(pk__in=list(wanted)).values_list("pk", "label") if wanted else ()
    return Page(plain, {str(pk): label for pk, label in rows})
