"""A corrected copy of a report, and the list of what was changed in it."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from sourcebook.checks.findings import Edit, Finding
from sourcebook.checks.fixes.replacing import Replacing, replaced
from sourcebook.checks.word.letters import W, texts_of
from sourcebook.reading.errors import ReadingError

_TEXT = frozenset({".md", ".markdown", ".txt"})
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_LINKS = "_rels/"


@dataclass(frozen=True, slots=True)
class Change:
    """`old` became `new`, `times` times; `where` is the place that the finding named."""

    where: str
    old: str
    new: str
    times: int


@dataclass(frozen=True, slots=True)
class Fixed:
    """The copy's bytes, what was changed, and what was offered but not found in the file as it was read."""

    content: bytes
    changes: tuple[Change, ...]
    left: tuple[Edit, ...]


def fixed_copy(path: Path, findings: Iterable[Finding]) -> Fixed:
    """A copy of a DOCX or Markdown file with every offered edit made.

    Raises ReadingError for a file of another format.
    """
    replacing = Replacing(finding.edit for finding in findings if finding.edit)
    made: Counter[str] = Counter()
    if path.suffix.lower() == ".docx":
        content = _word(path, replacing, made)
    elif path.suffix.lower() in _TEXT:
        text = _decoded(path)
        found = list(replacing.within(text))
        made.update(one.edit.old for one in found)
        content = replaced(text, found).encode("utf-8")
    else:
        raise ReadingError(f"{path}: only DOCX, Markdown and text can be corrected; make the changes by hand")
    edits = replacing.edits.items()
    changes = tuple(Change(e.side.where, old, e.new, made[old]) for old, e in edits if made[old])
    return Fixed(content, changes, tuple(e for old, e in edits if not made[old]))


def _decoded(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"{path}: not UTF-8; save it as UTF-8 and ask for the corrections again"
        ) from error


def _word(path: Path, replacing: Replacing, made: Counter[str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename in _PARTS:
                data = _part(data, replacing, made)
            elif entry.filename.startswith(f"word/{_LINKS}"):
                data = _links(data, replacing)
            target.writestr(entry, data)
    return buffer.getvalue()


def _part(data: bytes, replacing: Replacing, made: Counter[str]) -> bytes:
    """A part of the file with its edits: within a paragraph, words may be cut over several runs."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    changed = False
    for paragraph in root.iter(f"{W}p"):
        texts = list(texts_of(paragraph))
        whole = "".join(element.text or "" for element in texts)
        found = list(replacing.within(whole))
        for one in reversed(found):
            _replace(texts, one.start, one.end, one.new)
        made.update(one.edit.old for one in found)
        changed = changed or bool(found)
    if not changed:
        return data
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _replace(texts: list[etree._Element], start: int, end: int, new: str) -> None:
    """Puts `new` where the first of the characters stood, and takes the others out."""
    at = 0
    for element in texts:
        text = element.text or ""
        low, high = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if low < high:
            element.text = text[:low] + new + text[high:]
            new = ""


def _links(data: bytes, replacing: Replacing) -> bytes:
    """The targets of links: they are not counted, since each is shown in the text, too."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    changed = False
    for link in root:
        edit = replacing.edits.get(link.get("Target", ""))
        if edit is not None:
            link.set("Target", edit.new)
            changed = True
    if not changed:
        return data
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
