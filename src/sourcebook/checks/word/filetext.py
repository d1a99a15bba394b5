"""The letters of a part of a Word file, and what stands at them: looks, languages, links, marks of notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from sourcebook.checks.word.letters import FALLBACK, W, folded

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MARKS = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_OFF = frozenset(("0", "false", "off", "none"))


class Stretch(NamedTuple):
    """Letters from `start` up to `end` that have one thing: what `value` says."""

    start: int
    end: int
    value: str


class NoteMark(NamedTuple):
    """The mark of a note, before letter `at`: "footnote" or "endnote" and its id in the file.

    `paragraph` is the place of its paragraph among those of the part.
    """

    at: int
    kind: str
    id: str
    element: etree._Element
    paragraph: int


@dataclass
class FileText:
    """`letters` are folded; `at` gives for an element (w:t) its letters, for a paragraph where it begins.

    Stretches are in order: `languages` (as the file tags them), `bold`, `italic`, `links` (addresses).
    """

    letters: str = ""
    at: dict[etree._Element, tuple[int, int]] = field(default_factory=dict)
    paragraphs: list[tuple[int, etree._Element]] = field(default_factory=list)
    marks: list[NoteMark] = field(default_factory=list)
    languages: list[Stretch] = field(default_factory=list)
    bold: list[Stretch] = field(default_factory=list)
    italic: list[Stretch] = field(default_factory=list)
    links: list[Stretch] = field(default_factory=list)


def file_text(roots: Sequence[etree._Element], relations: Mapping[str, str] | None = None) -> FileText:
    """The letters of parts, one after the other. `relations` lead from their ids to addresses of links."""
    found = FileText()
    parts: list[str] = []
    size = 0
    waiting: list[etree._Element] = list(reversed(roots))
    while waiting:
        element = waiting.pop()
        if element.tag == FALLBACK or not isinstance(element.tag, str):
            continue
        if element.tag == f"{W}p":
            found.paragraphs.append((size, element))
        elif element.tag in _MARKS:
            kind, id, home = _MARKS[element.tag], element.get(f"{W}id") or "", len(found.paragraphs) - 1
            found.marks.append(NoteMark(size, kind, id, element, home))
        elif element.tag == f"{W}r" and _is_hidden(element):
            continue
        elif element.tag == f"{W}t" and (run := element.getparent()) is not None and run.tag == f"{W}r":
            letters = folded(element.text or "")
            parts.append(letters)
            found.at[element] = (size, size + len(letters))
            _looks(found, run, size, size + len(letters), relations or {})
            size += len(letters)
        waiting.extend(reversed(element))
    found.letters = "".join(parts)
    return found


def _looks(found: FileText, run: etree._Element, start: int, end: int, relations: Mapping[str, str]) -> None:
    holder = run.getparent()
    if holder is not None and holder.tag == f"{W}hyperlink":
        _extend(found.links, start, end, relations.get(holder.get(f"{_R}id") or "", ""))
    properties = run.find(f"{W}rPr")
    if properties is None:
        return
    if _is_on(properties, "b"):
        _extend(found.bold, start, end, "bold")
    if _is_on(properties, "i"):
        _extend(found.italic, start, end, "italic")
    language = properties.find(f"{W}lang")
    if language is not None:
        right_to_left = properties.find(f"{W}rtl") is not None
        _extend(found.languages, start, end, language.get(f"{W}{'bidi' if right_to_left else 'val'}") or "")


def _extend(stretches: list[Stretch], start: int, end: int, value: str) -> None:
    """Adds a stretch, to the last one where it goes on with it."""
    if not value:
        return
    last = stretches[-1] if stretches else None
    if last is not None and last.end == start and last.value == value:
        stretches[-1] = Stretch(last.start, end, value)
    elif start < end:
        stretches.append(Stretch(start, end, value))


def _is_on(properties: etree._Element, name: str) -> bool:
    element = properties.find(f"{W}{name}")
    return element is not None and (element.get(f"{W}val") or "on") not in _OFF


def _is_hidden(run: etree._Element) -> bool:
    properties = run.find(f"{W}rPr")
    return properties is not None and _is_on(properties, "vanish")
