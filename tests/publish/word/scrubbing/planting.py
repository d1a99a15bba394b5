"""A Word file about the invented country with a name planted wherever Word and its add-ins leave one."""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO

from tests.publish.sample import printed

from sourcebook.publish.formats.docx import write

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
# The words that the planted markup shows: they are text, and stay.
SHOWN = ("Sela said so.", "taken out", "(Planted shown words)", "a linked file", "the map of Sel")


@dataclass
class Planting:
    """A file in the making. `planted` are the strings that must not be found again."""

    parts: dict[str, bytes]
    planted: list[str] = field(default_factory=list)

    def name(self) -> str:
        """One more string that stands nowhere else."""
        self.planted.append(f"Zelkova{len(self.planted):02}")
        return self.planted[-1]

    def add(self, part: str, content: str | bytes) -> None:
        """A new part."""
        self.parts[part] = content.encode() if isinstance(content, str) else content

    def before(self, part: str, mark: str, markup: str) -> None:
        """Markup set in before the first place where another stands."""
        held = self.parts[part].decode()
        assert mark in held, f"{mark} is not in {part}"
        self.parts[part] = held.replace(mark, markup + mark, 1).encode()

    def relation(self, part: str, id: str, kind: str, target: str, external: bool = False) -> None:
        """A relationship of a part."""
        mode = ' TargetMode="External"' if external else ""
        made = f'<Relationship Id="{id}" Type="{_REL}/{kind}" Target="{target}"{mode}/>'
        self.before(part, "</Relationships>", made)

    def file(self) -> bytes:
        """The file, with a name in the ZIP as well."""
        target = BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.comment = self.name().encode()
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return target.getvalue()


def planted() -> Planting:
    """The file with a name in every place."""
    with zipfile.ZipFile(BytesIO(write(printed()))) as archive:
        found = Planting({name: archive.read(name) for name in archive.namelist()})
    for plant in (_properties, _settings, _text, _parts, _pictures, _elsewhere):
        plant(found)
    return found


def _properties(to: Planting) -> None:
    to.before(
        "docProps/core.xml",
        "</cp:coreProperties>",
        f"<cp:lastModifiedBy>{to.name()}</cp:lastModifiedBy><cp:keywords>{to.name()}</cp:keywords>"
        f"<dc:description>{to.name()}</dc:description><cp:contentStatus>{to.name()}</cp:contentStatus>"
        "<cp:lastPrinted>2031-07-08T09:10:11Z</cp:lastPrinted>",
    )
    to.planted.append("2031-07-08T09:10:11")
    to.before(
        "docProps/app.xml",
        "</Properties>",
        f"<Company>{to.name()}</Company><Manager>{to.name()}</Manager>"
        f"<Template>C:\\Users\\{to.name()}\\Normal.dotm</Template><HyperlinkBase>{to.name()}</HyperlinkBase>",
    )
    to.add(
        "docProps/custom.xml",
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="ZOTERO_PREF_1">'
        f"<vt:lpwstr>/home/{to.name()}/Zotero</vt:lpwstr></property>"
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="SourcebookBuild">'
        "<vt:lpwstr>9f2c1a77</vt:lpwstr></property></Properties>",
    )
    to.relation("_rels/.rels", "custom", "custom-properties", "docProps/custom.xml")


def _settings(to: Planting) -> None:
    to.before(
        "word/settings.xml",
        "</w:settings>",
        f'<w:attachedTemplate r:id="tmpl"/><w:rsids><w:rsidRoot w:val="00C0FFEE"/></w:rsids>'
        f'<w:docVars><w:docVar w:name="ZOTERO_PREF" w:val="{to.name()}"/></w:docVars>'
        f'<w:mailMerge><w:query w:val="SELECT * FROM {to.name()}"/></w:mailMerge>'
        f'<w14:docId {_W14} w14:val="4A5B6C7D"/>',
    )
    to.planted += ["00C0FFEE", "4A5B6C7D"]
    to.add(
        "word/_rels/settings.xml.rels",
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>',
    )
    template = f"file:///C:/Users/{to.name()}/Normal.dotm"
    to.relation("word/_rels/settings.xml.rels", "tmpl", "attachedTemplate", template, external=True)


