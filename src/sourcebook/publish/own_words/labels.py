"""Labels as a report prints them: whether one stands in the text, and which letters count by themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from sourcebook.publish.edition import Block, Heading, Paragraph, Text
from sourcebook.publish.printing.numbering import letters
from sourcebook.reading.document import Document

_IN_TEXT = re.compile(r"(\((?:[A-Za-z]{1,5}|\d{1,3})\))\s*")


def item_labels(document: Document) -> Mapping[int, str]:
    """The labels of the items of lists, by the place of the item in the source."""
    return {item.passage.source_span().start: item.label for some in document.lists for item in some.items}


def begins(label: str, text: str) -> bool:
    """Whether a text begins with its label, in brackets or not, with or without a stop."""
    return bool(re.match(rf"\W{{0,2}}{re.escape(label)}[.)\]:]*(?:\s|$)", text, re.IGNORECASE))


def bracketed(text: str) -> tuple[str, str]:
    """("(a)", the rest) of a text that begins with a label in brackets; ("", the text) of another."""
    found = _IN_TEXT.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def counted(blocks: Sequence[Block], labels: Mapping[str, str]) -> list[Block]:
    """Lettered paragraphs, whose `labels` are given by id, as those that count by themselves.

    Where the letters under a heading are a, b, c and so on, the heading says that its paragraphs have
    letters; where they are not, each keeps its own, typed before its text.
    """
    found = list(blocks)
    for heading, members in _sections(found, labels):
        own = [labels[_id(found[number])] for number in members]
        if heading is not None and own == [letters(count + 1) for count in range(len(own))]:
            old = found[heading]
            assert isinstance(old, Heading)
            found[heading] = replace(old, classes=old.classes | {"recommendations"})
            own = []
        for number, label in zip_longest(members, own):
            block = found[number]
            assert isinstance(block, Paragraph)
            if label is None:
                found[number] = replace(block, numbered=None)
                continue
            found[number] = replace(block, children=(Text(f"({label}) "), *block.children))
    return found


def _id(block: Block) -> str:
    return block.id if isinstance(block, Paragraph) else ""


def _sections(blocks: Sequence[Block], labels: Mapping[str, str]) -> list[tuple[int | None, list[int]]]:
    """(place of the heading, places of the lettered paragraphs under it)."""
    found: list[tuple[int | None, list[int]]] = []
    heading: int | None = None
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            heading = number
        elif isinstance(block, Paragraph) and block.id in labels:
            if not found or found[-1][0] != heading:
                found.append((heading, []))
            found[-1][1].append(number)
    return found
