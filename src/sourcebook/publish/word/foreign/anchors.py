"""Bookmarks at every paragraph and note mark of a draft, first by count, then by the blocks that they became.

So a draft that was never ours looks like a file of ours: `comparing` knows what its paragraphs are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from sourcebook.checks.word.letters import W
from sourcebook.checks.word.package import WordPackage

_PARAGRAPH, _NOTE = "_sbp_x", "_sbr_x"
_MARKS = (f"{W}footnoteReference", f"{W}endnoteReference")
_OURS = ("_sbp_", "_sbr_")


def marked(package: WordPackage) -> None:
    """Puts a bookmark around every paragraph and every mark of a note of the body; takes strange ones out."""
    body = package.body
    for bookmark in [one for one in body.iter(f"{W}bookmarkStart") if _name(one).startswith(_OURS)]:
        _take_out(body, bookmark)
    next_id = 1 + max((id for tree in package.trees.values() for id in _ids(tree)), default=0)
    for number, paragraph in enumerate(list(body.iter(f"{W}p"))):
        begin, end = _pair(next_id, f"{_PARAGRAPH}{number}")
        next_id += 1
        has_properties = len(paragraph) > 0 and paragraph[0].tag == f"{W}pPr"
        paragraph.insert(1 if has_properties else 0, begin)
        paragraph.append(end)
    for number, mark in enumerate(list(body.iter(*_MARKS))):
        run = mark.getparent()
        if run is None or run.tag != f"{W}r":
            continue
        begin, end = _pair(next_id, f"{_NOTE}{number}")
        next_id += 1
        run.addprevious(begin)
        tail = run.tail
        run.addnext(end)
        run.tail, end.tail = None, tail


def _ids(tree: etree._Element) -> Iterator[int]:
    for one in tree.iter(f"{W}bookmarkStart"):
        if (id := one.get(f"{W}id") or "").isascii() and id.isdigit():
            yield int(id)


def name_of_paragraph(paragraph: etree._Element) -> tuple[str, ...]:
    """The names that a paragraph was marked with: of one that was put together from several, all."""
    return tuple(
        _name(one) for one in paragraph.iter(f"{W}bookmarkStart") if _name(one).startswith(_PARAGRAPH)
    )


def name_of_mark(mark: etree._Element) -> str:
    """The name that the mark of a note was marked with; "" for none."""
    run = mark.getparent()
    before = run.getprevious() if run is not None else None
    return _name(before) if before is not None and _name(before).startswith(_NOTE) else ""


def renamed(package: WordPackage, names: Mapping[str, str]) -> None:
    """Gives the marks their names in our data ("p0012" as `_sbp_0012`); those without one go."""
    body = package.body
    for bookmark in list(body.iter(f"{W}bookmarkStart")):
        name = _name(bookmark)
        if not name.startswith((_PARAGRAPH, _NOTE)):
            continue
        if name in names:
            bookmark.set(f"{W}name", names[name])
        else:
            _take_out(body, bookmark)


def _take_out(body: etree._Element, bookmark: etree._Element) -> None:
    id = bookmark.get(f"{W}id")
    end = next((one for one in bookmark.itersiblings(f"{W}bookmarkEnd") if one.get(f"{W}id") == id), None)
    if end is None:
        end = next((one for one in body.iter(f"{W}bookmarkEnd") if one.get(f"{W}id") == id), None)
    for one in (bookmark, end):
        if one is not None and (holder := one.getparent()) is not None:
            holder.remove(one)


def _pair(id: int, name: str) -> tuple[etree._Element, etree._Element]:
    begin = etree.Element(f"{W}bookmarkStart", {f"{W}id": str(id), f"{W}name": name})
    return begin, etree.Element(f"{W}bookmarkEnd", {f"{W}id": str(id)})


def _name(element: etree._Element) -> str:
    return element.get(f"{W}name") or ""
