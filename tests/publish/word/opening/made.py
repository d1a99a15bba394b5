"""Word files made by hand: parts as XML, and what was read of them in a form that is easy to compare."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

from sourcebook.publish.word.flow import Cell, Mark, Token, Word
from sourcebook.publish.word.opened import Bit, WordText
from sourcebook.publish.word.opening import opened

NAMES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "dcterms": "http://purl.org/dc/terms/",
    }.items()
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MIRA = 'w:id="900" w:author="Mira Tal" w:date="2031-05-02T08:00:00Z"'
JON = 'w:id="901" w:author="Jon Arke" w:date="2031-05-03T09:30:00Z"'


def part(root: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMES}>{inside}</w:{root}>'


def relations(*said: tuple[str, str, str]) -> str:
    """Relationships: id, kind, target; a target with "://" is outside."""
    inside = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for id, kind, target in said
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A file with this body; `parts` are more parts by name."""
    written = BytesIO()
    document = part("document", f"<w:body>{body}</w:body>")
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"word/document.xml": document, **(parts or {})}.items():
            archive.writestr(name, content)
    return written.getvalue()


def p(*runs: str, properties: str = "") -> str:
    before = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{before}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "", *, tag: str = "t") -> str:
    before = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{before}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def ins(*runs: str, who: str = MIRA) -> str:
    return f"<w:ins {who}>{''.join(runs)}</w:ins>"


def out(text: str, properties: str = "", *, who: str = MIRA) -> str:
    return f"<w:del {who}>{r(text, properties, tag='delText')}</w:del>"


def bookmark(name: str, *runs: str, id: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>{"".join(runs)}<w:bookmarkEnd w:id="{id}"/>'


def control(tag: str, *runs: str, more: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{more}</w:sdtPr><w:sdtContent>{"".join(runs)}</w:sdtContent></w:sdt>'


def mark(id: int, *, kind: str = "footnote") -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{id}"/></w:r>'


def notes(*said: str, kind: str = "footnote") -> dict[str, str]:
    """A part of notes; each has a number of Word's and a blank before what it says."""
    inside = "".join(
        f'<w:{kind} w:id="{id}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>{one}</w:p></w:{kind}>'
        for id, one in enumerate(said, 1)
    )
    line = f'<w:{kind} w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    return {f"word/{kind}s.xml": part(f"{kind}s", line + inside)}


def styles(*said: tuple[str, str, str]) -> dict[str, str]:
    """Paragraph styles: id, name, and what else is in the style."""
    inside = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>{more}</w:style>'
        for id, name, more in said
    )
    return {"word/styles.xml": part("styles", inside)}


def read(body: str, parts: Mapping[str, str | bytes] | None = None) -> WordText:
    return opened(docx(body, parts), "draft.docx")


def shown(bits: Iterable[Bit]) -> str:
    """Bits as text: [+put in+], [-taken out-], {r0001:printed}, cells apart by "¦"."""
    text = ""
    for bit in bits:
        one = _shown(bit.token)
        one = f"[-{one}-]" if bit.deleted else one
        text += f"[+{one}+]" if bit.inserted else one
    for sign in "+-":
        text = text.replace(f"{sign}][{sign}", "")
    return text


def _shown(token: Token) -> str:
    match token:
        case Word(text):
            return text
        case Mark(name):
            return f"{{{name}:{token.printed}}}"
        case Cell():
            return "¦"


def first(body: str, parts: Mapping[str, str | bytes] | None = None) -> str:
    """The first block as text."""
    return shown(read(body, parts).blocks[0].bits)
