"""The table of contents: entries with their page, told from paragraphs and headings and set apart."""

from __future__ import annotations

import re
from itertools import pairwise

from sourcebook.reading.document import ContentsEntry
from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.parts import part_of

_ENTRY = re.compile(
    r"(\S.{0,300}?)(?:[\s\u00a0]*[.…_·]{2,}[\s\u00a0.…_·]*|[\t\u00a0 ]{1,40}(?!\d{4}))(\d{1,4}|[ivxlc]{1,7})$"
)
_SENTENCE = re.compile(r"[.!?;]\s+\S")
# So many entries one after another make a table of contents where no heading announces it.
_RUN = 3


def split_contents(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and those of tables of contents."""
    listed: set[int] = {n for n, line in enumerate(lines) if line.role == "contents"}
    run: list[int] = []
    for index in range(len(lines) + 1):
        line = lines[index] if index < len(lines) else None
        if line is not None and line.kind == "text" and (_is_entry(line) or _is_links(line)):
            run.append(index)
            continue
        announced = bool(run) and run[0] > 0 and part_of(lines[run[0] - 1].text) == "contents"
        if len(run) >= _RUN and (announced or _rising([lines[n] for n in run])):
            listed.update(run)
        run = []
    listed.update(
        n for n, line in enumerate(lines[:-1]) if n + 1 in listed and part_of(line.text) == "contents"
    )
    kept = [line for n, line in enumerate(lines) if n not in listed]
    return kept, [lines[n] for n in sorted(listed)]


def entries_of(lines: list[Line]) -> list[ContentsEntry]:
    """Entries of the table of contents, each with its page where one is printed."""
    entries = []
    for line in lines:
        text = " ".join(line.text.split())
        match = _ENTRY.fullmatch(text)
        bold = any(e.kind == "bold" and e.end - e.start > len(line.text) / 2 for e in line.passage.emphasis)
        title, page = (match[1].rstrip(" ."), match[2]) if match else (text, None)
        if title and part_of(title) != "contents":
            entries.append(ContentsEntry(title, page, bold))
    return entries


def _is_entry(line: Line) -> bool:
    """A line that reads like a heading and ends in a page number."""
    text = line.text
    if len(text) > 320 or "\n" in text or line.passage.marks:
        return False
    match = _ENTRY.fullmatch(text)
    return match is not None and not _SENTENCE.search(match[1][4:])


def _is_links(line: Line) -> bool:
    """A line that is one link into the document."""
    return (
        any(r.start == 0 and r.end == len(line.text) and r.target for r in line.references)
        and len(line.text) > 4
    )


def _rising(run: list[Line]) -> bool:
    """Whether the pages rise from line to line; lines that are all links into the document need no pages."""
    pages = [int(m[2]) for line in run if (m := _ENTRY.fullmatch(line.text)) and m[2].isdigit()]
    if len(pages) < len(run) / 2:
        return all(_is_links(line) for line in run)
    return all(a <= b for a, b in pairwise(pages)) and pages[-1] > pages[0]
