"""A Word file as an editor leaves it: words replaced, tracked or not, paragraphs added and taken out, comments.

Done on the XML itself, so that a test says exactly what is in the file. Words must stand in one run; those of
the first run that has them are meant.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_BODY, _NOTES, _COMMENTS = "word/document.xml", "word/footnotes.xml", "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
DATE = "2031-05-02T10:00:00Z"
Element: TypeAlias = etree._Element


class WordFile:
    """A file that is being edited. Where `author` is given a change is tracked."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self._parts = {name: package.read(name) for name in package.namelist()}
        self._trees = {
            name: etree.fromstring(self._parts[name]) for name in (_BODY, _NOTES) if name in self._parts
        }
        self._ids = 9000
        self._comments: list[Element] = []

    def replace(self, words: str, by: str, author: str = "") -> WordFile:
        """Other words for these; "" takes them out."""
        run = self._alone(words)
        if not author:
            _text(run).text = by
            return self
        taken = self._tracked("del", author)
        run.addprevious(taken)
        taken.append(run)
        text = _text(run)
        text.tag = f"{W}delText"
        if by:
            put = self._tracked("ins", author)
            taken.addnext(put)
            put.append(_run(by, run))
        return self

    def insert(self, after: str, words: str, author: str = "") -> WordFile:
        """Words behind these."""
        run = self._alone(after)
        new = _run(words, run)
        if author:
            put = self._tracked("ins", author)
            put.append(new)
            new = put
        run.addnext(new)
        return self

    def add(self, after: str, text: str, author: str = "") -> WordFile:
        """A paragraph of its own behind the one with these words."""
        paragraph = _paragraph(self._run_with(after))
        new = etree.Element(f"{W}p")
        own = paragraph.find(f"{W}pPr")
        properties = copy.deepcopy(own) if own is not None else etree.Element(f"{W}pPr")
        new.append(properties)
        run = _run(text)
        if author:
            mark = properties.find(f"{W}rPr")
            if mark is None:
                mark = etree.SubElement(properties, f"{W}rPr")
            mark.insert(0, self._tracked("ins", author))
            put = self._tracked("ins", author)
            put.append(run)
            run = put
        new.append(run)
        paragraph.addnext(new)
        return self

    def remove(self, words: str) -> WordFile:
        """The paragraph with these words, not tracked."""
        paragraph = _paragraph(self._run_with(words))
        paragraph.getparent().remove(paragraph)
        return self

    def comment(self, words: str, text: str, author: str) -> WordFile:
        """A comment on these words."""
        run = self._alone(words)
        id = str(len(self._comments))
        start = etree.Element(f"{W}commentRangeStart", {f"{W}id": id})
        end = etree.Element(f"{W}commentRangeEnd", {f"{W}id": id})
        mark = etree.Element(f"{W}r")
        etree.SubElement(mark, f"{W}commentReference", {f"{W}id": id})
        run.addprevious(start)
        run.addnext(end)
        end.addnext(mark)
        comment = etree.Element(f"{W}comment", {f"{W}id": id, f"{W}author": author, f"{W}date": DATE})
        etree.SubElement(comment, f"{W}p").append(_run(text))
        self._comments.append(comment)
        return self

    def without_names(self) -> WordFile:
        """As a program leaves it that drops bookmarks, content controls and properties of its own."""
        for tree in self._trees.values():
            for tag in ("bookmarkStart", "bookmarkEnd"):
                for one in list(tree.iter(f"{W}{tag}")):
                    one.getparent().remove(one)
            for control in list(tree.iter(f"{W}sdt")):
                content = control.find(f"{W}sdtContent")
                for inner in list(content if content is not None else ()):
                    control.addprevious(inner)
                control.getparent().remove(control)
        for name in [
            one for one in self._parts if one.startswith("customXml/") or one == "docProps/custom.xml"
        ]:
            del self._parts[name]
        for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
            tree = etree.fromstring(self._parts[name])
            for one in list(tree):
                target = one.get("Target") or one.get("PartName") or ""
                if "customXml" in target or "custom.xml" in target:
                    tree.remove(one)
            self._parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        return self

    def written(self) -> bytes:
        """The file."""
        for name, tree in self._trees.items():
            self._parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self._comments:
            self._with_comments()
        into = io.BytesIO()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self._parts.items():
                package.writestr(name, content)
        return into.getvalue()

    def _with_comments(self) -> None:
        root = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        root.extend(copy.deepcopy(self._comments))
        self._parts[_COMMENTS] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        types = etree.fromstring(self._parts["[Content_Types].xml"])
        namespace = etree.QName(types).namespace
        if not any(one.get("PartName") == f"/{_COMMENTS}" for one in types):
            etree.SubElement(
                types, f"{{{namespace}}}Override", {"PartName": f"/{_COMMENTS}", "ContentType": _TYPE}
            )
        self._parts["[Content_Types].xml"] = etree.tostring(types, xml_declaration=True, encoding="UTF-8")
        path = "word/_rels/document.xml.rels"
        relations = etree.fromstring(self._parts[path])
        if not any(one.get("Type") == _RELATION for one in relations):
            namespace = etree.QName(relations).namespace
            given = {"Id": "rIdOurs", "Type": _RELATION, "Target": "comments.xml"}
            etree.SubElement(relations, f"{{{namespace}}}Relationship", given)
        self._parts[path] = etree.tostring(relations, xml_declaration=True, encoding="UTF-8")

    def _tracked(self, kind: str, author: str) -> Element:
        self._ids += 1
        given = {f"{W}id": str(self._ids), f"{W}author": author, f"{W}date": DATE}
        return etree.Element(f"{W}{kind}", given)

    def _run_with(self, words: str) -> Element:
        found = [run for run in self._runs() if words in (_text(run).text or "")]
        assert found, f"{words!r} stands in no run"
        return found[0]

    def _runs(self) -> Iterator[Element]:
        for tree in self._trees.values():
            yield from (run for run in tree.iter(f"{W}r") if len(run.findall(f"{W}t")) == 1)

    def _alone(self, words: str) -> Element:
        """The run of these words, cut out of the run that they stand in."""
        run = self._run_with(words)
        before, after = (_text(run).text or "").split(words, 1)
        if before:
            run.addprevious(_run(before, run))
        if after:
            run.addnext(_run(after, run))
        _written(_text(run), words)
        return run


def _text(run: Element) -> Element:
    found = run.find(f"{W}t")
    return found if found is not None else run.find(f"{W}delText")


def _run(words: str, like: Element | None = None) -> Element:
    run = etree.Element(f"{W}r")
    look = like.find(f"{W}rPr") if like is not None else None
    if look is not None:
        run.append(copy.deepcopy(look))
    _written(etree.SubElement(run, f"{W}t"), words)
    return run


def _written(text: Element, words: str) -> None:
    text.text = words
    text.set(f"{_XML}space", "preserve")


def _paragraph(run: Element) -> Element:
    return next(one for one in run.iterancestors() if one.tag == f"{W}p")