def _text(to: Planting) -> None:
    text = "<w:r><w:t>{}</w:t></w:r>".format
    who = 'w:author="{}" w:date="2031-07-08T09:10:12Z"'.format
    to.planted += ["2031-07-08T09:10:12", "00ABCDE1", "5D6E7F80"]

    def field_of(instruction: str, words: str) -> str:
        ends = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
        code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        return ends("begin") + code + ends("separate") + text(words) + ends("end")

    paragraph = (
        f'<w:p w:rsidR="00ABCDE1" w14:paraId="5D6E7F80" {_W14}><!-- {to.name()} -->'
        f'<w:pPr><w:rPr><w:ins w:id="900" {who(to.name())}/></w:rPr></w:pPr>'
        f'<w:commentRangeStart w:id="0"/><w:permStart w:id="7" w:ed="OFFICE\\{to.name()}"/>'
        f'<w:ins w:id="901" {who(to.name())}>{text(SHOWN[0])}</w:ins>'
        f'<w:del w:id="902" {who(to.name())}><w:r><w:delText>{SHOWN[1]}</w:delText></w:r></w:del>'
        f'<w:r><w:rPr><w:b/><w:rPrChange w:id="903" {who(to.name())}><w:rPr/></w:rPrChange></w:rPr>'
        "<w:t> Bold.</w:t></w:r>"
        '<w:permEnd w:id="7"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        + field_of(f'ADDIN ZOTERO_ITEM CSL_CITATION {{"uris": ["users/{to.name()}"]}}', SHOWN[2])
        + field_of(f'INCLUDETEXT "D:\\\\{to.name()}\\\\draft.docx"', SHOWN[3])
        + f'<w:fldSimple w:instr=" LINK Excel.Sheet C:\\{to.name()}.xlsx ">{text("7")}</w:fldSimple>'
        f'<w:smartTag w:uri="u" w:element="person"><w:smartTagPr><w:attr w:name="n" w:val="{to.name()}"/>'
        f"</w:smartTagPr>{text('Sel')}</w:smartTag>"
        f'<w:hyperlink r:id="tofile">{text(SHOWN[4])}</w:hyperlink>'
        f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="{to.name()}"/></w:sdtPr><w:sdtContent>{text("bound")}'
        "</w:sdtContent></w:sdt></w:p>"
    )
    to.before("word/document.xml", "<w:sectPr", paragraph)
    rels = "word/_rels/document.xml.rels"
    to.relation(rels, "tofile", "hyperlink", f"file:///C:/Users/{to.name()}/map.docx", external=True)
    note = f'<w:ins w:id="904" {who(to.name())}><w:r><w:t> Added.</w:t></w:r></w:ins>'
    to.before("word/footnotes.xml", "</w:p></w:footnote></w:footnotes>", note)
    header = f'<w:ins w:id="905" {who(to.name())}><w:r><w:t> Draft.</w:t></w:r></w:ins>'
    to.before("word/header1.xml", "</w:p></w:hdr>", header)


def _parts(to: Planting) -> None:
    rels = "word/_rels/document.xml.rels"
    to.add(
        "word/people.xml",
        f'<w15:people xmlns:w15="urn:w15"><w15:person w15:author="{to.name()}"/></w15:people>',
    )
    to.relation(rels, "people", "people", "people.xml")
    to.add(
        "word/comments.xml",
        f'<w:comments {_W}><w:comment w:id="0" w:author="{to.name()}" w:initials="ZK"><w:p><w:r><w:t>{to.name()}'
        "</w:t></w:r></w:p></w:comment></w:comments>",
    )
    to.relation(rels, "comments", "comments", "comments.xml")
    for part, kind in (
        ("word/commentsExtended.xml", "commentsExtended"),
        ("word/glossary/document.xml", "glossaryDocument"),
        ("word/webSettings.xml", "webSettings"),
        ("customXml/item7.xml", "customXml"),
    ):
        to.add(part, f"<x>{to.name()}</x>")
        target = part.removeprefix("word/") if part.startswith("word/") else f"../{part}"
        to.relation(rels, f"r{kind}", kind, target)
    for part, kind in (
        ("word/printerSettings/printerSettings1.bin", "printerSettings"),
        ("word/vbaProject.bin", "vbaProject"),
        ("word/embeddings/oleObject1.bin", "oleObject"),
        ("word/media/photo.gif", "image"),
    ):
        content = to.name().encode("utf-16-le")
        if part.endswith("gif"):
            comment = to.planted[-1].encode()
            content = (
                b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xfe" + bytes([len(comment)]) + comment + b"\0"
                b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
            )
        to.add(part, content)
        to.relation(rels, f"r{kind}{len(to.planted)}", kind, part.removeprefix("word/"))
    to.add("docProps/thumbnail.jpeg", b"\xff\xd8\xff" + to.name().encode())
    to.relation("_rels/.rels", "thumb", "thumbnail", "docProps/thumbnail.jpeg")
    to.add("docMetadata/LabelInfo.xml", f"<labels>{to.name()}</labels>")
    to.relation("_rels/.rels", "label", "classificationlabels", "docMetadata/LabelInfo.xml")
    to.add("_xmlsignatures/sig1.xml", f"<Signature>{to.name()}</Signature>")
    to.add("[trash]/0000.dat", to.name())
    to.add("word/old.xml", f"<x>{to.name()}</x>")


