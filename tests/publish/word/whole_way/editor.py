"""The acts of an editor of Word files: what Word and LibreOffice do to the XML when a person edits.

Every act is tracked where the pen has an author. Bookmarks and content controls stay where Word, or with
`office` LibreOffice, leaves them.
"""

from __future__ import annotations

import copy

from lxml import etree
from tests.publish.word.whole_way.sheet import REVISIONS, Element, Sheet, W, out, said, say, tidy


class Pen(Sheet):
    """A file and the hand that edits it."""

    # -- paragraphs

    def split(self, run: Element, at: int) -> None:
        """Presses Enter within a run of a paragraph."""
        second = self.cut(run, at)
        top = _child_of_paragraph(second)
        paragraph = top.getparent()
        assert paragraph is not None
        new = etree.Element(f"{W}p")
        own = paragraph.find(f"{W}pPr")
        if own is not None:
            new.append(copy.deepcopy(own))
        for one in [top, *top.itersiblings()]:
            new.append(one)
        paragraph.addnext(new)
        if self.author:
            self.end(paragraph, "ins")

    def join(self, paragraph: Element) -> None:
        """Presses Delete at the end of a paragraph."""
        if self.author:
            self.end(paragraph, "del")
            return
        following = paragraph.getnext()
        assert following is not None
        for one in list(following):
            if one.tag != f"{W}pPr":
                paragraph.append(one)
        out(following)

    def add(self, paragraph: Element, words: str) -> None:
        """Types a paragraph below, as Word does: Enter at the end, then words."""
        new = etree.Element(f"{W}p")
        own = paragraph.find(f"{W}pPr")
        if own is not None:
            new.append(copy.deepcopy(own))
        run = etree.SubElement(new, f"{W}r")
        etree.SubElement(run, f"{W}t")
        say(run, words)
        paragraph.addnext(new)
        if self.author:
            self.wrap(run, "ins")
            # Word marks the end that Enter made: that of the paragraph before.
            self.end(new if self.office else paragraph, "ins")

    def remove(self, paragraph: Element) -> None:
        """Selects a paragraph with its end and deletes it."""
        if not self.author:
            out(paragraph)
            return
        for run in list(paragraph.iter(f"{W}r")):
            self.wrap(run, "del")
        self.end(paragraph, "del")

    def move(self, paragraph: Element, before: Element) -> None:
        """Cuts a paragraph and pastes it before another."""
        if not self.author:
            before.addprevious(paragraph)
            return
        new = copy.deepcopy(paragraph)
        _pasted(new)
        before.addprevious(new)
        self.number += 1
        for one, kind in ((paragraph, "moveFrom"), (new, "moveTo")):
            for run in list(one.iter(f"{W}r")):
                self.wrap(run, kind)
            self.end(one, kind)
            if not self.office:
                self._range(one, kind, f"move{self.number}")
        self._copied(new)
        if self.office:
            for one in new.iter(f"{W}bookmarkStart"):
                one.set(f"{W}name", one.get(f"{W}name", "") + "_Copy_1")
        else:
            # A name stands once in a file: Word keeps it at one of the two.
            loser = self.random.choice([paragraph, new])
            for tag in ("bookmarkStart", "bookmarkEnd"):
                for one in list(loser.iter(f"{W}{tag}")):
                    out(one)
            for control in list(new.iter(f"{W}sdt")):
                _unwrapped(control)

    def _range(self, paragraph: Element, kind: str, name: str) -> None:
        start = self.mark(f"{kind}RangeStart")
        start.set(f"{W}name", name)
        end = etree.Element(f"{W}{kind}RangeEnd", {f"{W}id": start.get(f"{W}id", "")})
        paragraph.insert(1 if paragraph.find(f"{W}pPr") is not None else 0, start)
        paragraph.addnext(end)

    def _copied(self, paragraph: Element) -> None:
        """A copy of a note's mark has a note of its own."""
        for one in paragraph.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            one.set(f"{W}id", str(int(one.get(f"{W}id", "0")) + 40000))
        for mark in paragraph.iter(f"{W}footnoteReference"):
            new = copy.deepcopy(self.note_of(mark))
            for tag in ("bookmarkStart", "bookmarkEnd"):
                for one in list(new.iter(f"{W}{tag}")):
                    out(one)
            for control in list(new.iter(f"{W}sdt")):
                _unwrapped(control)
            self._new_note(new, mark)

    # -- notes and references

    def _new_note(self, note: Element, mark: Element) -> None:
        assert self.notes is not None
        id = str(max(int(one.get(f"{W}id", "0")) for one in self.notes) + 1)
        note.set(f"{W}id", id)
        mark.set(f"{W}id", id)
        self.notes.append(note)

    def note(self, run: Element, at: int, words: str) -> None:
        """Puts in a footnote within a run."""
        second = self.cut(run, at)
        new = etree.Element(f"{W}r")
        etree.SubElement(etree.SubElement(new, f"{W}rPr"), f"{W}rStyle", {f"{W}val": "FootnoteReference"})
        mark = etree.SubElement(new, f"{W}footnoteReference")
        second.addprevious(new)
        note = etree.Element(f"{W}footnote")
        paragraph = etree.SubElement(note, f"{W}p")
        own = etree.SubElement(paragraph, f"{W}pPr")
        etree.SubElement(own, f"{W}pStyle", {f"{W}val": "FootnoteText"})
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}footnoteRef")
        typed = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(typed, f"{W}t")
        say(typed, f" {words}")
        self._new_note(note, mark)
        if self.author:
            self.wrap(new, "ins")
            self.wrap(typed, "ins")
        tidy(run, second)

    def references(self, paragraph: Element) -> list[Element]:
        """Our content controls in a paragraph that no revision touched."""
        return [one for one in paragraph.iter(f"{W}sdt") if not any(True for _ in one.iter(*REVISIONS))]

    def unreference(self, control: Element) -> None:
        """Selects a reference and deletes it."""
        if self.author:
            for run in list(control.iter(f"{W}r")):
                self.wrap(run, "del")
            if not self.office:
                start, end = self.mark("customXmlDelRangeStart"), etree.Element(f"{W}customXmlDelRangeEnd")
                end.set(f"{W}id", start.get(f"{W}id", ""))
                control.addprevious(start)
                control.addnext(end)
            return
        if self.random.random() < 0.5:
            start, end = _before(control), _after(control)
            if start is not None and end is not None:
                out(start)
                out(end)
        out(control)

    def overtype(self, control: Element, words: str) -> None:
        """Types over the characters that a reference prints."""
        run = next(control.iter(f"{W}r"))
        self.replace(run, 0, len(said(run)), words)

    def relocate(self, control: Element, run: Element, at: int) -> None:
        """Cuts a reference and pastes it elsewhere, untracked."""
        second = self.cut(run, at)
        start, end = _before(control), _after(control)
        for one in (start, control, end):
            if one is not None:
                second.addprevious(one)
        tidy(run, second)

    # -- rows

    def add_row(self, row: Element, words: str) -> None:
        """Puts a row below another, with words in its first cell."""
        new = copy.deepcopy(row)
        for tag in (
            "bookmarkStart",
            "bookmarkEnd",
            "sdt",
            "r",
            "hyperlink",
            *(one[len(W) :] for one in REVISIONS),
        ):
            for one in list(new.iter(f"{W}{tag}")):
                if one.getparent() is not None and not any(up.tag == f"{W}pPr" for up in one.iterancestors()):
                    out(one)
        paragraph = next(new.iter(f"{W}p"))
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}t")
        say(run, words)
        row.addnext(new)
        if self.author:
            self.wrap(run, "ins")
            self._row(new, "ins")

    def remove_row(self, row: Element) -> None:
        """Deletes a row."""
        if not self.author:
            out(row)
            return
        for run in list(row.iter(f"{W}r")):
            self.wrap(run, "del")
        self._row(row, "del")

    def _row(self, row: Element, kind: str) -> None:
        own = row.find(f"{W}trPr")
        if own is None:
            own = etree.Element(f"{W}trPr")
            row.insert(0, own)
        own.append(self.mark(kind))


