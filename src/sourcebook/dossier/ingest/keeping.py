"""A file becomes a source with a capture: its bytes into the store, its text into a layer, custody noted."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sourcebook import __version__
from sourcebook.dossier.home import captures
from sourcebook.dossier.ingest.addresses import address
from sourcebook.dossier.ingest.file import CaptureText, read_capture
from sourcebook.dossier.ingest.owning import owner_at
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.kinds.plain import Plain, empty_plain, whole_part
from sourcebook.dossier.kinds.tables import moment
from sourcebook.dossier.models import Account, Capture, Record, SourceUrl, Status
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.vault import Store
from sourcebook.dossier.write import create
from sourcebook.dossier.write.levels import set_level
from sourcebook.dossier.write.make import now, vault_of
from sourcebook.dossier.write.storing import NoVault
from sourcebook.reading.layer import EXTRACTOR, VERSION, Layer

# A file, the file with its text, and the address of a page of it.
Reads = Callable[[Path, Path | None, str], CaptureText]


@dataclass(frozen=True)
class Kept:
    """A capture and its source, as they are in the dossier or about to be. `new` are records to be made."""

    source: str
    capture: str
    layer: str
    new: tuple[Plain, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def add_file(
    path: Path,
    *,
    url: str = "",
    accessed: date | None = None,
    text_file: Path | None = None,
    title: str = "",
    publisher: str = "",
    language: str = "",
    level: str = "team",
    reads: Reads = read_capture,
) -> Kept:
    """Takes a file that somebody hands in: a saved page, PDF, DOCX, image with its text, WACZ.

    The same bytes again make nothing new; another copy of a known address becomes a further capture of its
    source. `reads` is how the file is read. Raises CaptureError, Refused, NotAllowed, OSError.
    """
    current().must("create")
    owner = owner_at(_until_sealed(level))
    read = reads(path, text_file, url)
    known = known_capture(read.sha256)
    if known is not None:
        return known
    if level == "sealed" and vault_of(current().within) is None:
        raise NoVault
    Store(captures()).put(path)
    address_ = url or read.requested_url or read.final_url
    source, fresh = _source(address_, title or read.title or path.name, publisher, language or read.language)
    capture = empty_plain(
        "capture",
        source=source,
        sha256=read.sha256,
        size=read.size,
        media_type=read.media_type,
        file_name=read.file_name,
        requested_url=url or read.requested_url,
        final_url=read.final_url,
        captured_at=moment(read.captured_at) if read.captured_at else None,
        accessed=accessed.isoformat() if accessed else None,
        tool=read.tool or "handed in",
        tool_version=__version__,
        package=read.package,
        custody=[custody_entry("received", path.name)],
    )
    capture |= {"level": _until_sealed(level), "owner": owner}
    layer_id, texts = "", {}
    if read.layer is not None:
        row = layer_row(read.layer)
        capture["parts"]["layers"] = [row]
        layer_id, texts = row["id"], {row["sha256"]: read.layer.text}
    for plain in fresh:
        plain |= {"level": _until_sealed(level), "owner": owner}
        plain["fields"]["accessed"] = accessed.isoformat() if accessed else None
    new = (*fresh, capture)
    create(new, f"added {path.name}", act="add", texts=texts)
    if level == "sealed":
        # The sealing takes bytes, text and index along, and leaves no trace of them.
        set_level([*(plain["id"] for plain in fresh), capture["id"]], level, "added sealed")
    return Kept(source, capture["id"], layer_id, new, texts, read.problems)


def _until_sealed(level: str) -> str:
    return "restricted" if level == "sealed" else level


def known_capture(sha256: str) -> Kept | None:
    """The capture of these bytes in the viewer's dossier, with its current layer."""
    found = Capture.objects.filter(sha256=sha256, record__dossier_id=current().within)
    found = found.exclude(record__status=Status.WITHDRAWN).order_by("record_id")
    row = found.values_list("record_id", "source_id").first()
    if row is None:
        return None
    [plain] = by_ids([row[0]])
    layers = [layer["id"] for layer in plain["parts"]["layers"] if layer["current"]]
    return Kept(str(row[1]), str(row[0]), layers[-1] if layers else "")


def layer_row(layer: Layer) -> Plain:
    """A text layer as a part of its capture."""
    return whole_part(
        "layers",
        {
            "sha256": hashlib.sha256(layer.text.encode()).hexdigest(),
            "extractor": EXTRACTOR,
            "version": VERSION,
            "made_at": moment(now()),
            "language": layer.language,
            "pages": [list(page) for page in layer.pages],
            "current": True,
        },
    )


def custody_entry(act: str, detail: str) -> Plain:
    """A line of who had a capture in hand: the viewer, now."""
    viewer = current()
    with as_system():
        account = Account.objects.filter(pk=viewer.account).first() if viewer.account else None
    return whole_part(
        "custody",
        {"at": moment(now()), "who": account.name if account else "", "act": act, "detail": detail},
    )


def _source(url: str, title: str, publisher: str, language: str) -> tuple[str, Sequence[Plain]]:
    """The source at an address, or a new one."""
    urls = []
    if url:
        whole, key = address(url)
        found = SourceUrl.objects.filter(key=key, record__dossier_id=current().within)
        row = found.exclude(record__status=Status.WITHDRAWN).values_list("record_id", flat=True).first()
        if row is not None:
            return str(row), ()
        urls = [{"url": whole, "key": key}]
    plain = empty_plain(
        "source",
        form="web-page" if url else "document",
        title=title,
        publisher=publisher,
        language=language,
        title_language=language,
        urls=urls,
    )
    return str(plain["id"]), (plain,)


def stable(*parts: object) -> str:
    """The same id for the same thing, so that importing again makes nothing twice."""
    dossier = current().within
    return str(uuid.uuid5(dossier, "\x1f".join(str(part) for part in parts)))


def exists(ids: Sequence[str]) -> set[str]:
    """Those of these ids that are records already, whoever may see them."""
    with as_system():
        return {
            str(pk)
            for start in range(0, len(ids), 5000)
            for pk in Record.objects.filter(pk__in=ids[start : start + 5000]).values_list("pk", flat=True)
        }
