"""The text taken back from a page: what a reader sees of the report, line by line, by lxml alone.

It knows nothing of how the page was written but two marks: `data-chrome` for what is not the report's text,
`data-line` for a line of it. Words that stand in neither are lines of the kind "stray": nothing can be added
to a page unseen. Character references are read by libxml2, so escaping is proved too.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import lxml.html
from lxml.html import HtmlElement

from sourcebook.publish.printed import Line

_UNREAD = frozenset({"head", "script", "style", "template", "noscript", "svg", "title"})


def lines(html: bytes) -> list[Line]:
    """The lines of a page in order, with the entries of its contents; white space as it stands in the file.

    Pictures are not read, nor what is `hidden`. Raises lxml.etree.ParserError for what is no page at all.
    """
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = lxml.html.document_fromstring(html, parser=parser)
    return list(_lines(root))


def _lines(element: HtmlElement) -> Iterator[Line]:
    if element.tag == "nav":
        yield from _contents(element)
    if _unread(element):
        return
    kind = element.get("data-line")
    if kind is not None:
        yield Line(kind, _block(element), "".join(_text(element)))
        return
    if _said(element.text):
        yield Line("stray", _block(element), element.text.strip())
    for child in element:
        yield from _lines(child)
        if _said(child.tail):
            yield Line("stray", _block(element), child.tail.strip())


def _contents(nav: HtmlElement) -> Iterator[Line]:
    """The entries of the contents that lead to a block, as lines of the kind "contents"."""
    for link in nav.iter("a"):
        id = unquote(link.get("href", "").removeprefix("#"))
        if id and not id.startswith("_"):
            yield Line("contents", id, "".join(_text(link)))


def _block(element: HtmlElement) -> str:
    """The id of the block: of the nearest element that has one and is no part of the page's own frame."""
    while element is not None:
        id = str(element.get("id", ""))
        if id and not id.startswith("_"):
            return id
        element = element.getparent()
    return ""


def _text(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not _unread(child):
            yield from _text(child)
        yield child.tail or ""


def _unread(element: HtmlElement) -> bool:
    return (
        element.tag in _UNREAD or element.get("data-chrome") is not None or element.get("hidden") is not None
    )


def _said(text: str | None) -> bool:
    return bool(text and text.strip())