def _pictures(to: Planting) -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0" + to.name().encode()
    comment = to.name().encode()
    jpeg = (
        b"\xff\xd8"
        + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment
        + b"\xff\xda\x00\x02\x12\xff\x00\x34\xff\xd0\x56\xff\xd9" + to.name().encode()
    )  # fmt: skip
    said = b"Author\0" + to.name().encode()
    chunk = struct.pack(">I", len(said)) + b"tEXt" + said + struct.pack(">I", zlib.crc32(b"tEXt" + said))
    known = next(name for name in to.parts if name.endswith(".png"))
    png = to.parts[known]
    to.parts[known] = png[:33] + chunk + png[33:]
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:sodipodi="http://sodipodi.example/sodipodi" '
        f'sodipodi:docname="{to.name()}.svg"><!-- {to.name()} --><metadata>{to.name()}</metadata>'
        '<rect width="3" height="2"/></svg>'
    )
    words = to.name().encode("utf-16-le")
    emf = b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(16) + struct.pack("<II", len(words) // 2, 68) + words
    for name, content in (("a.jpg", jpeg), ("b.svg", svg.encode()), ("c.emf", emf)):
        to.add(f"word/media/{name}", content)
        to.relation("word/_rels/document.xml.rels", f"r{name[0]}", "image", f"media/{name}")


def _elsewhere(to: Planting) -> None:
    types = {"gif": "image/gif", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
    types |= {"emf": "image/x-emf", "bin": "application/octet-stream"}
    told = (f'<Default Extension="{ending}" ContentType="{type}"/>' for ending, type in types.items())
    to.before("[Content_Types].xml", "<Default", "".join(told))
    who = f'w:author="{to.name()}" w:date="2031-07-08T09:10:13Z"'
    to.planted.append("2031-07-08T09:10:13")
    changed = f'<w:rPr><w:rPrChange w:id="906" {who}><w:rPr/></w:rPrChange></w:rPr>'
    style = f'<w:style w:type="character" w:styleId="Zz"><w:name w:val="Zz"/><w:aliases w:val="{to.name()}"/>'
    to.before("word/styles.xml", "</w:styles>", f'{style}<w:rsid w:val="00FACADE"/>{changed}</w:style>')
    to.planted.append("00FACADE")
    to.before("word/numbering.xml", "<w:multiLevelType", '<w:nsid w:val="0BADCAFE"/>')
    to.planted.append("0BADCAFE")
    held = to.parts["word/document.xml"].decode()
    name = f'descr="C:\\Users\\{to.name()}\\photo.jpg" name="{to.name()}.jpg"'
    head, _, tail = held.partition("<pic:cNvPr ")
    attributes, _, rest = tail.partition("/>")
    assert rest
    kept = " ".join(one for one in attributes.split('" ') if one.startswith("id="))
    to.parts["word/document.xml"] = f'{head}<pic:cNvPr {kept}" {name}/>{rest}'.encode()
    to.relation(
        "word/_rels/document.xml.rels", "linked", "image", f"file:///D:/{to.name()}/photo.png", external=True
    )
    to.add(
        "word/theme/theme1.xml",
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{to.name()}">'
        f'<a:themeElements><a:clrScheme name="{to.name()}"/></a:themeElements></a:theme>',
    )
    to.relation("word/_rels/document.xml.rels", "thm", "theme", "theme/theme1.xml")
