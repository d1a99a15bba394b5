"""Pieces of pandoc's tree: Word markup inside a paragraph, and paragraphs of a named style."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sourcebook.publish.formats.docx.xml import Element, element, text_of

# A piece of pandoc's tree (pandoc-types, Text.Pandoc.Definition).
Node = dict[str, Any]
# No id, no classes, no pairs.
PLAIN: list[Any] = ["", [], []]


def raw(*markup: Element) -> Node:
    """Word markup inside a paragraph."""
    return {"t": "RawInline", "c": ["openxml", "".join(text_of(one) for one in markup)]}


def styled(style: str, held: list[Node], properties: Iterable[Element] = ()) -> Node:
    """A paragraph of a named style with properties of its own; an empty one is kept too."""
    said = element("pPr", *properties)
    first = [raw(said)] if len(said) else []
    paragraph = {"t": "Para", "c": [*first, *(held or [raw(element("r"))])]}
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [paragraph]]}
