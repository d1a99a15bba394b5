"""What a line may still tell of records that its reader may not see, taken out of it.

The gate hides rows. Here goes what rows that are seen say of hidden ones: a link, a value in the history that
was withheld later, evidence for a part that is hidden. Who sees everything gets every line as it is.
"""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sourcebook.dossier.exchange.lines import strings
from sourcebook.dossier.kinds.registry import EVIDENCE, KINDS, PARTS
from sourcebook.dossier.models import Record, Revision, Withheld
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.seen.viewer import LEVELS

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TOGETHER = 500
_HIDING: tuple[Any, ...] = (Record, EVIDENCE.model, *(table.model for table in PARTS.values()))
Line = dict[str, Any]


class Narrow:
    """Takes out of lines what the current viewer may not see; `whole` where that is nothing."""

    def __init__(self, dossier: uuid.UUID) -> None:
        self._viewer = current()
        self._dossier = dossier
        self.whole = self._viewer.everything or self._viewer.sees >= LEVELS["sealed"]

    def records(self, lines: Iterable[Line]) -> Iterable[Line]:
        """Records without links to hidden ones."""
        return lines if self.whole else self._records(lines)

    def _records(self, lines: Iterable[Line]) -> Iterator[Line]:
        for some in _batches(lines):
            hidden = _hidden({one for line in some for one in _links(line)})
            for line in some:
                if hidden.intersection(_links(line)):
                    if line["merged_into"] in hidden:
                        line["merged_into"] = None
                    for column in KINDS[line["kind"]].table.links:
                        if line["fields"].get(column.name) in hidden:
                            line["fields"][column.name] = None
                yield line

    def evidence(self, lines: Iterable[Line]) -> Iterable[Line]:
        """Evidence without that for hidden parts, which quotes them."""
        return lines if self.whole else self._evidence(lines)

    def _evidence(self, lines: Iterable[Line]) -> Iterator[Line]:
        for some in _batches(lines):
            hidden = _hidden({one for line in some for one in _ID.findall(line["field"])})
            withheld = self._withheld({line["record"] for line in some})
            for line in some:
                field = line["field"].removeprefix("parts/")
                if hidden.intersection(_ID.findall(field)):
                    continue
                if not any(_is_under(field, one) for one in withheld[line["record"]]):
                    yield line

    def changes(self, lines: Iterable[Line]) -> Iterable[Line]:
        """History without values that name hidden records, or that are withheld by now."""
        return lines if self.whole else self._changes(lines)

    def _changes(self, lines: Iterable[Line]) -> Iterator[Line]:
        for some in _batches(lines):
            hidden = _hidden({one for line in some for one in _mentioned([line["before"], line["after"]])})
            withheld = self._withheld({line["record"] for line in some})
            for line in some:
                before, after = line["before"], line["after"]
                for path in {**before, **after}:
                    told = _mentioned([path, before.get(path), after.get(path)])
                    if hidden & told or any(_touches(path, one) for one in withheld[line["record"]]):
                        before.pop(path, None)
                        after.pop(path, None)
                yield line

    def proposals(self, lines: Iterable[Line]) -> Iterable[Line]:
        """Proposals without those that tell of something hidden."""
        return lines if self.whole else self._proposals(lines)

    def _proposals(self, lines: Iterable[Line]) -> Iterator[Line]:
        for some in _batches(lines):
            hidden = _hidden({one for line in some for one in _mentioned([line["payload"], line["reasons"]])})
            named = {line["record"] for line in some} | {line["other"] for line in some if line["other"]}
            withheld = self._withheld(named)
            for line in some:
                told = _mentioned([line["payload"], line["reasons"]])
                if not (hidden & told or withheld[line["record"]] or withheld[line["other"]]):
                    yield line

    def revisions(self, lines: Iterable[Line]) -> Iterable[Line]:
        """Revisions, without a word of hidden ones that they took back."""
        return lines if self.whole else self._revisions(lines)

    def _revisions(self, lines: Iterable[Line]) -> Iterator[Line]:
        for some in _batches(lines):
            undone = {line["undo_of"] for line in some if line["undo_of"]}
            seen = _found(Revision, undone)
            for line in some:
                if line["undo_of"] not in seen:
                    line["undo_of"] = None
                yield line

    def editions(self, lines: Iterable[Line]) -> Iterable[Line]:
        """Editions that do not tell which hidden records they rest on; their texts are the whole team's."""
        return lines if self.whole else self._editions(lines)

    def _editions(self, lines: Iterable[Line]) -> Iterator[Line]:
        for line in lines:
            hidden = _hidden(set(line["rests_on"]))
            line["rests_on"] = {id: version for id, version in line["rests_on"].items() if id not in hidden}
            yield line

    def _withheld(self, records: set[str]) -> dict[str | None, list[str]]:
        """The fields of records that the viewer may not see, by record."""
        fields: dict[str | None, list[str]] = defaultdict(list)
        with as_system():
            rows = Withheld.objects.filter(record_id__in=records)
            for record, field, level, owner in rows.values_list("record_id", "field", "level", "owner_id"):
                if not self._viewer.allows(level, owner):
                    fields[str(record)].append(field)
        return fields


def _batches(lines: Iterable[Line]) -> Iterator[Sequence[Line]]:
    waiting = iter(lines)
    while some := list(islice(waiting, _TOGETHER)):
        yield some


def _links(line: Line) -> Iterator[str]:
    if line["merged_into"]:
        yield line["merged_into"]
    for column in KINDS[line["kind"]].table.links:
        if target := line["fields"].get(column.name):
            yield target


def _mentioned(value: Any) -> set[str]:
    return {one for _, text in strings(value) for one in _ID.findall(text)}


def _hidden(ids: set[str]) -> set[str]:
    """Those of some ids that are there, and that the viewer does not see."""
    hidden: set[str] = set()
    for model in _HIDING if ids else ():
        with as_system():
            there = _found(model, ids)
        if there:
            hidden |= there - _found(model, there)
    return hidden


def _found(model: Any, ids: set[str]) -> set[str]:
    found: set[str] = set()
    waiting = sorted(ids)
    for start in range(0, len(waiting), _TOGETHER):
        rows = model._default_manager.filter(pk__in=waiting[start : start + _TOGETHER])
        found |= {str(pk) for pk in rows.values_list("pk", flat=True)}
    return found


def _is_under(field: str, withheld: str) -> bool:
    return bool(withheld) and (field == withheld or field.startswith(f"{withheld}/"))


def _touches(path: str, withheld: str) -> bool:
    bare = path.removeprefix("fields/").removeprefix("parts/")
    return _is_under(bare, withheld) or path == f"withheld/{withheld}"
