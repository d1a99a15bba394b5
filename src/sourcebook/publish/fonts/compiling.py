"""The Typst compiler with our fonts: sources by name in, a PDF out; no file is written, none is read."""

from __future__ import annotations

from collections.abc import Mapping

import typst

from sourcebook.publish.fonts.files import book


def compiled(sources: Mapping[str, bytes], standards: list[str], system: bool = False) -> bytes:
    """The PDF that "main.typ" describes; the other sources are text (UTF-8) that it may read.

    `standards` are names of PDF standards; with `system` the fonts of the machine are there too. The file has
    no date but one that the sources set. Raises typst.TypstError.
    """
    # The wheel takes sources by name, which its types do not say yet.
    pdf = typst.compile(  # type: ignore[call-overload]
        dict(sources),
        font_paths=book(system),
        ignore_system_fonts=not system,
        pdf_standards=standards,
        timestamp=0,
    )
    return bytes(pdf)
