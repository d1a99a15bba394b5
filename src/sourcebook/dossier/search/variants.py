"""Name variants: a search for one name of an actor or place also finds the others it goes by.

A name counts where it is the whole of what stands together in the query: `Tavo Brenik` or `"Tavo Brenik"`,
not `Brenik` alone, unless somebody is called so.
"""

from __future__ import annotations

import uuid
from collections import defaultdict

from sourcebook.dossier.models import Name, SearchText
from sourcebook.dossier.search.engine import Asked, engine
from sourcebook.dossier.search.filters import with_merged
from sourcebook.dossier.search.fold import words
from sourcebook.dossier.search.gates import kind_mark, marks_of
from sourcebook.dossier.search.query import Query, Term, Together
from sourcebook.dossier.seen import current

# Words of a name at most; actors and places of one name at most; names that are added at most.
LONGEST_NAME = 6
_SAME_NAME = 200
_MOST_NAMES = 40
_CALLED = (kind_mark("actor"), kind_mark("place"))
Words = tuple[str, ...]
# The first and the last (exclusive) of the groups that a name is made of.
Span = tuple[int, int]


def with_variants(query: Query) -> Query:
    """The query with the other names of the actors and places that it names. At most seven queries more."""
    spans = _spans(query)
    names = _names(set(spans.values())) if spans else {}
    groups = list(query.groups)
    taken: set[int] = set()
    # Longest first: "Lake Orvan" is one name, not a lake and somebody called Orvan.
    for (first, last), said in sorted(spans.items(), key=lambda item: item[0][0] - item[0][1]):
        others = names.get(said)
        if not others or not taken.isdisjoint(range(first, last)):
            continue
        taken.update(range(first, last))
        together: Together = tuple(term for group in query.groups[first:last] for term in group[0])
        groups[first] = (together, *((Term(other),) for other in others))
        groups[first + 1 : last] = [()] * (last - first - 1)
    return Query(tuple(group for group in groups if group), query.without)


def _spans(query: Query) -> dict[Span, Words]:
    """What stands together in the query and may be a name."""
    spans: dict[Span, Words] = {}
    for first in range(len(query.groups)):
        said: Words = ()
        for last in range(first, len(query.groups)):
            group = query.groups[last]
            if len(group) > 1 or group[0][0].prefix or len(said) >= LONGEST_NAME:
                break
            said += group[0][0].words
            if len(said) <= LONGEST_NAME:
                spans[first, last + 1] = said
    return spans


def _names(said: set[Words]) -> dict[Words, list[Words]]:
    """For each that is the name of somebody or of a place that the viewer sees: the other names."""
    phrases = Query((tuple((Term(one),) for one in sorted(said)),))
    texts = [text for text, _ in engine().newest(Asked(phrases, marks_of(current()), _CALLED), _SAME_NAME)]
    of = set(SearchText.objects.filter(pk__in=texts).values_list("record", flat=True))
    names: dict[uuid.UUID, set[Words]] = defaultdict(set)
    for record, value in Name.objects.filter(record__in=of).values_list("record", "value"):
        names[record].add(words(value))
    called = {record: own & said for record, own in names.items() if own & said}
    found: dict[Words, list[Words]] = {}
    for record, so in called.items():
        others = _all_names(record) - so
        for one in so:
            known = found.setdefault(one, [])
            known += [other for other in sorted(others) if other and other not in known]
            del known[_MOST_NAMES:]
    return found


def _all_names(record: uuid.UUID) -> set[Words]:
    rows = Name.objects.filter(record__in=with_merged([record])).values_list("value", flat=True)
    return {words(value) for value in rows}
