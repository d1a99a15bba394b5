"""What stands around the text: running header, page number, settings, and the few properties of the file.

Nothing names a person, a machine or a program's version, and no time is later than the edition's date.
"""

from __future__ import annotations

import re

from lxml import etree

from sourcebook.publish.formats.docx.inline import instruction_run
from sourcebook.publish.formats.docx.language import rtl
from sourcebook.publish.formats.docx.xml import Element, W, element, written
from sourcebook.publish.printed import Printed

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CREATOR = "Sourcebook"
# Word's file format of 2013 and later; without it a file opens in "compatibility mode".
_MODE: dict[str, str | int] = {
    "name": "compatibilityMode",
    "uri": "http://schemas.microsoft.com/office/word",
    "val": 15,
}


def header(title: str, language: str, style: str, notice: str = "") -> bytes:
    """The running header: the report's title, and a notice above it."""
    said = [one for one in (notice, title) if one]
    return written(element("hdr", *(_paragraph(style, _words(one, language)) for one in said)))


def _words(said: str, language: str) -> Element:
    text = element("t")
    text.text = said
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    look = [element("rPr", element("rtl"))] if rtl(said, language) else []
    return element("r", *look, text)


def footer(style: str) -> bytes:
    """The foot of a page: its number."""
    number = element("t")
    number.text = "2"
    begin, apart, end = (
        element("r", element("fldChar", fldCharType=one)) for one in ("begin", "separate", "end")
    )
    page = (begin, instruction_run("PAGE"), apart, element("r", number), end)
    return written(element("ftr", _paragraph(style, *page)))


def settings(language: str, *, notes: bool = True) -> bytes:
    """How Word treats the file; nothing that makes it ask a question, nothing that counts editing.

    With `notes` it names the rules above them, which stand in the part of the notes.
    """
    compatibility = element("compat", element("compatSetting", **_MODE))
    return written(
        element(
            "settings",
            element("zoom", percent=100),
            element("defaultTabStop", val=720),
            element("characterSpacingControl", val="doNotCompress"),
            *(
                [element("footnotePr", element("footnote", id=-1), element("footnote", id=0))]
                if notes
                else []
            ),
            compatibility,
            element("themeFontLang", val=language),
            element("decimalSymbol", val="."),
            element("listSeparator", val=","),
        )
    )


def core(printed: Printed) -> bytes:
    """The properties that catalogues read: title, language, state of the edition, date."""
    root = etree.Element(
        f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    )
    said = {
        "title": printed.title,
        "creator": _CREATOR,
        "language": printed.language,
        "identifier": printed.build,
    }
    for name, value in said.items():
        if value:
            etree.SubElement(root, f"{{{_DC}}}{name}").text = value
    if _DAY.fullmatch(printed.date):
        for name in ("created", "modified"):
            made = etree.SubElement(root, f"{{{_TERMS}}}{name}")
            made.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
            made.text = f"{printed.date}T00:00:00Z"
    return _bytes(root)


def app() -> bytes:
    """The properties that a program leaves: its name alone."""
    root = etree.Element(f"{{{_APP}}}Properties", nsmap={None: _APP})
    etree.SubElement(root, f"{{{_APP}}}Application").text = _CREATOR
    return _bytes(root)


def _paragraph(style: str, *runs: Element) -> Element:
    return element("p", element("pPr", element("pStyle", val=style)), *runs)


def _bytes(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def style_names(styles: Element) -> dict[str, str]:
    """The names of styles, in small letters, by their ids."""
    return {
        one.get(W + "styleId"): one.find(W + "name").get(W + "val").casefold()
        for one in styles.iter(W + "style")
    }
