"""The PDF of a printed report: one file that is PDF/UA-1 and PDF/A-3a, laid out by Typst.

`checking` tells what cannot be printed, `laying` makes plain data of the report, `report.typ` is the look,
the compiler does the rest. All words go in as data: nothing is escaped, so nothing can be escaped wrongly.
The same report gives the same bytes: the only date is that of the report.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

import typst

from sourcebook.publish.fonts import compiled, require_glyphs
from sourcebook.publish.formats.pdf.checking import Unprintable, check
from sourcebook.publish.formats.pdf.laying import MANIFEST, lay
from sourcebook.publish.printed import Printed

__all__ = ["CREATOR", "MANIFEST", "STANDARDS", "Unprintable", "write"]

STANDARDS = ["ua-1", "a-3a"]
CREATOR = b"Sourcebook"
# Where a PDF names its creator: its information dictionary and its XMP. The compiler's own name is longer.
_CREATOR = (
    re.compile(rb"(/Creator\()(Typst [0-9.]{5,})(\))(?=[/>])"),
    re.compile(rb"(<xmp:CreatorTool>)(Typst [0-9.]{5,})(</xmp:CreatorTool>)"),
)


def write(printed: Printed, manifest: bytes | None = None, *, system_fonts: bool = False) -> bytes:
    """The bytes of the PDF. `manifest` (JSON) is attached as evidence-manifest.json.

    With `system_fonts` a character that our own fonts lack may come from the machine's; the file then differs
    from machine to machine. Raises MissingFont or Unprintable, with the block at fault.
    """
    check(printed, manifest, system_fonts)
    require_glyphs(printed, system_fonts)
    laid = lay(printed, manifest, system_fonts)
    sources = {
        "main.typ": _template(),
        "report.json": json.dumps(laid.data, ensure_ascii=False).encode(),
        **laid.files,
    }
    try:
        pdf = compiled(sources, STANDARDS, system_fonts)
    except typst.TypstError as error:
        raise Unprintable(f"the PDF cannot be made: {_said(error)}") from error
    return _signed(pdf)


def _said(error: typst.TypstError) -> str:
    """What the compiler says, in one line."""
    return "; ".join([" ".join(error.message.split()), *error.hints])


def _signed(pdf: bytes) -> bytes:
    """The file with our name as its creator; as many bytes, so that every place in it stays right."""
    for pattern in _CREATOR:
        pdf, changed = pattern.subn(_renamed, pdf)
        if changed != 1:
            raise Unprintable(f"the PDF names its creator {changed} times where once was expected")
    return pdf


def _renamed(found: re.Match[bytes]) -> bytes:
    opening, _, closing = found.groups()
    return (opening + CREATOR + closing).ljust(len(found[0]))


@cache
def _template() -> bytes:
    return (files("sourcebook.publish.formats.pdf") / "report.typ").read_bytes()
