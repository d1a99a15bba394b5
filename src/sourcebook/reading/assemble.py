"""From blocks in reading order to a Document: what every reader ends with.

A reader yields headings, paragraphs, list items, tables and notes in the order of reading. Here they get
what depends on the order alone: the path of headings, the occurrence of a label, the numbers of notes
where labels restart, and the link from each mark to its note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from sourcebook.languages import language_of
from sourcebook.reading.document import (
    ContentsEntry,
    Document,
    ItemList,
    ListItem,
    Note,
    Paragraph,
    Problem,
    Region,
    Section,
    Table,
)
from sourcebook.text import Passage, PassageBuilder, Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, with the level the reader gave it (1 is the highest)."""

    passage: Passage
    level: int
    label: str | None = None
    region: Region = "body"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list item; `item` is the label of an item ("a", "" for a bullet), else None.

    `continues` says that an item follows a paragraph that announces it; where it is part of that
    paragraph's sentence its text goes there, too. A block that is no item continues the paragraph after
    its items.
    """

    passage: Passage
    label: str | None = None
    item: str | None = None
    continues: bool = False
    region: Region = "body"
    kind: Literal["paragraph", "quotation"] = "paragraph"


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A note as printed; `marks` restart where `scope` changes (a page, an annex, a separate opinion)."""

    passage: Passage
    label: str
    scope: int = 0


Piece = Heading | Block | Table


def assemble(
    source: str,
    pieces: Iterable[Piece],
    notes: Iterable[NoteBlock],
    *,
    format: str,
    title: str | None = None,
    language: str | None = None,
    problems: Iterable[Problem] = (),
    furniture: Iterable[Span] = (),
    contents: Iterable[ContentsEntry] = (),
    pages: int | None = None,
    scopes: dict[int, int] | None = None,
) -> Document:
    """Put a document together.

    `pieces` come in reading order. `scopes` maps the index of a paragraph to the scope its marks belong to
    (0 where absent); marks that already know their note (`Mark.note`) are left as they are.
    """
    listed = list(pieces)
    path: list[tuple[int, str]] = []
    sections: list[Section] = []
    blocks: list[_OpenBlock] = []
    lists: list[_OpenList] = []
    tables: list[Table] = []
    open_list: _OpenList | None = None
    for piece in listed:
        here = tuple(title for _, title in path)
        if isinstance(piece, Heading):
            path = [(level, t) for level, t in path if level < piece.level]
            path.append((piece.level, piece.passage.text))
            sections.append(
                Section(piece.passage.text, piece.level, piece.passage, piece.label, piece.region)
            )
            open_list = None
        elif isinstance(piece, Table):
            tables.append(replace(piece, section=here))
        elif piece.item is None and piece.continues and open_list is not None and open_list.folded and blocks:
            # Words after a list are part of its paragraph, but no item.
            blocks[-1].items.append(piece)
        elif piece.item is None:
            blocks.append(_OpenBlock(piece, here))
            open_list = None
        else:
            if open_list is None:
                open_list = _OpenList(
                    here, len(blocks) - 1 if blocks else None, piece.region, [], folds(piece)
                )
                lists.append(open_list)
            open_list.items.append(ListItem(piece.item, piece.passage))
            if open_list.folded and blocks:
                blocks[-1].items.append(piece)
            else:
                blocks.append(_OpenBlock(piece, here))
    numbered = number_notes(notes)
    paragraphs = _paragraphs(blocks, numbered, scopes or {})
    text = " ".join(p.text for p in paragraphs[:400])
    return Document(
        source=source,
        title=title,
        language=language or language_of(text, "en") or "en",
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        notes=tuple(_cited(numbered, paragraphs)),
        lists=tuple(ItemList(tuple(o.items), o.section, o.paragraph, o.region) for o in lists),
        tables=tuple(tables),
        problems=tuple(problems),
        furniture=tuple(furniture),
        contents=tuple(contents),
        pages=pages,
        format=format,
    )


@dataclass(slots=True)
class _OpenBlock:
    block: Block
    section: tuple[str, ...]
    items: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _OpenList:
    section: tuple[str, ...]
    paragraph: int | None
    region: Region
    items: list[ListItem]
    folded: bool


def folds(first: Block) -> bool:
    """Whether a list is part of the sentence of the paragraph before it, judged by its first item.

    "(a) Release all ...;" is; a list of recommendations, each a sentence with its own full stop, stands
    by itself though a numbered paragraph announces it.
    """
    text = first.passage.text.strip()
    return first.continues and (text[:1].islower() or text[-1:] in ";,:–—" or not text.endswith("."))


def _with_items(opened: _OpenBlock) -> Passage:
    """The passage of a paragraph with the items that are part of it, each on a line of its own."""
    if not opened.items:
        return opened.block.passage
    builder = PassageBuilder()
    builder.append(opened.block.passage)
    for item in opened.items:
        builder.insert(f"\n({item.item}) " if item.item else "\n")
        builder.append(item.passage)
    return builder.build()


def number_notes(notes: Iterable[NoteBlock]) -> list[tuple[int, NoteBlock]]:
    """Each note with its number: as printed where that is a new number, else counted on."""
    numbered: list[tuple[int, NoteBlock]] = []
    used: set[int] = set()
    highest = 0
    for note in notes:
        printed = int(note.label) if note.label.isascii() and note.label.isdigit() else 0
        number = printed if 0 < printed < 100_000 and printed not in used else highest + 1
        used.add(number)
        highest = max(highest, number)
        numbered.append((number, note))
    return numbered


def _paragraphs(
    blocks: list[_OpenBlock],
    numbered: list[tuple[int, NoteBlock]],
    scopes: dict[int, int],
) -> list[Paragraph]:
    by_mark: dict[tuple[int, str], int] = {}
    for number, note in numbered:
        by_mark.setdefault((note.scope, note.label), number)
    seen: Counter[str] = Counter()
    paragraphs = []
    for index, opened in enumerate(blocks):
        block, passage = opened.block, _with_items(opened)
        if block.label is not None:
            seen[block.label] += 1
        scope = scopes.get(index, 0)
        marks = tuple(
            mark if mark.note is not None else mark._replace(note=by_mark.get((scope, mark.label)))
            for mark in passage.marks
        )
        paragraphs.append(
            Paragraph(
                index=index,
                label=block.label,
                occurrence=seen[block.label] if block.label is not None else 1,
                section=opened.section,
                passage=replace(passage, marks=marks),
                region=block.region,
                kind="item" if block.item is not None else block.kind,
            )
        )
    return paragraphs


def _cited(numbered: list[tuple[int, NoteBlock]], paragraphs: list[Paragraph]) -> list[Note]:
    citing: dict[int, list[int]] = {}
    for paragraph in paragraphs:
        for number in paragraph.notes:
            citing.setdefault(number, []).append(paragraph.index)
    return [
        Note(number, note.label, note.passage, tuple(citing.get(number, ()))) for number, note in numbered
    ]
