"""Reading a file with pandoc: prepared, run, walked; its notes, headings and numbers told; put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sourcebook.reading.assemble import Block, Heading, NoteBlock, Piece, assemble, number_notes
from sourcebook.reading.decoding import decoded
from sourcebook.reading.document import Document, Problem
from sourcebook.reading.errors import ReadingError
from sourcebook.reading.pandoc.breaks import split_breaks, with_numbers
from sourcebook.reading.pandoc.contents import entries_of, split_contents
from sourcebook.reading.pandoc.cutting import marked_anew
from sourcebook.reading.pandoc.flow import pieces_of
from sourcebook.reading.pandoc.furniture import split_furniture
from sourcebook.reading.pandoc.handmade import gather_notes
from sourcebook.reading.pandoc.headings import with_headings
from sourcebook.reading.pandoc.html import bare_html, prepare_html
from sourcebook.reading.pandoc.labels import bare_number, label_of
from sourcebook.reading.pandoc.latex import prepare_latex
from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.loose_ends import loose_ends
from sourcebook.reading.pandoc.markdown import prepare_markdown
from sourcebook.reading.pandoc.marker import without_private
from sourcebook.reading.pandoc.note_text import note_body
from sourcebook.reading.pandoc.numbering import tell_numbers
from sourcebook.reading.pandoc.odt import prepare_odt
from sourcebook.reading.pandoc.plain import plain_lines
from sourcebook.reading.pandoc.run import PandocFailed, run_pandoc
from sourcebook.reading.pandoc.title import front_blocks, language_in, property_title, title_in, without_title
from sourcebook.reading.pandoc.tree import lines_of
from sourcebook.reading.pandoc.word import prepare_word
from sourcebook.reading.pandoc.writing import Layer

Progress = Callable[[str], None]
_TEXTS = frozenset({"html", "markdown", "rst", "latex", "text"})
_LITTLE = 2000
# Formats whose title page is no text but data: it is put before the text, as it is printed.
_FRONT_APART = frozenset({"markdown", "rst", "latex"})
# A block longer than this between two blank lines is no prose; pandoc can take minutes over it.
_LONGEST_BLOCK = 200_000
_PREPARED = {"html": prepare_html, "markdown": prepare_markdown, "latex": prepare_latex}
_UNZIPPED = {"docx": prepare_word, "odt": prepare_odt}
# Formats that a person can read as plain text, should pandoc fail.
_READABLE: dict[str, Callable[[str], str]] = {"markdown": str, "rst": str, "html": bare_html}


@dataclass(frozen=True, slots=True)
class _Walked:
    """A file as lines: the layer they are written in, what the file says of itself, what was odd."""

    lines: list[Line]
    layer: Layer
    meta: dict[str, Any]
    problems: tuple[Problem, ...]


def read_with_pandoc(path: Path, format: str, progress: Progress | None = None) -> Document:
    """Read a document in one of pandoc's formats, or plain text.

    `format` is one of "docx", "odt", "epub", "html", "markdown", "rst", "latex", "text". The document's
    source is the text layer made here: paragraphs and headings in order, blank lines between, then the
    notes. Raises ReadingError.
    """
    say = progress or _silent
    walked = _walked(path, format, say)
    say("notes and headings")
    return _document(walked, format, str(path))


def _silent(_: str) -> None:
    """No progress is wanted."""


def _walked(path: Path, format: str, say: Progress) -> _Walked:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadingError(
            f"{path}: cannot be opened ({error.strerror}); check the name and its rights"
        ) from None
    name = str(path)
    if format not in _TEXTS:
        say("pandoc")
        prepare = _UNZIPPED.get(format)
        walked = _by_pandoc(prepare(data, name) if prepare else data, format, name, ())
        own = property_title(data)
        return replace(walked, meta={**walked.meta, "property": own}) if own else walked
    text, problems = decoded(data, name)
    if format == "text":
        return _as_plain(text, problems)
    if format in ("markdown", "rst") and any(len(block) > _LONGEST_BLOCK for block in text.split("\n\n")):
        what = f"read as plain text: a block has more than {_LONGEST_BLOCK} characters, which is no prose"
        return _as_plain(text, (*problems, Problem(what, "whole file")))
    say("pandoc")
    try:
        return _by_pandoc(_prepared(text, format).encode("utf-8"), format, name, problems)
    except PandocFailed as failed:
        if format not in _READABLE:
            raise
        what = f"read as plain text, without emphasis, links and tables: {failed}"
        return _as_plain(_READABLE[format](text), (*problems, Problem(what, "whole file")))


def _prepared(text: str, format: str) -> str:
    return _PREPARED.get(format, without_private)(text)


def _as_plain(text: str, problems: tuple[Problem, ...]) -> _Walked:
    layer = Layer()
    return _Walked(plain_lines(text, layer), layer, {}, problems)


def _by_pandoc(data: bytes, format: str, name: str, problems: tuple[Problem, ...]) -> _Walked:
    tree = run_pandoc(data, format, name)
    layer = Layer()
    try:
        front = front_blocks(tree["meta"]) if format in _FRONT_APART else []
        lines = lines_of([*front, *tree["blocks"]], layer)
    except RecursionError:
        raise PandocFailed(f"{name}: the document is nested too deeply; save it as plain text") from None
    if layer.left_out:
        problems = (
            *problems,
            Problem(f"{layer.left_out} commands of the format were left out", "whole text"),
        )
    return _Walked(lines, layer, tree["meta"], problems)


def _document(walked: _Walked, format: str, name: str) -> Document:
    own = [
        (label, note_body([line.passage for line in walked.lines if line.note == n], label))
        for n, (label, _) in enumerate(walked.layer.notes, 1)
    ]
    body = [line for line in walked.lines if line.note is None]
    body, around = split_furniture(body) if format == "html" else (body, [])
    body, contents = split_contents(with_numbers(split_breaks(body)))
    gathered = gather_notes(body, own)
    shown = [line for line in gathered.lines if line.text or line.passage.marks or line.cell]
    lines = with_headings(shown)
    title = title_in(walked.meta, lines, any(line.kind == "heading" for line in shown))
    lines = without_title(lines, title)
    told = tell_numbers(lines, [label_of(line) or bare_number(line) for line in lines])
    # Printed numbers come first: marks like "*" and endnotes counted apart get the numbers that are left.
    places = sorted(range(len(gathered.notes)), key=lambda n: not gathered.notes[n][0].isdecimal())
    notes = [NoteBlock(gathered.notes[n][1], gathered.notes[n][0]) for n in places]
    numbers = {n + 1: number for n, (number, _) in zip(places, number_notes(notes), strict=True)}
    pieces = [_anew(piece, numbers) for piece in pieces_of(told)]
    if not pieces and not notes and title is None:
        raise ReadingError(f"{name}: no text was found in the file; open it and see whether it has any")
    document = assemble(
        walked.layer.source(),
        pieces,
        notes,
        format=format,
        title=title,
        # What a file declares is often its template's language: it counts where there is little text.
        language=language_in(walked.meta) if len(walked.layer.source()) < _LITTLE else None,
        problems=[*walked.problems, *_guessed(gathered.lines, lines)],
        furniture=[line.passage.source_span() for line in around if line.text],
        contents=entries_of(contents),
    )
    cited = {numbers[m.note] for line in gathered.lines for m in line.passage.marks if m.note in numbers}
    return replace(document, problems=(*document.problems, *loose_ends(document, cited)))


def _guessed(before: list[Line], after: list[Line]) -> list[Problem]:
    """That headings were guessed, if they were."""
    marked = sum(line.kind == "heading" for line in before)
    told = sum(line.kind == "heading" for line in after) - marked
    missing = f"{told} headings have no style" if marked else "the file marks no headings"
    return [Problem(f"{missing}: they were told by their look and form", "whole text")] if told > 0 else []


def _anew(piece: Piece, numbers: dict[int, int]) -> Piece:
    if isinstance(piece, (Block, Heading)):
        return replace(piece, passage=marked_anew(piece.passage, numbers))
    return piece
