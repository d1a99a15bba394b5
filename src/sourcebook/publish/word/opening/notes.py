"""Footnotes and endnotes: what each says, without its number and the blank behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sourcebook.publish.word.opened import Bit
from sourcebook.publish.word.opening.building import Building
from sourcebook.publish.word.opening.gathering import Gathering
from sourcebook.publish.word.opening.naming import NoteKey
from sourcebook.publish.word.opening.pieces import Gathered, NoteMark, Story
from sourcebook.publish.word.opening.spans import spans
from sourcebook.publish.word.opening.told import Told, shortened
from sourcebook.publish.word.opening.xml import Element, W

_ORDINARY = (None, "normal")


@dataclass(frozen=True, slots=True)
class NotesPart:
    """The notes of one kind: by their ids where in the story each is; `counted` are those with a number."""

    kind: str
    story: Story
    places: Mapping[str, Gathered]
    counted: frozenset[str]

    def said(self) -> Iterator[tuple[NoteKey, str]]:
        """What each says, with its number, in the text without what is taken out."""
        for id, gathered in self.places.items():
            words = (piece.text for piece in gathered.pieces if piece.state.deleted is None)
            yield (self.kind, id), "".join(words).strip()


def gather_notes(kind: str, root: Element, gathering: Gathering) -> NotesPart:
    """The notes of a part, each as if it were one paragraph; not the lines that separate notes from text."""
    places: dict[str, Gathered] = {}
    counted = set()
    for note in root.iterfind(W + kind):
        id = note.get(W + "id") or ""
        if note.get(W + "type") in _ORDINARY and id not in places:
            places[id] = gathering.note(note)
            if next(note.iter(f"{W}{kind}Ref"), None) is not None:
                counted.add(id)
    gathering.walk.tell_fields()
    return NotesPart(kind, gathering.walk.story, places, frozenset(counted))


def build_notes(part: NotesPart, building: Building, told: Told) -> Mapping[str, tuple[Bit, ...]]:
    """The bits of notes by the names of their marks. A note that no mark leads to is told."""
    held = spans(part.story.bookmarks, part.story.blocks)
    names = {key: name for name, (key, _) in building.notes.holders.items()}
    found: dict[str, tuple[Bit, ...]] = {}
    for id, gathered in part.places.items():
        mark = building.notes.marks.get((part.kind, id))
        _without_number(gathered, mark, counted=id in part.counted)
        name = names.get((part.kind, id), "")
        if name:
            found[name] = building.bits(gathered.pieces, held.get(gathered.number, ()), None, name)
        elif mark is None:
            text = "".join(piece.text for piece in gathered.pieces)
            if text.strip():
                told.say(f"a note that no mark in the text leads to: {shortened(text)}")
    return found


def _without_number(gathered: Gathered, mark: NoteMark | None, *, counted: bool) -> None:
    """Take the number or sign at the start of a note off, with the blanks behind it."""
    pieces = gathered.pieces
    rest = mark.custom if mark else ""
    if rest and "".join(piece.text for piece in pieces).startswith(rest):
        counted = True
        for place, piece in enumerate(pieces):
            own = piece.text[: len(rest)]
            pieces[place] = piece._replace(text=piece.text[len(own) :])
            rest = rest[len(own) :]
            if not rest:
                break
    for place, piece in enumerate(pieces if counted else ()):
        pieces[place] = piece._replace(text=piece.text.lstrip())
        if pieces[place].text or piece.note:
            break
