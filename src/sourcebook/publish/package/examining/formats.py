"""The text of the PDF, the DOCX and the page of a package, taken back and compared with report.json."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml.etree import LxmlError
from pypdfium2 import PdfiumError

from sourcebook.publish.package.examining.contents import Contents
from sourcebook.publish.printed import Line, Printed
from sourcebook.publish.proof import docx, html, pdf
from sourcebook.publish.proof.comparing import compare

_FORMATS: dict[str, Callable[[bytes], list[Line]]] = {
    "data/report.html": html.lines,
    "data/report.docx": docx.lines,
    "data/report.pdf": pdf.lines,
}
# Of a file that was changed altogether, so many differences are told.
_TOLD = 20


@dataclass(frozen=True)
class _Reread(Printed):
    """A report of which only the lines are known."""

    read: tuple[Line, ...] = ()

    def lines(self) -> Iterator[Line]:
        yield from self.read


def examine(contents: Contents) -> Iterator[str]:
    """What differs, of each format that is there."""
    report = contents.report
    read = tuple(
        Line(line["kind"], part["id"], line["text"]) for part in report["parts"] for line in part["lines"]
    )
    printed = _Reread(
        report["title"],
        report["language"],
        (),
        subtitle=next((line.text for line in read if line.kind == "subtitle"), ""),
        partners=tuple(report["partners"]),
        date=report["date"],
        words={"date": report.get("date_in_words", "")},
        read=read,
    )
    for path, lines in _FORMATS.items():
        if contents.has(path):
            yield from _compared(path, contents.data(path), lines, printed)


def _compared(
    path: str, data: bytes, lines: Callable[[bytes], list[Line]], printed: Printed
) -> Iterator[str]:
    try:
        taken = [line for line in lines(data) if line.kind != "contents"]
    except (ValueError, LookupError, LxmlError, PdfiumError, zipfile.BadZipFile) as error:
        yield f"{path}: its text cannot be taken back ({error})"
        return
    differences = compare(printed, taken).differences
    yield from (f"{path}: {difference}" for difference in differences[:_TOLD])
    if len(differences) > _TOLD:
        yield f"{path}: {len(differences) - _TOLD} more differences"
