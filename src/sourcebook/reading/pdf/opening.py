"""Opening a PDF, or saying in one line why it cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from sourcebook.reading.errors import ReadingError

_REASONS = (
    ("password", "is encrypted; open it with its password and save a copy without"),
    ("security", "is encrypted in a way that cannot be read; ask for a copy without protection"),
    ("format", "is damaged or no PDF; ask for the file again, or print it to PDF anew"),
    ("data", "is damaged or no PDF; ask for the file again, or print it to PDF anew"),
)


def open_pdf(path: Path) -> pypdfium2.PdfDocument:
    """The PDF at `path`. Raises ReadingError where PDFium cannot open it."""
    try:
        return pypdfium2.PdfDocument(path)
    except FileNotFoundError as error:
        raise ReadingError(f"{path}: no such file") from error
    except pypdfium2.PdfiumError as error:
        said = str(error).lower()
        reason = next((text for word, text in _REASONS if word in said), f"cannot be opened ({error})")
        raise ReadingError(f"{path}: the PDF {reason}") from error
