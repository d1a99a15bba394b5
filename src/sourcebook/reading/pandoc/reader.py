"""Reading a file with pandoc: prepared, run, walked, its notes and numbers told, put together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sourcebook.reading.assemble import NoteBlock, assemble
from sourcebook.reading.document import Document
from sourcebook.reading.pandoc.flow import pieces_of
from sourcebook.reading.pandoc.labels import label_of
from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.numbering import tell_numbers
from sourcebook.reading.pandoc.run import run_pandoc
from sourcebook.reading.pandoc.tree import lines_of
from sourcebook.reading.pandoc.word import prepare_word
from sourcebook.reading.pandoc.writing import Layer
from sourcebook.text.passage import join


def read_with_pandoc(path: Path, format: str, progress: Callable[[str], None] | None = None) -> Document:
    """Read."""
    data = path.read_bytes()
    if format == "docx":
        data = prepare_word(data, str(path))
    tree = run_pandoc(data, format, str(path))
    layer = Layer()
    lines = lines_of(tree["blocks"], layer)
    body = [line for line in lines if line.note is None]
    told = tell_numbers(body, [label_of(line) for line in body])
    notes = [
        NoteBlock(join([line.passage for line in lines if line.note == n], "\n"), label)
        for n, (label, _) in enumerate(layer.notes, 1)
    ]
    return assemble(layer.source(), pieces_of(told), notes, format=format)
