"""What a file is that somebody brings: a report or document, a reference library, a sheet, a saved source.

Told from its first bytes and its name; nothing of it is read yet that costs much.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sourcebook.dossier.ingest.file import CaptureError
from sourcebook.dossier.ingest.file.media_type import has_no_text, media_type
from sourcebook.reading import ReadingError
from sourcebook.reading.formats import detect

Sort = Literal["document", "library", "sheet", "capture"]
_HEAD = 200_000
_RDF = re.compile(rb"<rdf:RDF\b")
_RIS = re.compile(r"^[ \t]*TY {0,2}- ", re.MULTILINE)
_BIBTEX = re.compile(r"^[ \t]*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_SHEETS = (".csv", ".tsv", ".xlsx", ".xlsm")
_FIELDS = (b"ADDIN ZOTERO_ITEM", b"ADDIN CSL_CITATION", b"CSL_CITATION")
# Of a Word document so much is looked at for the fields of a citation program.
_PART = 40_000_000


class NotRecognised(ValueError):
    """A file that cannot be brought in; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is.

    `format` is what `reading` calls it, "csl-json", "ris", "bibtex", "csv", "xlsx", or a media type. `cites`:
    a Word document in which a citation program left its items. `bare`: its words must come beside it.
    """

    sort: Sort
    format: str
    cites: bool = False
    bare: bool = False


def recognise(path: Path) -> Recognised:
    """What a file is. Raises NotRecognised."""
    try:
        return _recognised(path)
    except (ReadingError, CaptureError) as error:
        raise NotRecognised(str(error).replace(f"{path}: ", "", 1)) from None


def _recognised(path: Path) -> Recognised:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    suffix = path.suffix.casefold()
    if head.startswith(b"PK\x03\x04") and suffix in _SHEETS:
        return Recognised("sheet", "xlsx")
    if _RDF.search(head):
        raise NotRecognised(
            "this is an RDF export, which leaves out much of an item; "
            "export the library from Zotero as CSL JSON instead"
        )
    type = media_type(path)
    if type and type != "application/pdf":
        return Recognised("capture", type, bare=has_no_text(type))
    library = _library(head, suffix)
    if library:
        return Recognised("library", library)
    if suffix in (".csv", ".tsv"):
        return Recognised("sheet", "csv")
    format = detect(path)
    return Recognised("document", format, cites=format == "docx" and _cites(path))


def _library(head: bytes, suffix: str) -> str:
    """The format of a reference library, "" for what is none."""
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if suffix == ".json" or (suffix == "" and start in ("[", "{")):
        return "csl-json"
    if suffix in (".ris", ".nbib") or (suffix in ("", ".txt") and _RIS.search(text)):
        return "ris"
    if suffix in (".bib", ".bibtex") or (
        suffix in ("", ".txt") and _BIBTEX.match(text.lstrip("\ufeff \r\n"))
    ):
        return "bibtex"
    return ""


def _cites(path: Path) -> bool:
    from sourcebook.dossier.ingest.packages import PackageError, opened

    try:
        with opened(path) as package:
            for name in package.namelist():
                if name.startswith(("word/", "docProps/custom")) and name.endswith(".xml"):
                    with package.open(name) as part:
                        read = part.read(_PART)
                    if any(words in read for words in _FIELDS):
                        return True
    except PackageError as error:
        raise NotRecognised(str(error)) from None
    return False
