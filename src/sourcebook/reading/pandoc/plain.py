"""Plain text: paragraphs are blocks between blank lines; also the way out where pandoc cannot read Markdown.

Nothing is known but the lines. A line that opens with a label begins a paragraph, though no blank line
stands before it; marks like [12] and sections called "Notes" are read as everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.reading.pandoc.labels import printed_label
from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.writing import Layer, raised_digits
from sourcebook.reading.symbols import signs_of
from sourcebook.text import Link, PassageBuilder

_RULE = re.compile(r"[-=_*~#+.\s]{3,}")
_SIGNS = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+")
_STOPPED = re.compile(r"[.!?;:,…][\"”’»)\]]*(?:[⁰¹²³⁴-⁹]{1,4}|\[\d{1,4}\])?$|\s{3,}")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_STOPS = ".,;:)]"
_LONG = 200_000


def plain_lines(text: str, layer: Layer) -> list[Line]:
    """The lines of a plain text."""
    lines = []
    for block in _blocks(text.translate(signs_of())):
        signs = _SIGNS.match(block[0])
        level = len(signs[1]) if signs else 0
        words = " ".join(part.strip() for part in block)[signs.end() if signs else 0 :]
        builder = PassageBuilder()
        shown, raised = raised_digits(words)
        builder.add(shown, layer.write(words))
        for match in _ADDRESS.finditer(words[:_LONG]):
            builder.links.append(_link(match))
        layer.write("\n\n")
        passage = builder.build()
        look = frozenset({"keep"}) if not level and _stands_alone(block) else frozenset[str]()
        lines.append(
            Line("heading" if level else "text", passage, level=level, look=look, raised=tuple(raised))
        )
    return lines


def _stands_alone(block: list[str]) -> bool:
    """Whether a block looks like a heading: one short line that ends without a stop."""
    bare = block[0].strip()
    return len(block) == 1 and len(bare) < 90 and bare[:1].isupper() and not _STOPPED.search(bare)


def _link(match: re.Match[str]) -> Link:
    url = match[0].rstrip(_STOPS)
    return Link(match.start(), match.start() + len(url), url)


def _blocks(text: str) -> Iterator[list[str]]:
    """Lines that belong together."""
    block: list[str] = []
    for line in text.split("\n"):
        bare = line.strip()
        ends = not bare or _RULE.fullmatch(bare) is not None
        if block and (ends or _begins(bare, block[0].strip())):
            yield block
            block = []
        if not ends:
            block.append(line)
    if block:
        yield block


def _begins(line: str, first: str) -> bool:
    """Whether a line opens a paragraph of its own: with a label before a capital letter, or a bullet."""
    if line[:1] in _RAISED:
        return bool(line)
    label = printed_label(line[:40])
    if label is None or (label.kind == "letter" and label.shape == "a."):
        return False
    if label.shape == "–":
        above = printed_label(first[:40])
        return (above is not None and above.shape == "–") or first.endswith(":")
    after = line[label.end : label.end + 1]
    return label.shape != "N" and (label.kind == "bullet" or after.isupper() or label.kind == "letter")
