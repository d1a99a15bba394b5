"""What stands in a text already, and what waits there: drafts of an import, and what `reading` finds.

A candidate has the id that an import of the same text gives it. So what was accepted, corrected or rejected
here is known to an import, and the other way round; a rejected one is a withdrawn draft, and stays one.
"""

from __future__ import annotations

import uuid
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sourcebook.dossier.ingest.keeping import exists
from sourcebook.dossier.ingest.passage.kept import Text, drafts_of
from sourcebook.dossier.kinds.labels import label_of
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.models import Evidence
from sourcebook.dossier.models.record import Origin

# What a person decides on; names, offices and sources come with these.
CATEGORIES = ("statement", "event", "figure", "reaction", "measure", "recommendation")
# The fields whose passage is the record itself, not only where its speaker or day was read.
MAIN = frozenset(("", "text", "points", "type", "words", "description", "names", "title"))
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """A record that rests on passages of the text; `passages` are those of the record itself."""

    record: str
    kind: str
    status: str
    origin: str
    label: str
    version: int
    passages: tuple[Stretch, ...]
    evidence: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it is a draft that a program made."""
        return self.status == "draft" and self.origin != Origin.PERSON


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that waits: a draft (`version` is set), or what `reading` finds (`version` 0)."""

    id: str
    kind: str
    category: str
    label: str
    passages: tuple[Stretch, ...]
    confidence: float | None = None
    version: int = 0

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.passages[0][0]


def held_in(layer: str, start: int = 0, end: int | None = None) -> list[Held]:
    """The records with evidence in a layer, in its order; one query. Not the withdrawn ones."""
    rows = Evidence.objects.filter(layer_id=uuid.UUID(layer), start__isnull=False, end__gt=start).exclude(
        state="lost"
    )
    if end is not None:
        rows = rows.filter(start__lt=end)
    names = ("record_id", "record__kind", "record__status", "record__origin", "record__label",
             "record__version", "id", "field", "start", "end")  # fmt: skip
    heads: dict[str, tuple[str, str, str, str, int]] = {}
    passages: dict[str, list[tuple[bool, Stretch]]] = defaultdict(list)
    evidence: dict[str, list[str]] = defaultdict(list)
    rows = rows.exclude(record__status="withdrawn").order_by("start", "end", "id")
    for pk, *head, own, field, first, last in rows.values_list(*names):
        record = str(pk)
        heads[record] = tuple(head)
        passages[record].append((field.split("/")[0] in MAIN, (first, last)))
        evidence[record].append(str(own))
    return [Held(one, *head, _main(passages[one]), tuple(evidence[one])) for one, head in heads.items()]


def _main(passages: list[tuple[bool, Stretch]]) -> tuple[Stretch, ...]:
    chosen = [stretch for main, stretch in passages if main] or [stretch for _, stretch in passages]
    return tuple(dict.fromkeys(chosen))


def waiting(text: Text, held: Iterable[Held]) -> list[Candidate]:
    """What nobody decided on, in the order of the text; `held` is all that stands in it. One query."""
    held = list(held)
    drafts = [
        Candidate(one.record, one.kind, one.kind, one.label, one.passages, None, one.version)
        for one in held
        if one.waits and one.kind in ("statement", "event", "claim")
    ]
    found = [candidate for candidate, _ in proposed(text)]
    known = exists([candidate.id for candidate in found])
    taken = _Taken(held)
    fresh = [one for one in found if one.id not in known and not taken.has(one)]
    return sorted([*drafts, *fresh], key=lambda one: (one.start, one.passages[0][1], one.id))


def proposed(text: Text) -> Iterator[tuple[Candidate, Plain]]:
    """All that `reading` finds in a text, decided on or not, with the drafts."""
    drafting = drafts_of(text)
    for plain in drafting.records.values() if drafting else ():
        category = plain["origin_key"].split(":")[1]
        passages = passages_of(plain) if category in CATEGORIES else ()
        if passages:
            label = label_of(plain)[0]
            yield (
                Candidate(plain["id"], plain["kind"], category, label, passages, plain["confidence"]),
                plain,
            )


def passages_of(plain: Plain) -> tuple[Stretch, ...]:
    """The passages of the record itself, in the order of the text."""
    rows = [row for row in plain["evidence"] if row["start"] is not None]
    main = [row for row in rows if row["field"] in MAIN] or rows
    return tuple(sorted({(row["start"], row["end"]) for row in main}))


class _Taken:
    """Passages of which records were made already, by kind: what a person made there needs no proposal."""

    def __init__(self, held: Iterable[Held]) -> None:
        self._ends: dict[str, list[Stretch]] = defaultdict(list)
        for one in held:
            if one.kind in ("statement", "event", "claim"):
                self._ends[one.kind] += [(end, start) for start, end in one.passages]
        for stretches in self._ends.values():
            stretches.sort()

    def has(self, candidate: Candidate) -> bool:
        """Whether more than half of the first passage of a candidate is that of a record of its kind."""
        start, end = candidate.passages[0]
        stretches = self._ends[candidate.kind]
        for other_end, other_start in stretches[bisect_left(stretches, (start, -1)) :][:8]:
            common = min(end, other_end) - max(start, other_start)
            if 2 * common > max(end - start, other_end - other_start):
                return True
        return False
