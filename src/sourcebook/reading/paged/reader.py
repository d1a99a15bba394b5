"""From blocks of such a file to a document: page breaks repaired, notes gathered, headings ranked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from sourcebook.reading.analysis.quotations import find_quotations
from sourcebook.reading.assemble import Block, Heading, NoteBlock, Piece, assemble
from sourcebook.reading.document import ContentsEntry, Document, Problem, Table
from sourcebook.reading.paged.inline import read_inline
from sourcebook.reading.paged.lines import Line, blocks, folded, running_headers
from sourcebook.reading.paged.page_numbers import page_ends
from sourcebook.reading.paged.plain import read_plain
from sourcebook.text import Passage, PassageBuilder, Span
from sourcebook.text.folding import skeleton

_FINISHED = re.compile(r"[.!?…:;][\"”’»)\]]*$")
_HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]$")
_WORD = re.compile(r"\w+")
_DASHES = re.compile(r":?-{2,}:?")


@dataclass
class _State:
    """What has been put together so far."""

    source: str
    headers: frozenset[str]
    pieces: list[Piece] = field(default_factory=list)
    notes: list[NoteBlock] = field(default_factory=list)
    contents: list[ContentsEntry] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    title: str | None = None
    chapter: str | None = None
    in_notes: bool = False
    broken: bool = False
    words: frozenset[str] = frozenset()


def read_paged(source: str, progress: Callable[[str], None] | None = None) -> Document:
    """Read Markdown or text that was made from a PDF. `source` is the file's text."""
    if "<sup>" not in source and ("\f" in source or page_ends(source)):
        return read_plain(source, progress)
    if progress:
        progress("lines")
    found = list(blocks(source))
    state = _State(source, running_headers(source, found), words=frozenset(_WORD.findall(source)))
    for line in found:
        _take(state, line)
    pieces = _ranked(_with_front(state.pieces), state.contents)
    if progress:
        progress("document")
    return assemble(
        source,
        pieces,
        state.notes,
        format="paged-markdown",
        title=state.title,
        problems=[*state.problems, *_loose_ends(state)],
        furniture=state.furniture,
        contents=state.contents,
    )


def _take(state: _State, line: Line) -> None:
    state.broken = state.broken or line.after_gap
    if line.kind == "rule":
        state.furniture.append(Span(line.start, line.end))
        state.broken = True
    elif line.kind == "heading":
        _heading(state, line)
    elif line.kind == "contents":
        entry = read_inline(state.source, line.start, line.end)
        title = re.sub(r"[\s.]+\d{1,4}\s*$", "", entry.text)
        state.contents.append(ContentsEntry(title.strip(), line.label, bool(entry.emphasis)))
        state.furniture.append(Span(line.start, line.end))
    elif line.kind == "note":
        state.notes.append(NoteBlock(_passage(state, line), line.label))
        state.in_notes = True
    elif line.kind == "text":
        _text(state, line)
    else:
        state.in_notes = state.broken = False
        _own_block(state, line)


def _heading(state: _State, line: Line) -> None:
    passage = _passage(state, line)
    text = folded(state.source, line)
    if text in state.headers or text == state.chapter or (state.title and text == skeleton(state.title)):
        state.furniture.append(Span(line.start, line.end))
        if state.title is None:
            state.title = passage.text
        state.broken, state.in_notes = True, False
        return
    if state.title is None:
        state.title = passage.text
        if not state.contents:
            state.furniture.append(Span(line.start, line.end))
            return
    state.in_notes = state.broken = False
    state.chapter = text
    state.pieces.append(Heading(passage, len(line.label)))


def _row(state: _State, line: Line) -> None:
    """A row of a table; one of dashes alone says that those above it are the titles of the columns."""
    text = state.source[line.start : line.end]
    last = state.pieces[-1] if state.pieces else None
    cells = tuple(cell.strip() for cell in re.split(r"\||\t+", text.strip(" |")))
    if not isinstance(last, Table):
        state.pieces.append(Table((cells,), Span(line.start, line.end)))
        return
    span = Span(last.span.start, line.end)
    if not last.head and all(_DASHES.fullmatch(cell) for cell in cells):
        state.pieces[-1] = replace(last, head=len(last.rows), span=span)
    else:
        state.pieces[-1] = replace(last, rows=(*last.rows, cells), span=span)


def _own_block(state: _State, line: Line) -> None:
    passage = _passage(state, line)
    if line.kind == "label" and _is_label(state, line.label):
        state.pieces.append(Block(passage, label=line.label))
    elif line.kind == "table":
        _row(state, line)
    elif line.kind == "item":
        last = state.pieces[-1] if state.pieces else None
        inside = isinstance(last, Block) and (last.continues if last.item is not None else _introduces(last))
        state.pieces.append(Block(passage, item=line.label, continues=inside))
    else:
        # A number that cannot be a label: what it begins is text, the number included.
        begun = state.source.rfind("\n", 0, line.start) + 1
        state.pieces.append(Block(read_inline(state.source, begun, line.end)))


