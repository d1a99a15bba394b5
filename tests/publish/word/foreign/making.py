"""Makes Word files as people's programs write them: notes, citation fields, tracked changes, comments.

The parts are written out by hand, so that a test says what stands in them; styles are python-docx's.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DATE = "2024-11-03T09:00:00Z"


def run(text: str, *, bold: bool = False, italic: bool = False, language: str = "", rtl: bool = False) -> str:
    """A run of characters."""
    looks = "<w:b/>" * bold + "<w:i/>" * italic + "<w:rtl/>" * rtl
    if language:
        looks += f'<w:lang w:{"bidi" if rtl else "val"}="{language}"/>'
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, style: str = "", mark: str = "") -> str:
    """A paragraph; `mark` is a tracked change of its end (`inserted()` or `deleted()` without content)."""
    inner = f'<w:pStyle w:val="{style}"/>' * bool(style) + f"<w:rPr>{mark}</w:rPr>" * bool(mark)
    texts = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' * bool(inner)}{texts}</w:p>"


def table(*rows: tuple[str, ...], head: bool = True) -> str:
    """A table, its first row a header; cells are content or plain words."""
    found = ""
    for number, row in enumerate(rows):
        properties = "<w:trPr><w:tblHeader/></w:trPr>" if head and not number else ""
        cells = "".join(f"<w:tc><w:tcPr/>{paragraph(cell) if cell else '<w:p/>'}</w:tc>" for cell in row)
        found += f"<w:tr>{properties}{cells}</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * len(rows[0])}</w:tblGrid>{found}</w:tbl>"


def inserted(content: str = "", author: str = "Mira Toll", tag: str = "ins", id: int = 900) -> str:
    """A tracked insertion (or `moveTo`)."""
    said = f'w:id="{id}" w:author={quoteattr(author)} w:date="{DATE}"'
    return f"<w:{tag} {said}>{content}</w:{tag}>" if content else f"<w:{tag} {said}/>"


def deleted(text: str = "", author: str = "Mira Toll", id: int = 901) -> str:
    """A tracked deletion of words, or without them the sign of one."""
    said = f'w:id="{id}" w:author={quoteattr(author)} w:date="{DATE}"'
    if not text:
        return f"<w:del {said}/>"
    return f'<w:del {said}><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def complex_field(code: str, *shown: str, pieces: int = 4) -> str:
    """A field as Word writes it: its code over several runs."""
    size = len(code) // pieces + 1
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(code[at : at + size])}</w:instrText></w:r>'
        for at in range(0, len(code), size)
    )
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    texts = "".join(one if one.startswith("<") else run(one) for one in shown)
    return mark.format("begin") + codes + mark.format("separate") + texts + mark.format("end")


def csl(*items: dict[str, Any], **said: object) -> str:
    """The code of a citation: items of CSL, the first with what `said` says of it (locator, prefix, ...)."""
    cited = [
        {
            "id": number,
            "uris": [f"http://zotero.org/groups/4410021/items/{item['id']}"],
            "itemData": item,
            **(said if not number else {}),
        }
        for number, item in enumerate(items)
    ]
    content = {"citationID": "x7Qk2", "properties": {"noteIndex": 0}, "citationItems": cited}
    return "CSL_CITATION " + json.dumps(content, ensure_ascii=False)


def zotero(shown: str, *items: dict[str, Any], **said: object) -> str:
    """A citation of Zotero in Word."""
    return complex_field(f" ADDIN ZOTERO_ITEM {csl(*items, **said)} ", shown)


def bookmarked(name: str, shown: str, id: int = 700) -> str:
    """A citation of Zotero in LibreOffice; its code is a property of the file."""
    return f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>{run(shown)}<w:bookmarkEnd w:id="{id}"/>'


@dataclass
class File:
    """A Word file while it is put together."""

    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)

    def add(self, *content: str, style: str = "", mark: str = "") -> None:
        """A paragraph at the end."""
        self.body.append(paragraph(*content, style=style, mark=mark))

    def note(self, *content: str, end: bool = False) -> str:
        """A footnote (or endnote); gives its mark."""
        kind, notes = ("endnote", self.ends) if end else ("footnote", self.notes)
        notes.append(paragraph(f"<w:r><w:{kind}Ref/></w:r>", run(" "), *content))
        return f'<w:r><w:{kind}Reference w:id="{len(notes) + 1}"/></w:r>'

    def link(self, text: str, url: str) -> str:
        """Words that lead to an address."""
        self.links.append(url)
        return f'<w:hyperlink r:id="rLink{len(self.links)}">{run(text)}</w:hyperlink>'

    def comment(self, text: str, content: str, author: str = "Dario Venn") -> str:
        """Content with a comment on it."""
        id = len(self.comments)
        self.comments.append(
            f'<w:comment w:id="{id}" w:author={quoteattr(author)} w:date="{DATE}" w:initials="DV">'
            f"{paragraph(text)}</w:comment>"
        )
        return (
            f'<w:commentRangeStart w:id="{id}"/>{content}<w:commentRangeEnd w:id="{id}"/>'
            f'<w:r><w:commentReference w:id="{id}"/></w:r>'
        )

    def coded(self, name: str, code: str) -> None:
        """The code of a bookmark, as LibreOffice keeps it: in pieces of 255 characters."""
        for number, at in enumerate(range(0, len(code), 255)):
            self.properties[f"{name}_{number + 1}"] = code[at : at + 255]

    def save(self, path: Path) -> Path:
        """The file, on the styles of python-docx."""
        whole = path.with_suffix(".whole")
        docx.Document().save(str(whole))
        parts, kinds = self._parts(), ""
        relations = "".join(
            f'<Relationship Id="rLink{number}" Type="{R}/hyperlink" Target={quoteattr(url)} '
            'TargetMode="External"/>'
            for number, url in enumerate(self.links, 1)
        )
        for name in ("footnotes", "endnotes", "comments"):
            if f"word/{name}.xml" in parts:
                relations += f'<Relationship Id="r{name}" Type="{R}/{name}" Target="{name}.xml"/>'
                kinds += f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{name}+xml"/>'
        with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as package:
            for name in old.namelist():
                data = old.read(name)
                if name == "word/_rels/document.xml.rels":
                    data = data.replace(b"</Relationships>", f"{relations}</Relationships>".encode())
                elif name == "[Content_Types].xml":
                    data = data.replace(b"</Types>", f"{kinds}</Types>".encode())
                if name not in parts:
                    package.writestr(name, data)
            for name, text in parts.items():
                package.writestr(name, text)
        whole.unlink()
        return path

    def _parts(self) -> dict[str, str]:
        head = f'<?xml version="1.0" encoding="UTF-8"?><w:{{0}} xmlns:w="{W}" xmlns:r="{R}">{{1}}</w:{{0}}>'
        parts = {
            "word/document.xml": head.format("document", f"<w:body>{''.join(self.body)}<w:sectPr/></w:body>")
        }
        for kind, notes in (("footnote", self.notes), ("endnote", self.ends)):
            if notes:
                separators = "".join(
                    f'<w:{kind} w:type="{name}" w:id="{id}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
                    for id, name in enumerate(("separator", "continuationSeparator"))
                )
                own = "".join(f'<w:{kind} w:id="{n + 2}">{note}</w:{kind}>' for n, note in enumerate(notes))
                parts[f"word/{kind}s.xml"] = head.format(f"{kind}s", separators + own)
        if self.comments:
            parts["word/comments.xml"] = head.format("comments", "".join(self.comments))
        if self.properties:
            parts["docProps/custom.xml"] = _custom(self.properties)
        return parts


def _custom(properties: dict[str, str]) -> str:
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    return f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">{rows}</Properties>'
