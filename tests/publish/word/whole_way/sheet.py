"""A Word file whose words are edited, tracked or not, as Word does it by ECMA-376.

It shares no code with the product: what is found in the file is found apart from it.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping
from random import Random
from typing import TypeAlias

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Element: TypeAlias = etree._Element
FIXED = "{urn:sourcebook:test}fixed"
DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"


class Sheet:
    """A file and who edits it; `author` "" edits without tracking."""

    def __init__(self, content: bytes, random: Random, *, office: bool = False) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.body = etree.fromstring(self.parts[DOCUMENT])
        self.notes = etree.fromstring(self.parts[NOTES]) if NOTES in self.parts else None
        for one in self.body.iter(f"{W}p", f"{W}tr"):
            inner = any(up.tag == f"{W}tr" and anchors(up) for up in one.iterancestors())
            if not inner and not anchors(one):
                one.set(FIXED, "1")
        self.random = random
        self.office = office
        self.author, self.date = "", ""
        self.number = 7000

    # -- the file

    def written(self) -> bytes:
        """The file as bytes."""
        parts = dict(self.parts)
        body = copy.deepcopy(self.body)
        for one in body.iter(f"{W}p", f"{W}tr"):
            one.attrib.pop(FIXED, None)
        etree.cleanup_namespaces(body)
        parts[DOCUMENT] = etree.tostring(body, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self.notes is not None:
            parts[NOTES] = etree.tostring(self.notes, xml_declaration=True, encoding="UTF-8", standalone=True)
        return self.packed(parts)

    def packed(self, parts: Mapping[str, bytes]) -> bytes:
        """A file of these parts."""
        into = io.BytesIO()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as package:
            for name, one in parts.items():
                package.writestr(name, one)
        return into.getvalue()

    def saved_by(self, name: str, when: str) -> None:
        """Who saved the file last."""
        core = etree.fromstring(self.parts["docProps/core.xml"])
        cp = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
        dc = "{http://purl.org/dc/terms/}modified"
        for tag, text in ((cp, name), (dc, when)):
            one = core.find(tag)
            if one is None:
                one = etree.SubElement(core, tag)
            one.text = text
        self.parts["docProps/core.xml"] = etree.tostring(core, xml_declaration=True, encoding="UTF-8")

    def paragraphs(self) -> list[Element]:
        """The paragraphs of the body that the edition typed: those with our bookmark, not in tables."""
        root = self.body.find(f"{W}body")
        assert root is not None
        return [
            one
            for one in root
            if one.tag == f"{W}p"
            and anchors(one)
            and one.find(f"{W}pPr/{W}pStyle[@{W}val='Caption']") is None
        ]

    def rows(self) -> list[Element]:
        """The rows of typed tables."""
        return [one for one in self.body.iter(f"{W}tr") if anchors(one)]

    def note_of(self, mark: Element) -> Element:
        """The note of a mark."""
        assert self.notes is not None
        return next(one for one in self.notes if one.get(f"{W}id") == mark.get(f"{W}id"))

    # -- marks of tracking

    def mark(self, kind: str) -> Element:
        """An element that says who did what, and when."""
        self.number += 1
        given = {f"{W}id": str(self.number), f"{W}author": self.author, f"{W}date": self.date}
        return etree.Element(f"{W}{kind}", given)

    def wrap(self, run: Element, kind: str) -> Element:
        """A run as put in, taken out or moved."""
        around = self.mark(kind)
        run.addprevious(around)
        around.append(run)
        if kind in ("del", "moveFrom"):
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText" if kind == "del" else text.tag
        return around

    def end(self, paragraph: Element, kind: str) -> None:
        """Marks the end of a paragraph as put in or taken out."""
        own = paragraph.find(f"{W}pPr")
        if own is None:
            own = etree.Element(f"{W}pPr")
            paragraph.insert(0, own)
        look = own.find(f"{W}rPr")
        if look is None:
            look = etree.SubElement(own, f"{W}rPr")
        look.insert(0, self.mark(kind))

    # -- words

    def pieces(self, paragraph: Element) -> list[Element]:
        """Runs of typed words that nobody touched: outside references and revisions."""
        return [
            run
            for run in paragraph.iter(f"{W}r")
            if len(said(run)) > 1 and not any(up.tag in _NOT_WORDS for up in run.iterancestors())
        ]

    def cut(self, run: Element, at: int) -> Element:
        """Cuts a run; gives the second half."""
        text = run.find(f"{W}t")
        assert text is not None
        said = text.text or ""
        second = copy.deepcopy(run)
        run.addnext(second)
        say(run, said[:at])
        say(second, said[at:])
        return second

    def insert(self, run: Element, at: int, words: str) -> None:
        """Types words within a run."""
        text = said(run)
        if not self.author:
            say(run, text[:at] + words + text[at:])
            return
        second = self.cut(run, at)
        new = copy.deepcopy(run)
        say(new, words)
        second.addprevious(new)
        self.wrap(new, "ins")
        tidy(run, second)

    def replace(self, run: Element, start: int, end: int, words: str) -> None:
        """Types words over characters; "" takes them out."""
        text = said(run)
        if not self.author:
            say(run, text[:start] + words + text[end:])
            return
        middle = self.cut(run, start)
        last = self.cut(middle, end - start)
        gone = self.wrap(middle, "del")
        if words:
            new = copy.deepcopy(last)
            say(new, words)
            gone.addnext(new)
            self.wrap(new, "ins")
        tidy(run, last)

    # -- what Word does by itself

    def sprinkle(self) -> None:
        """Cuts runs at will, puts in session ids and marks of the spelling check, as Word does on saving."""
        for tree in (self.body, self.notes):
            for run in list(tree.iter(f"{W}r")) if tree is not None else ():
                run.set(f"{W}rsidR", f"00{self.random.randint(0x100000, 0xFFFFFF):06X}")
                text = run.find(f"{W}t")
                if text is None or len(text.text or "") < 4 or self.random.random() < 0.7:
                    continue
                second = self.cut(run, self.random.randint(1, len(text.text or "") - 1))
                kind = self.random.choice(["spell", "gram"])
                second.addprevious(etree.Element(f"{W}proofErr", {f"{W}type": f"{kind}Start"}))
                second.addnext(etree.Element(f"{W}proofErr", {f"{W}type": f"{kind}End"}))
                if self.random.random() < 0.2:
                    second.insert(0, etree.Element(f"{W}lastRenderedPageBreak"))


REVISIONS = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_NOT_WORDS = (*REVISIONS, f"{W}sdt")


def anchors(element: Element) -> list[str]:
    """The names of our paragraphs in it."""
    names = (one.get(f"{W}name", "") for one in element.iter(f"{W}bookmarkStart"))
    return [name for name in names if name.startswith("_sbp_")]


def said(run: Element) -> str:
    """The characters of a run."""
    text = run.find(f"{W}t")
    return text.text or "" if text is not None else ""


def out(element: Element) -> None:
    """Takes an element out of its tree."""
    up = element.getparent()
    assert up is not None
    up.remove(element)


def say(run: Element, words: str) -> None:
    """Makes these the characters of a run."""
    text = run.find(f"{W}t")
    assert text is not None
    text.text = words
    text.set(SPACE, "preserve")


def tidy(*runs: Element) -> None:
    """Takes out runs of which nothing is left."""
    for run in runs:
        text = run.find(f"{W}t")
        if text is not None and not text.text and run.getparent() is not None:
            out(run)