def _child_of_paragraph(element: Element) -> Element:
    up = element.getparent()
    assert up is not None
    if up.tag == f"{W}p":
        return element
    if up.tag != f"{W}hyperlink":
        raise ValueError(f"cut within {up.tag}")
    # A link is cut in two.
    second = copy.deepcopy(up)
    for one in list(second):
        second.remove(one)
    for one in [element, *element.itersiblings()]:
        second.append(one)
    up.addnext(second)
    return second


def _pasted(paragraph: Element) -> None:
    """What is pasted are the words that stand, without the changes that were tracked in them."""
    for one in list(paragraph.iter(*REVISIONS)):
        up = one.getparent()
        if up is None:
            continue
        if one.tag in (f"{W}ins", f"{W}moveTo"):
            for inner in list(one):
                one.addprevious(inner)
        up.remove(one)


def _unwrapped(control: Element) -> None:
    content = control.find(f"{W}sdtContent")
    for one in list(content) if content is not None else ():
        control.addprevious(one)
    out(control)


def _before(control: Element) -> Element | None:
    one = control.getprevious()
    return one if one is not None and one.get(f"{W}name", "").startswith("_sbr_") else None


def _after(control: Element) -> Element | None:
    start, one = _before(control), control.getnext()
    return one if start is not None and one is not None and one.get(f"{W}id") == start.get(f"{W}id") else None
