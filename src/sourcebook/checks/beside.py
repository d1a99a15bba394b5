"""Findings let stand by a word beside the text: a comment in Markdown, or a comment in Word.

    <!-- sourcebook: accept date-order: ordered by place, not by day (L. Orsk) -->

In Word a comment on the paragraph, or on the mark of a note, that begins in the same way; its author is the
name. One without a reason or a name counts for nothing, and is told as such.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from sourcebook.checks.settings import SettingsError
from sourcebook.checks.suppression import Acceptance, Beside
from sourcebook.checks.word.letters import W, folded, marks_of, texts_of
from sourcebook.reading.document import Document

_SAID = r"sourcebook:\s{0,3}accept\s{1,3}(?P<rule>[a-z-]{3,40})"
_IN_MARKDOWN = re.compile(rf"<!--\s{{0,9}}{_SAID}(?P<rest>[^>]{{0,600}})-->")
_IN_WORD = re.compile(_SAID + r"(?P<rest>.{0,600})", re.DOTALL)
_WHY = re.compile(r"\s*:\s*(?P<reason>\S.*?)\s*\((?P<name>[^()]{2,80})\)\s*$", re.DOTALL)
_LABEL = re.compile(r"\s{0,9}(?:\[\^[^\]]{1,40}\]:|\(?\w{1,5}[.)])\s{1,9}")
# So many letters tell a paragraph from all others.
_TELLING = 60
_FORM = "write “sourcebook: accept RULE: reason (name)”"


def beside(path: Path, document: Document) -> tuple[Beside, ...]:
    """What is let stand beside the text of a DOCX or Markdown file; nothing for other formats.

    Raises SettingsError for a word that names no reason or nobody.
    """
    suffix = path.suffix.lower()
    if suffix == ".docx":
        return tuple(_of_word(path, document))
    if suffix in (".md", ".markdown"):
        return tuple(_of_markdown(path, document))
    return ()


class _Homes:
    """Finds paragraphs and notes by their first letters."""

    def __init__(self, document: Document) -> None:
        self._keys = {folded(p.text)[:_TELLING]: p.key for p in document.paragraphs}
        self._notes = {folded(n.text)[:_TELLING]: n.number for n in document.notes}
        self.numbers = [note.number for note in document.notes]

    def of(self, text: str) -> tuple[str | None, int | None]:
        """The label of the paragraph, or the number of the note, that a stretch of a file is."""
        for start in (text, _LABEL.sub("", text, count=1)):
            letters = folded(start)[:_TELLING]
            if letters and (letters in self._keys or letters in self._notes):
                return self._keys.get(letters), self._notes.get(letters)
        return None, None


def _of_markdown(path: Path, document: Document) -> Iterator[Beside]:
    homes = _Homes(document)
    before = ""
    for block in re.split(r"\n[ \t]*\n", path.read_text("utf-8", "replace")):
        bare = _plain(_IN_MARKDOWN.sub("", block))
        for match in _IN_MARKDOWN.finditer(block):
            key, note = homes.of(bare if bare.strip() else before)
            yield Beside(match["rule"], _acceptance(match["rest"], None, path), key, note)
        before = bare if bare.strip() else before


def _plain(markdown: str) -> str:
    """Markdown without the marks that hold letters: notes, addresses of links."""
    return re.sub(r"(?<!^)\[\^[^\]]{1,40}\]|\]\([^()\s]{1,2000}\)", "", markdown)


def _of_word(path: Path, document: Document) -> Iterator[Beside]:
    with zipfile.ZipFile(path) as archive:
        if "word/comments.xml" not in archive.namelist():
            return
        comments, body = (_parsed(archive, f"word/{part}.xml") for part in ("comments", "document"))
    if comments is None or body is None:
        # What cannot be read lets nothing stand: all that is found is told.
        return
    said = {
        comment.get(f"{W}id"): (match, comment.get(f"{W}author") or "")
        for comment in comments.iter(f"{W}comment")
        if (match := _IN_WORD.match("".join(text.text or "" for text in comment.iter(f"{W}t")).strip()))
    }
    homes = _Homes(document)
    marks = {id(run): n for n, run in enumerate(marks_of(body))}
    for begin in body.iter(f"{W}commentRangeStart"):
        match, author = said.pop(begin.get(f"{W}id"), (None, ""))
        if match is None:
            continue
        acceptance = _acceptance(match["rest"], author, path)
        mark = marks.get(id(begin.getnext()))
        if mark is not None and mark < len(homes.numbers):
            yield Beside(match["rule"], acceptance, None, homes.numbers[mark])
            continue
        paragraph = next((p for p in begin.iterancestors(f"{W}p")), None)
        text = "".join(t.text or "" for t in texts_of(paragraph)) if paragraph is not None else ""
        yield Beside(match["rule"], acceptance, *homes.of(text))


def _parsed(archive: zipfile.ZipFile, part: str) -> etree._Element | None:
    """A part as far as it can be read; None where nothing of it can."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        return etree.fromstring(archive.read(part), parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, KeyError):
        return None


def _acceptance(rest: str, author: str | None, path: Path) -> Acceptance:
    """Reason and name: the name in brackets at the end, else the author of the comment."""
    told = _WHY.match(rest)
    reason = told["reason"] if told else rest.strip(" :\n\t")
    name = told["name"] if told else author
    if not reason or not name:
        raise SettingsError(f"{path}: “accept{rest[:60]}” lacks a reason or a name; {_FORM}")
    return Acceptance(reason, name)
