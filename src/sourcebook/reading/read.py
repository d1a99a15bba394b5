"""Reading a file: find out what it is, read it with the reader for it, extract what it holds."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from sourcebook.reading.document import Document
from sourcebook.reading.extract import Progress, Reading, extract


def read(path: str | Path, progress: Progress | None = None) -> Reading:
    """Read a report: PDF, DOCX, ODT, EPUB, HTML, Markdown, reStructuredText, LaTeX or plain text.

    `progress` is called with a few words at each step of long work. Raises ReadingError, with one clear
    line, for a file that cannot be read at all; what could not be read of the rest stands in
    `Reading.document.problems`.
    """
    began = time.perf_counter()
    document = read_document(path, progress)
    seconds = {"document": time.perf_counter() - began}
    reading = extract(document, progress)
    return replace(reading, seconds={**seconds, **reading.seconds})


def read_document(path: str | Path, progress: Progress | None = None) -> Document:
    """Read a file as a document, without looking for records in it. Raises ReadingError."""
    path = Path(path)
    # Readers are imported when needed: PDFium and pandoc cost start-up time that other formats should
    # not pay.
    from sourcebook.reading.formats import detect, read_text

    format = detect(path)
    if format == "pdf":
        from sourcebook.reading.pdf import read_pdf

        return read_pdf(path, progress)
    if format == "paged-markdown":
        from sourcebook.reading.paged import read_paged

        text, problems = read_text(path)
        document = read_paged(text, progress)
        return replace(document, problems=(*problems, *document.problems))
    from sourcebook.reading.pandoc import read_with_pandoc

    return read_with_pandoc(path, format, progress)
