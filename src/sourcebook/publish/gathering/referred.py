"""What the texts of editions refer to, gathered as it is asked for: never more of a large dossier than that.

What is printed of it is what a whole material prints; see the tests, which compare the two.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from threading import RLock

from sourcebook.dossier.editions.releasing import released
from sourcebook.dossier.models import Dossier, Record
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.write.links import in_parts
from sourcebook.publish.drafting.queries import parse
from sourcebook.publish.edition import Cite
from sourcebook.publish.gathering.counting import counted
from sourcebook.publish.gathering.names import bearers_of
from sourcebook.publish.gathering.public import Gathered, published, quiet, tell_of_copies, themes_of
from sourcebook.publish.gathering.reaching import beginning, head_of, reached
from sourcebook.publish.gathering.whole import material
from sourcebook.publish.material import Material
from sourcebook.publish.persons import Persons


@dataclass
class Referred:
    """What was referred to so far, in one state of the dossier; several may ask at the same time.

    Made for who looks at that moment: for another role or organisation there is another one.
    """

    _heads: set[str] = field(default_factory=set)
    _ids: set[str] = field(default_factory=set)
    _unseen: set[str] = field(default_factory=set)
    _themes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _found: Gathered = field(default_factory=Gathered)
    _made: Material | None = None
    _counts: dict[str, int] = field(default_factory=dict)
    _persons: Persons | None = None
    _lock: RLock = field(default_factory=RLock)

    def material(self, cites: Collection[Cite]) -> Material:
        """A material that has what these references mean, and all that they rest on.

        No query where that is known; else a constant number for each hundred references.
        """
        with self._lock:
            new = {head for one in cites if (head := head_of(one.key))} - self._heads
            if self._made is None or new:
                self._made = self._with(new)
                self._heads |= new
            return self._made

    def _with(self, heads: set[str]) -> Material:
        dossier = Dossier.objects.get(pk=current().within)
        letting_out = released()
        # What the public may have is the same whoever asks.
        with as_system():
            ids = reached(beginning(dossier, heads), self._ids)
            new = published(dossier, ids)
            # What was handed out stays as it was: others print from it.
            found = Gathered(
                {**self._found.records, **new.records},
                {**self._found.refused, **new.refused},
                {**self._found.hidden, **new.hidden},
            )
            quiet(new.records.values(), letting_out, found.records)
            sources = {id for id, plain in new.records.items() if plain["kind"] == "source"}
            tell_of_copies(dossier, found, sources)
            themes = {**self._themes, **themes_of(dossier, new.records.keys())}
        # Of what who asks may not see, not even that it is there is told.
        self._unseen |= _unseen(new.refused.keys())
        told = {id: why for id, why in found.refused.items() if id not in self._unseen}
        with as_system():
            made = material(
                dossier, replace(found, refused=told), letting_out, themes, self._count, self._naming
            )
        self._ids, self._found, self._themes = self._ids | ids, found, themes
        return made

    def _count(self, query: str) -> int:
        with self._lock:
            if query not in self._counts:
                asked = parse(query)
                dossier = Dossier.objects.get(pk=current().within)
                with as_system():
                    self._counts[query] = counted(dossier, asked)
            return self._counts[query]

    def _naming(self) -> Persons:
        with self._lock:
            if self._persons is None:
                dossier = Dossier.objects.get(pk=current().within)
                with as_system():
                    self._persons = Persons(bearers_of(dossier))
            return self._persons


def _unseen(ids: Collection[str]) -> set[str]:
    """Which of these records who looks does not see; a query for each thousand."""
    found: set[str] = set()
    for some in in_parts(sorted(ids)):
        seen = Record.objects.filter(pk__in=some).values_list("pk", flat=True)
        found |= set(some) - {str(pk) for pk in seen}
    return found
