"""A Word file read: its parts in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.publish.word.opened import WordText
from sourcebook.publish.word.opening.aside import beside_text
from sourcebook.publish.word.opening.building import Building
from sourcebook.publish.word.opening.comments import Place, read_comments, whole_ranges
from sourcebook.publish.word.opening.errors import NotWord
from sourcebook.publish.word.opening.gathering import Gathering
from sourcebook.publish.word.opening.kinds import Kinds, chains_of
from sourcebook.publish.word.opening.looks import Looks, read_looks
from sourcebook.publish.word.opening.naming import Notes
from sourcebook.publish.word.opening.notes import NotesPart, build_notes, gather_notes
from sourcebook.publish.word.opening.package import Package
from sourcebook.publish.word.opening.properties import read_properties
from sourcebook.publish.word.opening.revisions import moves_of
from sourcebook.publish.word.opening.told import Told
from sourcebook.publish.word.opening.walking import Around, Walk
from sourcebook.publish.word.opening.xml import Element, child
from sourcebook.reading.pandoc.word_numbering import read_numbering
from sourcebook.reading.pandoc.word_styles import read_styles


def read(package: Package) -> WordText:
    """What a Word file says. Raises NotWord where it has no text."""
    document = package.related("", "officeDocument", "word/document.xml")
    root = package.tree(document)
    body = child(root, "body")
    if body is None:
        raise NotWord(f"{package.name}{_without_text(package)}")
    styles = package.tree(_beside(package, document, "styles"))
    numbering = read_numbering(package.tree(_beside(package, document, "numbering")))
    kinds = Kinds(read_styles(styles), chains_of(styles), numbering.levels)
    looks, told = read_looks(styles), Told()
    gathering = _gathering(package, document, root, kinds, looks, told)
    gathering.blocks(body, Around())
    gathering.walk.tell_fields()
    story = gathering.walk.story
    parts = list(_notes(package, document, kinds, looks, told))
    building = Building(kinds, numbering, Notes(dict(said for part in parts for said in part.said())))
    blocks = building.blocks(story)
    notes = {name: bits for part in parts for name, bits in build_notes(part, building, told).items()}
    comments = read_comments(
        package.tree(_beside(package, document, "comments")),
        package.tree(_beside(package, document, "commentsExtended")),
        [Place(story), *(_place(part, building.notes) for part in parts)],
        building.notes,
    )
    properties = read_properties(package)
    for line in beside_text(package, document):
        told.say(line)
    anchors = {name: tuple(found) for name, found in building.anchors.items()}
    aside, whole = (*package.told, *told.all()), document.lower() not in package.damaged
    return WordText(blocks, notes, comments, anchors, *properties, set_aside=aside, whole=whole)


def _beside(package: Package, document: str, kind: str) -> str:
    folder = document.rpartition("/")[0]
    return package.related(document, kind, f"{folder}/{kind}.xml" if folder else f"{kind}.xml")


def _gathering(
    package: Package, part: str, root: Element, kinds: Kinds, looks: Looks, told: Told
) -> Gathering:
    walk = Walk(looks, package.relations(part), moves_of(root), whole_ranges(root), told)
    return Gathering(walk, kinds)


def _notes(package: Package, document: str, kinds: Kinds, looks: Looks, told: Told) -> Sequence[NotesPart]:
    found = []
    for kind in ("footnote", "endnote"):
        part = _beside(package, document, f"{kind}s")
        root = package.tree(part)
        if root is not None:
            found.append(gather_notes(kind, root, _gathering(package, part, root, kinds, looks, told)))
    return found


def _place(part: NotesPart, notes: Notes) -> Place:
    names = {key: name for name, (key, _) in notes.holders.items()}
    known = {
        gathered.number: (names.get((part.kind, id), ""), notes.blocks.get(names.get((part.kind, id), "")))
        for id, gathered in part.places.items()
    }
    return Place(part.story, known)


def _without_text(package: Package) -> str:
    for folder, said in (("xl/", "a workbook of Excel"), ("ppt/", "slides of PowerPoint")):
        if any(part.startswith(folder) for part in package.parts):
            return f"this is {said}; a Word file (.docx) is needed"
    if "content.xml" in package.parts:
        return "this is an OpenDocument file; save it as .docx"
    return "this is no Word file: its text (word/document.xml) is missing or cannot be read"
