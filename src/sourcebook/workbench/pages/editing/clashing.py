"""A conflict, field by field: what stood there before, what the other one made of it, what is to be saved
now."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.dossier.kinds.paths import flat, is_order
from sourcebook.dossier.write import Conflict
from sourcebook.workbench.forms import RecordForm
from sourcebook.workbench.pages.record.past import mentioned_in, names_hidden, names_of, value_told
from sourcebook.workbench.pages.record.words import path_words


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that one or both changed, in words. `both` where somebody must choose."""

    path: str
    what: str
    before: str
    theirs: str
    mine: str
    changed_by_me: bool
    changed_by_them: bool

    @property
    def both(self) -> bool:
        """Whether both changed it, each otherwise."""
        return self.changed_by_me and self.changed_by_them


def clashes_of(form: RecordForm, conflict: Conflict) -> list[Clash]:
    """What the two did, those fields first that both changed; three queries for names."""
    before, mine, theirs = flat(form.base), form.values, conflict.theirs
    names = names_of(mentioned_in(before, mine, theirs))
    found = []
    for path in dict.fromkeys([*mine, *theirs]):
        if (
            is_order(path)
            or path.startswith("withheld/")
            or (path in mine and theirs.get(path, ...) == mine[path])
        ):
            continue
        if path not in mine and names_hidden(path, form.kind, names, theirs[path], before.get(path)):
            continue
        found.append(
            Clash(
                path,
                path_words(path),
                value_told(before.get(path), names),
                value_told(theirs.get(path, before.get(path)), names),
                value_told(mine.get(path, before.get(path)), names),
                path in mine,
                path in theirs,
            )
        )
    return sorted(found, key=lambda one: not one.both)
