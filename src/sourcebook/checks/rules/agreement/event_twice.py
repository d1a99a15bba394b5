"""event-twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.dates import Days, days_of
from sourcebook.checks.known.naming import words_of
from sourcebook.checks.known.records import Event
from sourcebook.checks.rule import DossierRule

# An event of so many days is looked for by its days, a longer one by its months, a still longer one not.
_BY_DAY, _BY_MONTH = 7, 186
# With so many others of its day, type and place an event is compared: the nearest in the list.
_COMPARED = 40
_SHOWN = 6
# A chain of parts and wholes is no longer.
_DEEPEST = 24
_ALIKE, _SHARED_WORDS = 0.5, 3
_PERSONAL = ("victim", "detainee")
_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Told:
    """An event with what it is compared by."""

    event: Event
    days: Days
    places: tuple[str, ...]
    words: frozenset[str]
    actors: frozenset[str]
    suffering: frozenset[str]


class EventTwice(DossierRule):
    """Two records seem to tell of one event.

    ## What it does
    Compares events of one type whose dates overlap and which lie in one place, or one in a part of the
    other's. They are reported where they share those who suffered, or are told in similar words. Silent
    where both name who suffered and it was not the same; where one is part of the other; where evidence of
    one sets it beside the other, or contradicts it; and where a note of one names the id of the other. Where
    two records of one day and place tell nothing else, the finding is marked as uncertain. Three and more
    that seem to be one are one finding.

    ## Why it matters
    One event counted twice makes every total wrong, and two halves of its evidence stand apart.

    ## Example
    Fails: two records "the road to Brenn was closed by a patrol", both of 3 May 2031 in Brenn
    Passes: the detention of Ilko Marash and that of Nela Kostrash, both of 3 May 2031 in Brenn

    ## False alarms
    Two shellings of one town on one day: say in a note that they are two, with the other's id. Of very many
    events of one type, day and place only the nearest forty in the list are compared with each other.
    """

    name = "event-twice"
    family = "agreement"
    severity = "warning"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every group of such events, in the order of their first ones."""
        told = [one for event in dossier.each(Event) if (one := _told(dossier, event))]
        groups = _Groups()
        unsure: set[str] = set()
        for one, other in _pairs(told):
            alike = _alike(one, other)
            if alike is None or _apart(dossier, one.event, other.event):
                continue
            groups.join(one.event.id, other.event.id)
            if not alike:
                unsure.add(one.event.id)
        for ids in groups.all(one.event.id for one in told):
            events = [event for id in ids[:_SHOWN] if (event := dossier.get(id, Event))]
            count = f" ({len(ids)} records)" if len(ids) > 2 else ""
            yield self.finding(
                f"These seem to be one event told twice{count}. Merge them, or say in a note how they "
                "differ.",
                *(dossier.side(event, "", _words(event)) for event in events),
                uncertain=not unsure.isdisjoint(ids),
            )


class _Groups:
    """Ids that belong together, however many pairs join them."""

    def __init__(self) -> None:
        self._leads: dict[str, str] = {}

    def _head(self, id: str) -> str:
        while (lead := self._leads.get(id, id)) != id:
            self._leads[id] = self._leads.get(lead, lead)
            id = lead
        return id

    def join(self, one: str, other: str) -> None:
        """Put the groups of two ids together."""
        self._leads[self._head(other)] = self._head(one)

    def all(self, order: Iterable[str]) -> Iterator[list[str]]:
        """Groups of two and more, and their ids, in an order."""
        found: dict[str, list[str]] = {}
        for id in order:
            found.setdefault(self._head(id), []).append(id)
        return (ids for ids in found.values() if len(ids) > 1)


def _told(dossier: Dossier, event: Event) -> _Told | None:
    days = days_of(event.when)
    if not event.type or not event.place or days is None or days.length > _BY_MONTH:
        return None
    return _Told(
        event,
        days,
        dossier.around(event.place),
        frozenset(words_of(event.words, None)) | frozenset(words_of(event.description, None)),
        frozenset(one.actor for one in event.involvements if one.actor),
        frozenset(one.actor for one in event.involvements if one.actor and one.part in _PERSONAL),
    )


def _pairs(told: list[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Pairs that may be one event: of one type, with a day in common, one's place around the other's.

    Each event is put down under its own place, and looked for under its place and all around it: short ones
    by days, and against longer ones by months. A pair may come twice.
    """
    down: dict[_Key, list[_Told]] = {}
    for one in told:
        for moment in _moments(one.days, here=True):
            key = (one.event.scheme, one.event.type, one.places[0], moment)
            down.setdefault(key, []).append(one)
    placed = {id(one): n for n, one in enumerate(told)}
    for one in told:
        for moment in _moments(one.days, here=False):
            for place in one.places:
                others = down.get((one.event.scheme, one.event.type, place, moment), [])
                yield from _near(one, others, placed)


def _near(one: _Told, others: list[_Told], placed: dict[int, int]) -> Iterator[tuple[_Told, _Told]]:
    nearest = others
    if len(others) > _COMPARED:
        # Lists are in the dossier's order: those around the event's own place in it.
        at = bisect_left(others, placed[id(one)], key=lambda told: placed[id(told)])
        start = max(0, at - _COMPARED // 2)
        nearest = others[start : start + _COMPARED]
    for other in nearest:
        if other is not one and one.days.meets(other.days):
            first, second = sorted((one, other), key=lambda told: placed[id(told)])
            yield first, second


def _moments(days: Days, here: bool) -> Iterator[str]:
    """The keys of a time under which an event is put down (`here`), or under which others are looked for.

    Short times have their days, and their months for long ones to find; long ones have their months.
    """
    short = days.length <= _BY_DAY
    if short:
        yield from ((days.first + timedelta(n)).isoformat() for n in range(days.length))
        kinds = ["short" if here else "long"]
    else:
        kinds = ["long"] if here else ["short", "long"]
    yield from (f"{kind} {month}" for month in _months(days) for kind in kinds)


def _months(days: Days) -> Iterator[str]:
    year, month = days.first.year, days.first.month
    while (year, month) <= (days.last.year, days.last.month):
        yield f"{year:04}-{month:02}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _alike(one: _Told, other: _Told) -> bool | None:
    """Whether two seem to be one event; False where nothing tells them apart, None where something does."""
    if one.suffering and other.suffering:
        return True if one.suffering & other.suffering else None
    if not one.words or not other.words:
        nothing = not (one.words or other.words or one.actors or other.actors)
        same = one.places[0] == other.places[0] and one.days == other.days and one.days.length == 1
        if one.actors and one.actors == other.actors and same:
            return True
        return False if nothing and same else None
    shared = len(one.words & other.words)
    every = min(len(one.words), len(other.words))
    enough = shared >= min(_SHARED_WORDS, every) and shared / len(one.words | other.words) >= _ALIKE
    return True if enough else None


def _apart(dossier: Dossier, one: Event, other: Event) -> bool:
    """Whether the dossier says that they are two: one is part of the other, or a word stands between them."""
    for first, second in ((one, other), (other, one)):
        parent = first.parent
        for _ in range(_DEEPEST):
            if parent == second.id:
                return True
            above = dossier.get(parent, Event)
            parent = above.parent if above else None
        if second.id in first.note:
            return True
        if any(
            proof.basis == second.id and proof.stance in ("context", "contradicts")
            for proof in dossier.evidence_of(first)
        ):
            return True
    return False


def _words(event: Event) -> str:
    return event.description or event.words or event.label or event.id
