"""The reference document: an empty Word file that has the named styles and the page.

Made from `styles.yaml`, or a house's own file, to which the styles that it lacks are added. Of a house's file
its styles, its theme and the measures of its page are used; its text, headers and properties are not.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lxml import etree

from sourcebook.publish.formats.docx import nameless
from sourcebook.publish.formats.docx.look import BadStyles, Page, own_look
from sourcebook.publish.formats.docx.package import Part, packed
from sourcebook.publish.formats.docx.stylesheet import added, stylesheet
from sourcebook.publish.formats.docx.xml import Element, W, element, parse, written

_TWIPS = 1440 / 25.4
_STYLES = "word/styles.xml"
_THEME = "word/theme/theme1.xml"
_DOCUMENT = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Measures:
    """A page in twips (twentieths of a point)."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int

    @property
    def text_width(self) -> int:
        """The breadth of a line."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """The height of the text on a page."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Reference:
    """Styles (part word/styles.xml), theme (empty where there is none) and page."""

    styles: bytes
    theme: bytes
    page: Measures

    def file(self, *shown: Element, settings: bytes = b"") -> bytes:
        """A Word file with these styles, and paragraphs that are `shown`; pandoc reads the styles alone."""
        body = element("body", *shown, element("p"), section(self.page))
        parts = [Part(_DOCUMENT, written(element("document", body))), Part(_STYLES, self.styles)]
        if settings:
            parts.append(Part("word/settings.xml", settings))
        if self.theme:
            parts.append(Part(_THEME, self.theme))
        return packed(parts)


def reference(styles: Path | None, language: Mapping[str, str], rtl: bool) -> Reference:
    """The styles for a report: Sourcebook's own, or a house's file with what it lacks.

    `language` are the attributes of w:lang. Raises BadStyles where the file is no Word file.
    """
    look = own_look()
    page = _measures(look.page)
    if styles is None:
        return Reference(written(stylesheet(look, page.text_width, language, rtl)), b"", page)
    try:
        with zipfile.ZipFile(BytesIO(styles.read_bytes())) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}
        house, document = parse(parts[_STYLES]), parse(parts[_DOCUMENT])
        theme = nameless.theme(parts[_THEME]) if _THEME in parts else b""
    except (OSError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise BadStyles(f"{styles.name} is no Word file ({error}); save it as .docx") from None
    if house.tag != W + "styles":
        raise BadStyles(f"{styles.name} is in the strict form of Open XML; save it as Word document (.docx)")
    page = _measured(document, page)
    own = stylesheet(look, page.text_width, language, rtl)
    return Reference(written(added(house, own)), theme, page)


def section(page: Measures, *first: Element, last: tuple[Element, ...] = ()) -> Element:
    """The properties of the one section: `first` before the page's measures, `last` after them."""
    size = element("pgSz", w=page.width, h=page.height)
    margins = element(
        "pgMar", top=page.top, right=page.right, bottom=page.bottom, left=page.left, header=page.header,
        footer=page.footer, gutter=0,
    )  # fmt: skip
    return element("sectPr", *first, size, margins, *last)


def _measures(page: Page) -> Measures:
    return Measures(*(round(getattr(page, one) * _TWIPS) for one in Measures.__dataclass_fields__))


def _measured(document: Element, otherwise: Measures) -> Measures:
    # The last section of a file is that of its body.
    found = {}
    for size in document.iter(W + "pgSz"):
        found.update({"width": size.get(W + "w"), "height": size.get(W + "h")})
    for margins in document.iter(W + "pgMar"):
        names = ("top", "bottom", "left", "right", "header", "footer")
        found.update({name: margins.get(W + name) for name in names})
    read = {name: abs(int(value)) for name, value in found.items() if value and value.lstrip("-").isdigit()}
    return Measures(**{one: read.get(one, getattr(otherwise, one)) for one in Measures.__dataclass_fields__})
