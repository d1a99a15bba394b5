"""What a file is, and its text decoded. (First version; `read_text(path) -> (text, problems)` is used by read.py.)"""

from __future__ import annotations

import re
from pathlib import Path

from sourcebook.reading.document import Problem
from sourcebook.reading.errors import ReadingError

_BY_EXTENSION = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".epub": "epub",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".rst": "rst",
    ".tex": "latex",
    ".txt": "text",
}


def detect(path: Path) -> str:
    """The format of a file."""
    if not path.is_file():
        raise ReadingError(f"{path}: no such file")
    format = _BY_EXTENSION.get(path.suffix.lower())
    if format is None:
        raise ReadingError(f"{path}: unknown format")
    if format in ("markdown", "text") and re.search(
        r"^\s*<sup>\d+</sup>", path.read_text("utf-8"), re.MULTILINE
    ):
        return "paged-markdown"
    return format


def read_text(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, decoded, and what was odd about it."""
    return path.read_text("utf-8"), ()