def _is_label(state: _State, label: str) -> bool:
    """A number opens a paragraph unless it leaps: "2023. ..." at the start of a line is a year."""
    last = next(
        (int(p.label) for p in reversed(state.pieces) if isinstance(p, Block) and p.label is not None), 0
    )
    number = int(label)
    return number <= last + 20 or number < 10


def _text(state: _State, line: Line) -> None:
    """Text without label: a note going on, a paragraph going on overleaf, or a paragraph of its own."""
    passage = _passage(state, line)
    if state.in_notes and state.notes and _goes_on(state.notes[-1].passage, passage):
        last = state.notes[-1]
        state.notes[-1] = replace(last, passage=_joined(state, last.passage, passage))
        return
    last_piece = state.pieces[-1] if state.pieces else None
    after_break = state.in_notes or state.broken
    state.in_notes = state.broken = False
    if not isinstance(last_piece, Block) or not _continues(last_piece, passage, after_break):
        state.pieces.append(Block(passage))
        return
    own_line = not after_break and _FINISHED.search(last_piece.passage.text.rstrip()) is not None
    joined = _joined(state, last_piece.passage, passage, "\n" if own_line else " ")
    state.pieces[-1] = replace(last_piece, passage=joined)


def _goes_on(note: Passage, passage: Passage) -> bool:
    """Whether a line below a page's notes still belongs to the last note."""
    if not note.text:
        return False
    starts_with_url = bool(passage.links) and passage.links[0].start == 0
    unfinished = note.text.rstrip()[-1:] in ",:;(–-/&" or _HYPHEN.search(note.text) is not None
    return starts_with_url or unfinished


def _introduces(block: Block) -> bool:
    """Whether a numbered paragraph announces the list that follows it."""
    return block.label is not None and block.passage.text.rstrip()[-1:] in ":;,–—"


def _continues(block: Block, passage: Passage, after_break: bool) -> bool:
    """Whether text without label goes on where `block` stopped.

    What follows a numbered paragraph without a heading between is part of it. Elsewhere a new paragraph
    may begin: only a sentence or a quotation left open goes on.
    """
    text = block.passage.text.rstrip()
    if block.label is not None or (after_break and any(not q.closed for q in find_quotations(text[-4000:]))):
        return True
    return not _FINISHED.search(text) and (passage.text[:1].islower() or after_break)


def _joined(state: _State, first: Passage, second: Passage, between: str = " ") -> Passage:
    """Two halves of a block; a word broken by a hyphen is mended if the document knows it whole."""
    builder = PassageBuilder()
    broken = _HYPHEN.search(first.text)
    rest = _WORD.match(second.text)
    if broken and rest and second.text[0].islower() and broken[1] + rest[0] in state.words:
        builder.append(first, 0, len(first.text) - 1)
        state.problems.append(
            Problem("a word broken by a hyphen at a page's end was joined", broken[1] + rest[0], None)
        )
    else:
        builder.append(first, 0, len(first.text.rstrip()))
        if not broken:
            builder.insert(between)
    builder.append(second)
    return builder.build()


def _passage(state: _State, line: Line) -> Passage:
    return read_inline(state.source, line.start, line.end)


def _with_front(pieces: list[Piece]) -> list[Piece]:
    """What stands before the first heading and bears no number is the front matter."""
    first = next((n for n, piece in enumerate(pieces) if not isinstance(piece, Block) or piece.label), 0)
    return [
        replace(piece, region="front") if n < first and isinstance(piece, Block) else piece
        for n, piece in enumerate(pieces)
    ]


def _ranked(pieces: Iterable[Piece], contents: list[ContentsEntry]) -> list[Piece]:
    """Headings with levels that agree with the table of contents, or with their own letters.

    Conversion from PDF guesses the number of signs before a heading. Where the contents set entries
    apart in bold, or some headings are all in capitals, that tells the level instead.
    """
    listed = list(pieces)
    bold = {skeleton(entry.title) for entry in contents if entry.bold}
    plain = {skeleton(entry.title) for entry in contents if not entry.bold}
    headings = [piece for piece in listed if isinstance(piece, Heading)]
    shouted = [h for h in headings if h.passage.text.isupper()]
    if not headings or (not (bold and plain) and not 0 < len(shouted) < len(headings)):
        return listed
    return [
        replace(piece, level=_level(piece, bold, plain, bool(shouted)))
        if isinstance(piece, Heading)
        else piece
        for piece in listed
    ]


def _level(heading: Heading, bold: set[str], plain: set[str], shouting: bool) -> int:
    text = skeleton(heading.passage.text)
    if shouting:
        return 1 if heading.passage.text.isupper() else 2
    return 1 if text in bold else 2 if text in plain else heading.level


def _loose_ends(state: _State) -> Iterable[Problem]:
    """Marks that call no note, and numbers that two notes bear."""
    labels = [note.label for note in state.notes]
    known = set(labels)
    for piece in state.pieces:
        if isinstance(piece, Block):
            for mark in piece.passage.marks:
                if mark.label not in known:
                    yield Problem(f"note mark {mark.label} calls no note", f"paragraph {piece.label or '-'}")
    for label, count in Counter(labels).items():
        if count > 1:
            yield Problem(f"{count} notes bear the number {label}", "notes")
