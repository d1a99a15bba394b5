"""The records that those being written point to: looked up in batches, kept in a table of limited size."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from sourcebook.dossier.kinds import Plain
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.kinds.plain import links_of
from sourcebook.dossier.models import TextLayer

MOST = 10_000
_DEEPEST = 12
# Of a record that is only pointed to, no more of a text is kept: names and labels are shorter.
_LONGEST_TEXT = 2_000
# The links of linked records that are followed: to whole places, to the source of a capture, and to the
# persons whose names must be kept out of a label.
_FOLLOWED: Mapping[str, tuple[str, ...]] = {
    "place": ("wholes.whole", "wholes.according_to", "names.used_by"),
    "capture": ("source",),
    "relation": ("object", "subject"),
    "event": ("involvements.actor", "place"),
    "statement": ("speakers.actor", "addressees.actor", "about"),
    "claim": ("about", "claimant"),
    "followup": ("target",),
}


class Look(Protocol):
    """Finds records by their ids; the id of a text layer finds the capture that it was taken from.

    What the viewer does not see is not in the answer.
    """

    def __call__(self, ids: Collection[str], /) -> Mapping[str, Plain]:
        """The plain records, by the id that was asked for."""
        ...


def look_up(ids: Collection[str]) -> dict[str, Plain]:
    """`Look` in the database, as the viewer who is bound."""
    found = {plain["id"]: plain for plain in by_ids(list(ids))}
    missing = [one for one in ids if one not in found]
    captures = {
        str(layer): str(record)
        for layer, record in TextLayer.objects.filter(pk__in=missing).values_list("pk", "record_id")
    }
    having = {plain["id"]: plain for plain in by_ids(sorted(set(captures.values())))}
    found.update({layer: having[record] for layer, record in captures.items() if record in having})
    return found


class Linked:
    """Records that are pointed to, as they were found: `load` before a batch, then `get`."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._found: dict[str, Plain | None] = {}

    def get(self, id: str | None) -> Plain | None:
        """The record, or the capture of the text layer; None where it is not seen."""
        return self._found.get(id) if id else None

    def load(self, batch: Sequence[Plain]) -> None:
        """Looks up what the records of a batch point to, and what that is called by."""
        if len(self._found) > MOST:
            for id in list(islice(self._found, len(self._found) - MOST // 2)):
                del self._found[id]
        wanted = dict.fromkeys(id for plain in batch for id in _targets(plain))
        reached: set[str] = set()
        for _ in range(_DEEPEST):
            missing = [id for id in wanted if id not in self._found]
            if missing:
                answer = self._look(missing)
                self._found.update({id: _kept(answer.get(id)) for id in missing})
            reached.update(wanted)
            # Those known before are followed too: the table may have lost what they point to.
            here = (self._found[id] for id in wanted)
            following = (id for plain in here if plain for id in _followed(plain))
            wanted = dict.fromkeys(id for id in following if id not in reached)
            if not wanted:
                break


def _targets(plain: Plain) -> Iterator[str]:
    yield from (id for _, id in links_of(plain))
    for row in plain["evidence"]:
        yield from (row[name] for name in ("layer", "basis") if row[name])


def _followed(plain: Plain) -> Iterator[str]:
    columns = _FOLLOWED.get(plain["kind"], ())
    yield from (id for column, id in links_of(plain) if column in columns)


def _kept(plain: Plain | None) -> Plain | None:
    if plain is None:
        return None
    fields = {
        name: value[:_LONGEST_TEXT] if isinstance(value, str) else value
        for name, value in plain["fields"].items()
    }
    return {**plain, "fields": fields, "evidence": [], "themes": []}
