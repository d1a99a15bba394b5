"""Reading a reference library: what it is, told by its content; its items as sources; what was refused."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sourcebook.dossier.ingest.schema import Plain, Schema, known_schema
from sourcebook.dossier.ingest.zotero.bibtex import read_bibtex
from sourcebook.dossier.ingest.zotero.csl_json import read_csl_json
from sourcebook.dossier.ingest.zotero.docx_fields import read_docx_fields
from sourcebook.dossier.ingest.zotero.item import Item, LibraryError, Refused, refused
from sourcebook.dossier.ingest.zotero.ris import read_ris
from sourcebook.dossier.ingest.zotero.sources import source_of

# A library of so many bytes holds some hundred thousand items.
MAX_BYTES = 100_000_000
_FORMATS = "CSL-JSON, RIS, BibTeX, and DOCX with Zotero's fields"
_RIS = re.compile(r"^[ \t]*TY {0,2}- ", re.MULTILINE)
_BIBTEX = re.compile(r"^[ \t]*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_READERS = {"csl-json": read_csl_json, "ris": read_ris, "bibtex": read_bibtex}


@dataclass(frozen=True, slots=True)
class Library:
    """What a library held: its format, plain source records in its order, and what was refused.

    An item whose date or address alone was refused is among the records, without it. An item given several
    times is one record.
    """

    format: str
    records: tuple[Plain, ...]
    refused: tuple[Refused, ...]


def read_library(path: Path, dossier: UUID, schema: Schema | None = None) -> Library:
    """Read CSL-JSON, RIS, BibTeX, or the citations in a Word document, as sources of a dossier.

    Ids of records and parts follow from the dossier's and the item's key, so that reading again gives the
    same ones. Raises LibraryError, with one line, for a file that is no library.
    """
    format, items = _opened(path)
    records: dict[str, Plain] = {}
    refusals: list[Refused] = []
    for item in items:
        if isinstance(item, Refused):
            refusals.append(item)
            continue
        record, found = source_of(item, dossier, schema or known_schema())
        known = records.get(record["id"]) if record else None
        if record is None or known is None:
            refusals += found
        if record is not None and known is None:
            records[record["id"]] = record
        elif record is not None and known is not None and _said(record) != _said(known):
            title = record["fields"]["title"]
            refusals.append(refused(item.where, "id", item.key or title, _twice(known)))
    return Library(format, tuple(records.values()), tuple(refusals))


def _said(record: Plain) -> tuple[object, object]:
    """What two readings of one item are compared by; its id within one document is not part of it."""
    csl = {key: value for key, value in record["fields"]["csl"].items() if key != "id"}
    return {**record["fields"], "csl": csl}, record["parts"]


def _twice(known: Plain) -> str:
    return f"this key was given before, to {known['fields']['title']!r} with other data; the first was kept"


def _opened(path: Path) -> tuple[str, Iterator[Item | Refused]]:
    data = _bytes(path)
    if data.startswith(b"PK\x03\x04"):
        return "docx", read_docx_fields(path)
    text = decoded(data, str(path))
    start = text.lstrip()[:1]
    if start in ("[", "{"):
        format = "csl-json"
    elif _RIS.search(text[:100_000]):
        format = "ris"
    elif _BIBTEX.search(text[:100_000]):
        format = "bibtex"
    else:
        raise LibraryError(f"{path}: no reference library; read are {_FORMATS}")
    return format, _READERS[format](text, str(path))


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise LibraryError(f"{path}: {size // 1_000_000} MB are more than is read; split the library")
        data = path.read_bytes()
    except OSError as error:
        raise LibraryError(f"{path}: cannot be opened ({error.strerror}); check the name") from None
    if not data.strip():
        raise LibraryError(f"{path}: the file is empty; export the library again")
    return data


def decoded(data: bytes, name: str) -> str:
    """The text of a library: UTF-8 or UTF-16. Raises LibraryError for other encodings: names in them would
    be guessed."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LibraryError(
            f"{name}: line {line} is not UTF-8; export the library again with the encoding UTF-8"
        ) from None
