"""Which records a text needs: those that it names by the beginning of an id, and what these lead to.

Ids alone; what the public may have of them is for others to say.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterator
from functools import reduce
from operator import or_

from django.db.models import Q

from sourcebook.dossier.models import Capture, Dossier, Evidence, Record
from sourcebook.dossier.write.links import in_parts
from sourcebook.publish.gathering.public import among

_DIGITS = 8
_HEAD = re.compile(rf"[0-9a-f]{{{_DIGITS}}}")
# So many beginnings are looked up together.
_TOGETHER = 100


def head_of(key: str) -> str:
    """The digits by which the record of a reference is looked up; "" for what can be no id."""
    found = _HEAD.match(key.replace("-", "").casefold())
    return found[0] if found else ""


def beginning(dossier: Dossier, heads: Collection[str]) -> set[str]:
    """The ids of the records that begin with these digits, whatever their status."""
    found: set[str] = set()
    for some in in_parts(sorted(heads), _TOGETHER):
        any_of = reduce(or_, (Q(pk__range=_range(head)) for head in some))
        # Asked for more than ids, or for the dossier besides, the database goes through all of it.
        near = list(Record.objects.filter(any_of).values_list("pk", flat=True))
        rows = Record.objects.filter(dossier_id=dossier.pk, pk__in=near)
        found.update(str(pk) for pk in rows.values_list("pk", flat=True))
    return found


def _range(head: str) -> tuple[uuid.UUID, uuid.UUID]:
    return uuid.UUID(head.ljust(32, "0")), uuid.UUID(head.ljust(32, "f"))


def reached(ids: Collection[str], known: Collection[str] = ()) -> set[str]:
    """These records and all that they rest on, without what is known.

    What they rest on are the bases of their evidence, the captures of its text layers, the sources of these,
    and all captures of a source. Three queries for each step away.
    """
    found: set[str] = set()
    new = set(ids).difference(known)
    while new:
        found |= new
        new = set(_next(new)).difference(found, known)
    return found


def _next(ids: Collection[str]) -> Iterator[str]:
    evidence = Evidence.objects.values_list("basis_id", "layer__record_id")
    for pair in among(evidence, ids, "record_id"):
        yield from (str(one) for one in pair if one)
    of_capture = Capture.objects.exclude(source_id=None).values_list("source_id", flat=True)
    yield from map(str, among(of_capture, ids, "record_id"))
    of_source = Capture.objects.values_list("record_id", flat=True)
    yield from map(str, among(of_source, ids, "source_id"))
