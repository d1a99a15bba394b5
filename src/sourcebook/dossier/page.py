"""A record as its page shows it: whole, with the labels of all that it links to, in eight queries at most."""

from __future__ import annotations

from collections.abc import Sequence
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
    return next(iter(pages_of([record], keys)), None)


def pages_of(records: Sequence[str], keys: Keys | None = None) -> list[Page]:
    """The pages of several records, to stand side by side; as few queries as for one."""
    found = by_ids(records, keys)
    wanted = {target for plain in found for target in _pointed(plain)}
    rows = Record.objects.filter(pk__in=list(wanted)).values_list("pk", "label") if wanted else ()
    labels = {str(pk): label for pk, label in rows}
    return [Page(plain, labels) for plain in found]


def _pointed(plain: Plain) -> set[str]:
    links = {target for _, target in links_of(plain)} if plain["fields"] else set()
    return (
        links | {row["basis"] for row in plain["evidence"] if row["basis"]} | {plain["merged_into"]} - {None}
    )
