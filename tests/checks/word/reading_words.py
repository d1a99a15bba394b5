"""Comments of a Word file read back: the words of each range, as any program that knows ranges reads them."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lxml import etree

from sourcebook.checks import Checked, check
from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.word import with_comments
from sourcebook.checks.word.letters import W
from sourcebook.reading import Reading, read
from sourcebook.text import Passage

MARKS = (f"{W}footnoteReference", f"{W}endnoteReference")


def part(path: Path, name: str) -> etree._Element:
    """A part of a file, parsed."""
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def said(path: Path) -> dict[str, str]:
    """The first words of what each comment says, by its number."""
    return {
        one.get(f"{W}id") or "": "".join(text.text or "" for text in one.iter(f"{W}t"))
        for one in part(path, "word/comments.xml").iter(f"{W}comment")
    }


def covered(path: Path) -> dict[str, str]:
    """The characters within each comment's range, a note's mark as "[n]", by its number."""
    found: dict[str, str] = {}
    opened: list[str] = []
    for element in part(path, "word/document.xml").iter():
        number = element.get(f"{W}id") or ""
        if element.tag == f"{W}commentRangeStart":
            opened.append(number)
            found[number] = ""
        elif element.tag == f"{W}commentRangeEnd" and number in opened:
            opened.remove(number)
        elif element.tag == f"{W}t" or element.tag in MARKS:
            for one in opened:
                found[one] += (element.text or "") if element.tag == f"{W}t" else "[n]"
    return found


def whole_text(path: Path) -> str:
    """Every character of the text of a file."""
    return "".join(text.text or "" for text in part(path, "word/document.xml").iter(f"{W}t"))


def on(reading: Reading, words: str, occurrence: int = 1) -> Finding:
    """A finding on words of a paragraph or heading: where they stand for the n-th time in the document."""
    document = reading.document
    passages: list[tuple[Passage, str | None]] = [(one.passage, None) for one in document.sections]
    passages += [(one.passage, one.key) for one in document.paragraphs]
    for passage, key in passages:
        at = passage.text.find(words)
        while at >= 0:
            occurrence -= 1
            if not occurrence:
                span = passage.source_span(at, at + len(words))
                return Finding("tone-loaded", "warning", words, (Side("here", words, span, key),))
            at = passage.text.find(words, at + 1)
    raise AssertionError(f"not in the document: {words}")


def on_note(reading: Reading, words: str) -> Finding:
    """A finding on a note that has these words."""
    number = next(note.number for note in reading.document.notes if words in note.text)
    return Finding("note-incomplete", "info", words, (Side(f"note {number}", words, note=number),))


def commented(path: Path, findings: Callable[[Reading], list[Finding]], target: Path) -> list[Finding]:
    """Writes the copy with comments; gives the findings."""
    reading = read(path)
    found = findings(reading)
    checked: Checked = check(reading)
    content, count = with_comments(path, reading, replaced(checked, found))
    assert count == len(found)
    target.write_bytes(content)
    return found


def replaced(checked: Checked, findings: list[Finding]) -> Checked:
    """What was checked, with other findings."""
    return replace(checked, findings=tuple(findings))


def through_libreoffice(path: Path, office: str, folder: Path, kind: str = "docx:MS Word 2007 XML") -> Path:
    """The file as LibreOffice opens and saves it."""
    into = folder / "back"
    command = [office, "--headless", f"-env:UserInstallation={folder.as_uri()}/profile", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(into), str(path)], check=True, capture_output=True, timeout=180)
    return into / f"{path.stem}.{kind.partition(':')[0]}"
