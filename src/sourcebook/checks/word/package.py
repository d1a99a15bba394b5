"""A Word file as its parts: found by its own relations, changed as trees, written with all else as it was.

Follows ECMA-376 part 2 (open packaging): the part with the text is the one that the package's relations name,
its notes and comments those that its own do.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from sourcebook.checks.word.letters import W
from sourcebook.reading.errors import ReadingError

_LARGEST, _MOST = 400_000_000, 20_000
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_STRICT = "http://purl.oclc.org/ooxml/"
CONTENT_TYPES = "[Content_Types].xml"
# The parts with text, by the last word of the relation that leads to them.
_KINDS = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}


class WordPackage:
    """The parts of a Word file by name, and the trees of those with text.

    `trees` has "body", and where the file has them "footnote", "endnote" and "comment"; `names` gives the
    parts that they are written to.
    """

    def __init__(
        self, parts: dict[str, bytes], names: dict[str, str], trees: dict[str, etree._Element]
    ) -> None:
        self.parts = parts
        self.names = names
        self.trees = trees

    @property
    def body(self) -> etree._Element:
        """The tree of the text."""
        return self.trees["body"]

    @property
    def notes(self) -> list[etree._Element]:
        """The trees of footnotes and endnotes, as far as there are any."""
        return [self.trees[kind] for kind in ("footnote", "endnote") if kind in self.trees]

    def copy(self) -> WordPackage:
        """The same, with trees of its own."""
        trees = {kind: _parsed(etree.tostring(tree), kind) for kind, tree in self.trees.items()}
        return WordPackage(dict(self.parts), dict(self.names), trees)

    def xml(self, name: str) -> etree._Element | None:
        """The tree of any other part; None where there is none, or it is no sound XML."""
        try:
            return _parsed(self.parts[name], name)
        except (KeyError, ReadingError):
            return None

    def addresses(self) -> dict[str, str]:
        """The addresses that hyperlinks of the text lead to, by the ids of their relations."""
        found = {}
        for one in _relations(self.xml(relations_of(self.names["body"]))):
            if one.get("TargetMode") == "External" and (one.get("Type") or "").endswith("/hyperlink"):
                found[one.get("Id") or ""] = one.get("Target") or ""
        return found

    def add_part(self, kind: str, stem: str, content_type: str, tree: etree._Element) -> None:
        """A new part with text: named, related to the body, and of a type that the package is told of."""
        folder = posixpath.dirname(self.names["body"])
        taken = {name.casefold() for name in self.parts}
        number = ""
        while f"{folder}/{stem}{number}.xml".casefold() in taken:
            number = str(int(number or 1) + 1)
        name = f"{folder}/{stem}{number}.xml"
        relations_name = relations_of(self.names["body"])
        relations = self.xml(relations_name)
        if relations is None:
            relations = etree.Element(
                _RELATION.removesuffix("ship") + "ships", nsmap={None: _RELATION[1:-13]}
            )
        ids = {one.get("Id") for one in relations}
        id = next(made for count in range(1, len(ids) + 2) if (made := f"rIdS{count}") not in ids)
        etree.SubElement(
            relations, _RELATION, {"Id": id, "Type": f"{_OFFICE}{stem}", "Target": f"{stem}{number}.xml"}
        )
        self.parts[relations_name] = _written(relations)
        types = self.xml(CONTENT_TYPES)
        if types is not None:
            etree.SubElement(types, f"{_TYPE}Override", {"PartName": f"/{name}", "ContentType": content_type})
            self.parts[CONTENT_TYPES] = _written(types)
        self.names[kind], self.trees[kind], self.parts[name] = name, tree, b""

    def written(self) -> bytes:
        """The file. The same parts give the same bytes."""
        of_name = {self.names[kind]: tree for kind, tree in self.trees.items()}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, data in self.parts.items():
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, _written(of_name[name]) if name in of_name else data)
        return buffer.getvalue()


def word_package(path: Path) -> WordPackage:
    """Opens a Word file. Raises ReadingError, in one line, for what is none, is damaged, or is too large."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if sum(info.file_size for info in infos) > _LARGEST or len(infos) > _MOST:
                raise ReadingError(f"{path}: the DOCX unpacks to more than is read; save it anew in Word")
            parts = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise ReadingError(
            f"{path}: no DOCX file, or a damaged one ({error}); save it anew in Word"
        ) from None
    names = {"body": _body_name(parts, path)}
    for one in _relations(_tree(parts, relations_of(names["body"]))):
        kind = _KINDS.get((one.get("Type") or "").rpartition("/")[2])
        target = _resolved(names["body"], one.get("Target") or "")
        if kind and kind not in names and one.get("TargetMode") != "External" and target in parts:
            names[kind] = target
    trees = {kind: _parsed(parts[name], f"{path}: {name}") for kind, name in names.items()}
    if trees["body"].tag != f"{W}document":
        strict = _STRICT in trees["body"].tag
        what = "a DOCX of the strict form of Open XML" if strict else "no DOCX with a text in it"
        raise ReadingError(f"{path}: {what}, which is not read; save it in Word as “Word document (*.docx)”")
    return WordPackage(parts, names, trees)


def relations_of(name: str) -> str:
    """The part that holds the relations of a part."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _body_name(parts: dict[str, bytes], path: Path) -> str:
    for one in _relations(_tree(parts, "_rels/.rels")):
        target = _resolved("", one.get("Target") or "")
        if (one.get("Type") or "").endswith("/officeDocument") and target in parts:
            return target
    if "word/document.xml" in parts:
        return "word/document.xml"
    raise ReadingError(f"{path}: no DOCX file (it has no part with a text); save it as .docx")


def _resolved(source: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def _tree(parts: dict[str, bytes], name: str) -> etree._Element | None:
    return _parsed(parts[name], name) if name in parts else None


def _relations(tree: etree._Element | None) -> list[etree._Element]:
    return [one for one in tree if isinstance(one.tag, str)] if tree is not None else []


def _parsed(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadingError(
            f"{name}: the DOCX is damaged ({str(error)[:80]}); get it again, or save it anew in Word"
        ) from None
    if root.getroottree().docinfo.doctype:
        raise ReadingError(
            f"{name}: the DOCX declares entities, which no word processor does; it is not read"
        )
    return root


def _written(tree: etree._Element) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
