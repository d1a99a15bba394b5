"""Names that a text uses, looked up among the actors and places of the dossier; of two alike neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sourcebook.dossier.ingest.report.naming import key_of
from sourcebook.dossier.models import Name, Record, Status
from sourcebook.dossier.search import Filters, find

Key = tuple[str, str]
_MOST = 60


@dataclass(frozen=True)
class Matched:
    """By (kind, folded name): the one record of that name; `several` are names that more than one has."""

    one: dict[Key, str] = field(default_factory=dict)
    several: frozenset[Key] = frozenset()
    labels: dict[str, str] = field(default_factory=dict)


def matched(wanted: Iterable[tuple[str, str]]) -> Matched:
    """The records of names, given as (kind, name); four queries. Spelling is as `key_of` sees it."""
    keys = {(kind, key_of(value)) for kind, value in wanted if value.strip()}
    if not keys:
        return Matched()
    values = sorted({value for _, value in keys})
    query = " OR ".join('"' + value.replace('"', " ") + '"' for value in values)
    hits = find(query, Filters(kinds=tuple(sorted({kind for kind, _ in keys}))), limit=_MOST).hits
    ids = [hit.record for hit in hits]
    rows = Name.objects.filter(record_id__in=ids).exclude(record__status=Status.WITHDRAWN)
    found: dict[Key, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    for kind, value, record, label in rows.values_list("record__kind", "value", "record_id", "record__label"):
        key = (kind, key_of(value))
        if key in keys:
            found[key].add(str(record))
            labels[str(record)] = label
    return Matched(
        {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1},
        frozenset(key for key, ids in found.items() if len(ids) > 1),
        labels,
    )


def there(ids: Iterable[str]) -> set[str]:
    """Those of these ids that are records the viewer sees, and that were not withdrawn; one query."""
    wanted = sorted(set(ids))
    if not wanted:
        return set()
    found = Record.objects.filter(pk__in=wanted).exclude(status=Status.WITHDRAWN)
    return {str(pk) for pk in found.values_list("pk", flat=True)}
