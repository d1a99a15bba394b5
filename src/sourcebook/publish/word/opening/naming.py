"""The names of the marks of notes: those of their anchors, or "n1", "n2", ... in the order of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sourcebook.publish.word.opening.pieces import NoteMark

# A note of the file: "footnote" or "endnote", and its id.
NoteKey = tuple[str, str]


@dataclass
class Notes:
    """Names for the marks of notes. `said` is what each note of the file says, to tell copies from others."""

    said: Mapping[NoteKey, str]
    holders: dict[str, tuple[NoteKey, bool]] = field(default_factory=dict)
    marks: dict[NoteKey, NoteMark] = field(default_factory=dict)
    blocks: dict[str, int | None] = field(default_factory=dict)
    own: dict[NoteKey, str] = field(default_factory=dict)

    def name(self, mark: NoteMark, anchor: str, block: int | None, *, live: bool) -> str:
        """The name of a mark. Of one name the note counts that stands; a copy that says something else gets
        a name of its own."""
        key = mark[:2]
        self.marks.setdefault(key, mark)
        name = anchor
        if anchor in self.holders:
            known, known_live = self.holders[anchor]
            if live and known_live and known != key and self.said.get(key) != self.said.get(known):
                name = ""
            elif live and not known_live:
                self.holders[anchor] = key, True
        if not name:
            name = self.own.setdefault(key, f"n{len(self.own) + 1}")
        self.holders.setdefault(name, (key, live))
        self.blocks.setdefault(name, block)
        return name
