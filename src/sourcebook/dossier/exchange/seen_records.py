"""Records as an export has them, for whoever looks: whole, without what they tell of hidden ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from sourcebook.dossier.exchange.lines import settled
from sourcebook.dossier.exchange.narrow import Narrow
from sourcebook.dossier.history import history_of
from sourcebook.dossier.kinds import Plain
from sourcebook.dossier.kinds.fetch import by_ids, plains
from sourcebook.dossier.models import Record
from sourcebook.dossier.seen import current

_TOGETHER = 500


def seen_records(found: QuerySet[Record]) -> Iterator[Plain]:
    """The records of a query, in its order; memory for some hundreds at a time."""
    return _told(plains(found))


def seen_by_ids(ids: Sequence[Any]) -> list[Plain]:
    """The records of these ids that the viewer sees, in the order of the ids."""
    return list(_told(by_ids(ids)))


def _told(records: Iterable[Plain]) -> Iterator[Plain]:
    narrow = Narrow(current().within)
    for plain in narrow.records(_with_evidence(iter(records), narrow)):
        yield settled(plain)


def _with_evidence(records: Iterator[Plain], narrow: Narrow) -> Iterator[Plain]:
    while some := list(islice(records, _TOGETHER)):
        rows = ({**row, "record": plain["id"]} for plain in some for row in plain["evidence"])
        kept = {row["id"] for row in narrow.evidence(rows)}
        for plain in some:
            plain["evidence"] = [row for row in plain["evidence"] if row["id"] in kept]
            yield plain


def seen_history(record: str) -> list[dict[str, Any]]:
    """What was done with a record, the newest first, without values that the viewer may not see."""
    narrow = Narrow(current().within)
    lines = ({"record": record, **entry.plain()} for entry in history_of(record))
    told = list(narrow.changes(lines))
    for line in told:
        del line["record"]
    return [settled(line) for line in narrow.revisions(told)]
