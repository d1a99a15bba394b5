"""What was read of a preserved text, remembered while the program runs: its shape, and drafts found in it.

A report of 250 KB takes a second to read. It is read once, by whoever comes first, and kept in memory only:
nothing of a text lies in a further file, so nothing is left behind when its capture is sealed or erased.
How a file is read is said by `read_by`: a server, which others use meanwhile, does it in another process.
"""

from __future__ import annotations

import tempfile
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sourcebook.dossier.home import captures
from sourcebook.dossier.ingest.file import CaptureError, CaptureText, read_capture
from sourcebook.dossier.ingest.passage.from_text import document_of
from sourcebook.dossier.ingest.passage.shape import Shape, shape_of, shape_of_text
from sourcebook.dossier.ingest.report.drafting import Drafting
from sourcebook.dossier.ingest.report.drafts import draft_all
from sourcebook.dossier.ingest.report.sources import draft_sources
from sourcebook.dossier.models import TextLayer
from sourcebook.dossier.seen import current
from sourcebook.dossier.vault import Store
from sourcebook.reading.document import Document
from sourcebook.reading.extract import Reading, extract
from sourcebook.reading.layer import EXTRACTOR, Layer

# How many texts are remembered.
MOST = 8


@dataclass(frozen=True)
class Text:
    """A text layer with what it belongs to. `bytes` is the hash of the preserved file."""

    layer: str
    capture: str
    source: str
    text: str
    sha256: str
    language: str
    pages: tuple[tuple[int, int], ...]
    current: bool
    bytes: str
    file_name: str
    url: str
    handed_in: bool


class TakesTooMuch(CaptureError):
    """A file or text that was given up: it takes more time or memory than it may. The message says which."""


@dataclass(frozen=True, slots=True)
class Readers:
    """How a file is read under a name and an address, and how is found what a document holds.

    `capture` raises CaptureError; both raise TakesTooMuch. Whatever else they raise goes on to who asked.
    """

    capture: Callable[[Path, str], CaptureText] = lambda path, url: read_capture(path, url=url)
    find: Callable[[Document], Reading] = extract


_READERS = [Readers()]


def read_by(readers: Readers) -> None:
    """From now on files are read so in this program."""
    _READERS[0] = readers


@dataclass
class _Read:
    """What is remembered of one text."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    # What is found takes longer than what is shown, which does not wait for it.
    finding: threading.Lock = field(default_factory=threading.Lock)
    document: Document | None = None
    layer: Layer | None = None
    shape: Shape | None = None
    drafts: Drafting | None = None
    # Why there is nothing of the one or the other.
    not_read: str = ""
    not_found: str = ""


_KNOWN: OrderedDict[tuple[str, ...], _Read] = OrderedDict()
_LOCK = threading.Lock()


def text_of(layer: str) -> Text | None:
    """A text layer that the viewer sees, one query; None for what is none."""
    try:
        key = uuid.UUID(layer)
    except ValueError:
        return None
    own = ("source_id", "sha256", "file_name", "final_url")
    names = ("record_id", "text", "sha256", "language", "pages", "current", "extractor")
    found = TextLayer.objects.filter(pk=key, record__dossier_id=current().within)
    row = found.values_list(*names, *(f"record__capture__{name}" for name in own)).first()
    if row is None:
        return None
    capture, text, sha256, language, pages, newest, extractor, source, of_bytes, file_name, url = row
    return Text(
        str(key), str(capture), str(source or ""), text, sha256, language,
        tuple((start, page) for start, page in pages), newest, of_bytes or "", file_name or "", url or "",
        extractor != EXTRACTOR,
    )  # fmt: skip


def shape_of_layer(text: Text) -> Shape:
    """The shape of a text: by its file where that still gives this text, else by the text alone."""
    known = _known(text)
    with known.lock:
        return _shape(known, text)


def drafts_of(text: Text) -> Drafting | None:
    """What `reading` finds in a text, as drafts of its source; nobody has decided on them.

    None where that was given up: `troubles_of` says why.
    """
    known = _known(text)
    shape_of_layer(text)
    with known.finding:
        if known.drafts is None and not known.not_found:
            document, layer = known.document, known.layer
            assert document is not None and layer is not None
            try:
                reading = _READERS[0].find(document)
            except TakesTooMuch as error:
                known.not_found = str(error)
                return None
            drafting = Drafting(reading, layer, text.source, text.layer, {})
            draft_all(drafting, draft_sources(drafting, {}))
            known.drafts = drafting
        return known.drafts


def troubles_of(text: Text) -> tuple[str, str]:
    """Why a text is not shown by its file, and why nothing was sought in it; "" where it was not given up."""
    known = _known(text)
    return known.not_read, known.not_found


def forget_all() -> None:
    """Forgets every text that was read."""
    with _LOCK:
        _KNOWN.clear()


def _known(text: Text) -> _Read:
    # Ids of drafts are those of the dossier and the source.
    key = (str(current().within), text.source, text.layer, text.sha256)
    with _LOCK:
        known = _KNOWN.setdefault(key, _Read())
        _KNOWN.move_to_end(key)
        while len(_KNOWN) > MOST:
            _KNOWN.popitem(last=False)
    return known


def _shape(known: _Read, text: Text) -> Shape:
    if known.shape is None:
        read = None
        if not text.handed_in:
            try:
                read = _from_file(text)
            except TakesTooMuch as error:
                known.not_read = str(error)
        if read is not None:
            known.document, known.layer = read
            known.shape = shape_of(*read)
        else:
            known.document, known.layer = document_of(text.text, text.language, text.pages)
            known.shape = shape_of_text(text.text)
    return known.shape


def _from_file(text: Text) -> tuple[Document, Layer] | None:
    """The document of the preserved bytes; None where they are not here, or give another text by now.

    Raises TakesTooMuch.
    """
    store = Store(captures())
    if not store.has(text.bytes):
        return None
    with tempfile.TemporaryDirectory() as folder:
        # Readers go by the ending of a name.
        named = Path(folder) / (Path(text.file_name).name or "capture")
        named.symlink_to(store.path(text.bytes))
        try:
            read = _READERS[0].capture(named, text.url)
        except TakesTooMuch:
            raise
        except CaptureError:
            return None
    if read.document is None or read.layer is None or read.layer.text != text.text:
        return None
    return read.document, read.layer
