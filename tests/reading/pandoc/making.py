"""Making small documents for the tests: Markdown through pandoc into each format, Word files from XML."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pypandoc

from sourcebook.reading.document import Document
from sourcebook.reading.formats import detect
from sourcebook.reading.pandoc import read_with_pandoc

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def convert(markdown: str, path: Path) -> Path:
    """Write Markdown as the format that the path's extension names."""
    subprocess.run(
        [pypandoc.get_pandoc_path(), "-s", "-f", "markdown-smart", "--wrap=none", "-o", str(path)],
        input=markdown.encode(),
        check=True,
        capture_output=True,
    )
    return path


def read_file(path: Path) -> Document:
    """Read a file in the format it is found to have."""
    return read_with_pandoc(path, detect(path))


def read_text_as(text: str, path: Path) -> Document:
    """Write a text to a path and read it."""
    path.write_text(text, "utf-8")
    return read_file(path)


def word(
    path: Path, body: str, styles: str = "", numbering: str = "", footnotes: str = "", endnotes: str = ""
) -> Path:
    """A DOCX whose body, styles, lists and notes are given as XML."""
    parts = {"document": f"<w:body>{body}</w:body>", "styles": styles, "numbering": numbering}
    parts |= {"footnotes": footnotes, "endnotes": endnotes}
    kept = {name: xml for name, xml in parts.items() if xml}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument'
        f'.wordprocessingml.{"document.main" if name == "document" else name}+xml"/>'
        for name in kept
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(kept)
        if name != "document"
    )
    packages = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{packages}/content-types"><Default Extension="rels" ContentType="application/vnd.'
            f'openxmlformats-package.relationships+xml"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{packages}/relationships"><Relationship Id="d" '
            f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{packages}/relationships">{links}</Relationships>',
        )
        for name, xml in kept.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_W}>{xml}</w:{name}>")
    return path


def odt(path: Path, text: str, styles: str = "") -> Path:
    """An ODT whose text and automatic styles are given as XML."""
    names = {"office": "office", "text": "text", "style": "style", "draw": "drawing", "table": "table"}
    declared = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in names.items()
    )
    content = (
        f"<office:document-content {declared}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    empty = f"<office:document-styles {declared}/>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", empty)
    return path


def para(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph of Word; `text` is plain, or runs as XML."""
    runs = text if text.startswith("<w:") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    pointer = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{pointer}{properties}</w:pPr>{runs}</w:p>"


def style(name: str, properties: str = "", run: str = "") -> str:
    """A paragraph style of Word."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )
