"""The source text as pandoc's tree, and its numbered paragraphs read off that tree by position alone.

Nothing here looks for words: a numbered paragraph is an item of a decimal list that stands at the top of the
document, a note is a note of the tree. So the gold made from it does not depend on the reader it will judge.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypandoc

COUNTRY = Path(__file__).resolve().parents[1] / "ardovia"
MARKDOWN = "markdown-smart"

Block = dict[str, Any]
Inline = dict[str, Any]


@dataclass(frozen=True)
class Numbered:
    """A numbered paragraph: its label, the headings above it, its words, and the notes it cites, in order."""

    label: str
    section: tuple[str, ...]
    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Footnote:
    """A note: its number, its words, the label of the paragraph that cites it (None: an unnumbered one)."""

    number: int
    text: str
    cited_in: str | None


def source() -> str:
    """The report as it is written."""
    return (COUNTRY / "report.md").read_text("utf-8")


@lru_cache(maxsize=8)
def _parsed(markdown: str) -> str:
    return str(pypandoc.convert_text(markdown, "json", format=MARKDOWN))


def tree(markdown: str) -> dict[str, Any]:
    """Pandoc's tree of a Markdown text, a fresh copy each time."""
    parsed: dict[str, Any] = json.loads(_parsed(markdown))
    return parsed


def is_numbered(block: Block) -> bool:
    """Whether a block is a list of numbered paragraphs."""
    return block["t"] == "OrderedList" and bool(block["c"][0][1]["t"] == "Decimal")


def headings(blocks: list[Block]) -> Iterator[tuple[int, str, list[Inline], bool]]:
    """Level, identifier, words of each heading, and whether the contents list it."""
    for block in blocks:
        if block["t"] == "Header":
            level, (identifier, classes, _), inlines = block["c"]
            yield level, identifier, inlines, "unlisted" not in classes


def read(markdown: str) -> tuple[list[Numbered], list[Footnote]]:
    """The numbered paragraphs and the notes of a report, in order."""
    paragraphs: list[Numbered] = []
    notes: list[Footnote] = []
    path: list[str] = []
    for block in tree(markdown)["blocks"]:
        if block["t"] == "Header":
            level, _, inlines = block["c"]
            path = [*path[: level - 1], words(inlines)]
        if not is_numbered(block):
            notes.extend(_notes(block, len(notes), None))
            continue
        for offset, item in enumerate(block["c"][1]):
            label = str(block["c"][0][0] + offset)
            cited = list(_notes(item, len(notes), label))
            notes.extend(cited)
            numbers = tuple(note.number for note in cited)
            paragraphs.append(Numbered(label, tuple(path), words(item), numbers))
    return paragraphs, notes


def _notes(node: Block | list[Block], before: int, label: str | None) -> Iterator[Footnote]:
    for number, note in enumerate(_found(node), before + 1):
        yield Footnote(number, words(note["c"]), label)


def _found(node: object) -> Iterator[Inline]:
    if isinstance(node, dict):
        if node.get("t") == "Note":
            yield node
        else:
            yield from _found(node.get("c"))
    elif isinstance(node, list):
        for child in node:
            yield from _found(child)


def words(nodes: list[Any]) -> str:
    """The words of blocks or inlines, without notes; each block and item of a list on a line of its own."""
    lines = [_line(node) for node in nodes]
    blocks = bool(nodes) and nodes[0]["t"] in ("Para", "Plain", "BlockQuote", "OrderedList")
    return ("\n" if blocks else "").join(lines).strip()


def _line(node: Inline) -> str:
    kind, content = node["t"], node.get("c", [])
    match kind:
        case "Str":
            return str(content)
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Note":
            return ""
        case "Para" | "Plain" | "BlockQuote" | "Emph" | "Strong":
            return words(content)
        case "Link" | "Span":
            return words(content[1])
        case "OrderedList":
            start = content[0][0]
            return "\n".join(f"({chr(96 + start + i)}) {words(item)}" for i, item in enumerate(content[1]))
        case _:
            raise ValueError(f"the report's source holds a {kind}, which no numbered paragraph may hold")
