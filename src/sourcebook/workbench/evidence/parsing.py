"""What is made of captured bytes within a process apart: a page to be shown, a package opened, styles."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from sourcebook.dossier.ingest.file.errors import CaptureError
from sourcebook.dossier.ingest.file.parts import Parts, parts_of
from sourcebook.reading import ReadingError
from sourcebook.reading.decoding import decoded
from sourcebook.workbench.evidence.cleaning import clean_page
from sourcebook.workbench.evidence.styles import clean_style

_GONE = "its bytes are not there any more"


class NotShown(ValueError):
    """A copy that cannot be shown; the message is one line."""


def page_of_file(path: Path, url: str, exact: str) -> bytes:
    """A captured page that is a file of its own. Raises NotShown."""
    try:
        data = path.read_bytes()
    except OSError:
        raise NotShown(_GONE) from None
    return page_of(data, "", url, {}, exact)


def page_of(data: bytes, charset: str, url: str, addresses: dict[str, str], exact: str) -> bytes:
    """A captured page; `addresses` lead from those of its parts to ours. Raises NotShown."""
    try:
        text = data.decode(charset, "replace") if charset else decoded(data, "the page")[0]
    except ReadingError as error:
        raise NotShown(str(error)) from None
    except (LookupError, ValueError):
        # An encoding that there is not, or that is none for a page.
        text = data.decode("utf-8", "replace")
    return clean_page(text, url, lambda wanted: addresses.get(wanted.partition("#")[0], ""), exact)


def package(path: Path, media_type: str, url: str) -> Parts:
    """The page in a package and its parts. Raises NotShown."""
    try:
        return parts_of(path, media_type, url)
    except CaptureError as error:
        raise NotShown(str(error)) from None
    except OSError:
        raise NotShown(_GONE) from None


def styles(content: bytes, at: str, addresses: dict[str, str]) -> bytes:
    """A sheet of styles that stood at an address."""
    text = content.decode("utf-8", "replace")
    return clean_style(text, lambda wanted: addresses.get(urljoin(at, wanted), "")).encode()


def text_of(data: bytes) -> str:
    """The text of a file that is shown as text. Raises NotShown."""
    try:
        return decoded(data, "the file")[0]
    except ReadingError as error:
        raise NotShown(str(error)) from None
