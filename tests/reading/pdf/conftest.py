"""Pages made for a test, and read."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst
from tests.reading.pdf.pages import PAGE, Maker

from sourcebook.reading.document import Document
from sourcebook.reading.pdf import read_pdf


@pytest.fixture
def made(tmp_path: Path) -> Maker:
    """Sets a page in Typst and reads it."""

    def make(body: str, setting: str = PAGE) -> Document:
        source = tmp_path / "page.typ"
        source.write_text(setting + body, "utf-8")
        target = tmp_path / "page.pdf"
        target.write_bytes(typst.compile(str(source)))
        return read_pdf(target)

    return make
