"""The order of the blocks of a script: what stands before what, whichever changes are accepted."""

from __future__ import annotations

from sourcebook.publish.word.merging.aligned import NONE, base_keys
from sourcebook.publish.word.script import Script, stands

# What is put in before the first block of the base is put in after this.
FRONT = -1


class Order:
    """Looks things up in the order of one script."""

    def __init__(self, script: Script) -> None:
        self._script = script
        every = frozenset(change.id for change in script.changes)
        self._anchors: list[int] = []
        self._keys: list[int] = []
        self._anchor_of: dict[int, int] = {}
        base = base_keys(script)
        self._before = dict(zip(base, [FRONT, *base], strict=False))
        last = FRONT
        for key, when in script.order:
            self._anchors.append(last)
            if stands(when, every):
                self._anchor_of[key] = last
                self._keys.append(key)
            if key in self._before and stands(when, NONE):
                last = key
        self._place = {key: place for place, key in enumerate(self._keys)}
        self._every = every
        self._arrivals = {(key, change) for key, when in script.order for change, wanted in when if wanted}

    def anchor(self, place: int) -> int:
        """The block of the base after which an entry of the order stands."""
        return self._anchors[place]

    def arrives(self, key: int, change: int) -> bool:
        """Whether a change that takes a block from its place brings it to another."""
        return (key, change) in self._arrivals

    def passed(self, key: int) -> list[int]:
        """The blocks of the base between a block and the words it joins, where that is the last of them.

        With all changes accepted, or none; a block of which nothing stands is passed by.
        """
        found = [self._before.get(key, FRONT)]
        place = self._place.get(key, 0)
        while place > 0:
            place -= 1
            before = self._keys[place]
            found.append(before if before in self._before else self._anchor_of[before])
            if any(stands(op.when, self._every) for op in self._script.ops[before]):
                break
        return found
