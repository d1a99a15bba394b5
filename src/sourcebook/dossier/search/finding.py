"""Finding: a query becomes a page of hits, best first, one for each record."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F
from django.db.models.functions import Substr

from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.models import SearchText
from sourcebook.dossier.search.engine import Asked, Engine, Found, engine
from sourcebook.dossier.search.excerpt import Excerpt, excerpt, pattern_of
from sourcebook.dossier.search.filters import Filters, matching
from sourcebook.dossier.search.gates import kind_mark, marks_of
from sourcebook.dossier.search.query import Query, parse
from sourcebook.dossier.search.variants import with_variants
from sourcebook.dossier.seen import current
from sourcebook.dossier.seen.rules import Sql

# So many of the newest texts found are ranked; the others follow, newest first.
RANKED = 1000
# So many texts are counted at most; what has more is said to have so many at least.
COUNTED = 5000


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found, and where.

    `field` is the path of the text ("text", "names/<id>/value", "layer"); `excerpt` is in pieces of (text,
    whether it was sought).
    """

    record: uuid.UUID
    kind: str
    label: str
    status: str
    field: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits. `total` counts records; where it is not exact, there are so many at least."""

    total: int
    total_is_exact: bool
    hits: tuple[Hit, ...] = ()


def find(
    query: str,
    filters: Filters | None = None,
    *,
    limit: int = 20,
    offset: int = 0,
    variants: bool = False,
) -> Results:
    """What the viewer who is bound may see of what was asked for (see `query`); nothing for an empty query.

    With `variants` also by other names of the actors and places in the query (see `variants`). Three queries
    to the database, one more where more than a thousand texts are found, one more for each 5,000 beyond
    these; filters by links and name variants add theirs. Raises ValueError for a filter that is none.
    """
    parsed = parse(query)
    if not parsed:
        return Results(0, True)
    if variants:
        parsed = with_variants(parsed)
    filters = filters or Filters()
    try:
        within = _within(filters)
    except EmptyResultSet:
        return Results(0, True)
    asked = Asked(parsed, marks_of(current()), tuple(map(kind_mark, filters.kinds)), within)
    return _results(engine(), asked, max(0, limit), max(0, offset))


def _within(filters: Filters) -> Sql | None:
    """The records that pass the filters, compiled through the gate; kinds are marks in the index."""
    if not all(kind in KINDS for kind in filters.kinds):
        raise ValueError(f"no such kind among {', '.join(filters.kinds)}; there are {', '.join(KINDS)}")
    if set(filters.given) <= {"kinds"}:
        return None
    ids = matching(filters).order_by().values("pk")
    sql, params = ids.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return sql, list(params)


def _results(by: Engine, asked: Asked, limit: int, offset: int) -> Results:
    first = by.first(asked, RANKED + 1, COUNTED + 1)
    ranked = first.newest[:RANKED]
    if ranked and asked.query.telling:
        ranks = by.ranked(asked, [text for text, _ in ranked])
        ranked.sort(key=lambda one: (ranks.get(one[0], 0.0), -one[0]))
    found: Iterator[Found] = iter(ranked)
    if len(first.newest) > RANKED:
        found = chain(found, _all(by, asked))
    page = list(islice(_once(found), offset, offset + limit))
    return Results(first.records, first.texts <= COUNTED, _hits(page, asked.query))


def _once(found: Iterable[Found]) -> Iterator[int]:
    """The first text of each record."""
    records = set()
    for text, record in found:
        if record not in records:
            records.add(record)
            yield text


def _all(by: Engine, asked: Asked) -> Iterator[Found]:
    """All texts that are found, newest first: for those who turn the pages beyond the ranked ones."""
    found = by.newest(asked, COUNTED)
    yield from found
    while len(found) == COUNTED:
        found = by.newest(asked, COUNTED, found[-1][0])
        yield from found


def _hits(texts: Sequence[int], query: Query) -> tuple[Hit, ...]:
    rows = (
        SearchText.objects.filter(pk__in=texts)
        .annotate(stretch=Substr("layer__text", F("start") + 1, F("end") - F("start")))
        .values_list(
            "pk", "record", "record__kind", "record__label", "record__status", "fields", "text", "stretch"
        )
    )
    pattern = pattern_of(query)
    hits = {}
    for pk, record, kind, label, status, fields, text, stretch in rows:
        at, shown = excerpt(text or stretch or "", pattern)
        hits[pk] = Hit(record, kind, label, status, _field(fields, at), shown)
    return tuple(hits[pk] for pk in texts if pk in hits)


def _field(fields: Sequence[tuple[str, int]], at: int) -> str:
    """The field that a place in a text lies in."""
    return next((path for path, start in reversed(fields) if start <= at), "")
