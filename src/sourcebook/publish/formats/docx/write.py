"""A printed report as a Word file: pandoc writes the text, then what Word can more than pandoc is added."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sourcebook.publish.formats.docx import chrome, controls, finish, pandoc, refused
from sourcebook.publish.formats.docx.anchors import Anchors
from sourcebook.publish.formats.docx.language import attributes, tag
from sourcebook.publish.formats.docx.look import own_look
from sourcebook.publish.formats.docx.numbering import Numbering, part
from sourcebook.publish.formats.docx.package import Part, Relation, packed, relation_id
from sourcebook.publish.formats.docx.reference import Reference, reference, section
from sourcebook.publish.formats.docx.stamp import Stamp
from sourcebook.publish.formats.docx.stylesheet import indents
from sourcebook.publish.formats.docx.tree import Tree
from sourcebook.publish.formats.docx.xml import Element, R, W, element, parse, written
from sourcebook.publish.printed import Printed

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADER, _FIRST, _FOOTER = "word/header1.xml", "word/header2.xml", "word/footer1.xml"
_NO_STAMP = Stamp()


def write(
    printed: Printed,
    *,
    styles: Path | None = None,
    pages: Mapping[str, int] | None = None,
    anchors: Anchors | None = None,
    stamp: Stamp = _NO_STAMP,
    notice: str = "",
) -> bytes:
    """The report as DOCX; the same report gives the same bytes.

    `styles` is a house's own Word file, whose styles and page are used; `pages` the page of each heading by
    its id, which the contents then print. With `anchors` the paragraphs that it names and all references are
    in hidden bookmarks, by which they are found again when the file comes back; `stamp` says what it was made
    of. `notice` stands on top of every page. Raises Unprintable (a character, mark or picture that Word
    cannot hold), BadStyles, PandocFailed.
    """
    refused.check(printed)
    look = reference(styles, attributes(printed.language), printed.direction == "rtl")
    tree = Tree(printed, look.page, pages, anchors)
    made = pandoc.parts(tree.blocks(), look.file())
    return _finished(printed, look, tree.numbers, made, stamp, notice)


def reference_file(language: str = "en", *, rtl: bool = False) -> bytes:
    """A Word file for a designer to change and give back as `styles`: a paragraph shows each style."""
    shown = []
    for style in own_look().styles:
        if style.kind == "paragraph":
            text = element("t")
            text.text = style.name
            shown.append(element("p", element("pPr", element("pStyle", val=style.id)), element("r", text)))
    look = reference(None, attributes(language), rtl)
    return look.file(*shown, settings=chrome.settings(tag(language), notes=False))


def _finished(
    printed: Printed,
    look: Reference,
    numbers: Numbering,
    made: Mapping[str, bytes],
    stamp: Stamp,
    notice: str,
) -> bytes:
    document, notes = parse(made["word/document.xml"]), parse(made["word/footnotes.xml"])
    body = document.find(W + "body")
    styles = chrome.style_names(parse(look.styles))
    for root in (document, notes):
        finish.settle_properties(root)
        finish.tell_languages(root)
    finish.number_notes(document, notes)
    finish.frame_contents(body, styles)
    finish.fit_tables(body, look.page.text_width, printed.direction == "rtl")
    pictures = finish.settle_pictures(body)
    for root in (document, notes):
        controls.frame_references(root)
    body.replace(body.find(W + "sectPr"), _section(look, printed, notice))
    given = _relations(made["word/_rels/document.xml.rels"])
    relations = _of_document(document, given, pictures)
    ids = {name: id for id, name in styles.items()}
    parts = [
        Part("word/document.xml", written(document)),
        Part("word/footnotes.xml", written(notes)),
        Part("word/numbering.xml", written(part(numbers, indents(parse(look.styles))))),
        Part("word/styles.xml", look.styles),
        Part("word/settings.xml", chrome.settings(tag(printed.language))),
        Part(_HEADER, chrome.header(printed.title, printed.language, ids["header"], notice)),
        *([Part(_FIRST, chrome.header("", printed.language, ids["header"], notice))] if notice else []),
        Part(_FOOTER, chrome.footer(ids["footer"])),
        Part("docProps/core.xml", chrome.core(printed)),
        Part("docProps/app.xml", chrome.app()),
        *([Part("word/theme/theme1.xml", look.theme)] if look.theme else []),
        *(Part(name, content) for name, content in stamp.parts().items()),
        *(Part(f"word/{file}", made[f"word/{given[id].target}"]) for id, file in pictures.items()),
    ]
    of_notes = [relation for id, relation in given.items() if id in finish.used_links(notes)]
    return packed(parts, relations, of_notes)


def _section(look: Reference, printed: Printed, notice: str) -> Element:
    references = []
    of_first = [("headerReference", "first", _FIRST)] if notice else []
    for kind, pages, name in (
        ("headerReference", "default", _HEADER),
        *of_first,
        ("footerReference", "default", _FOOTER),
    ):
        reference_to = element(kind, type=pages)
        reference_to.set(R + "id", relation_id(name))
        references.append(reference_to)
    # The first page is the title's: no header but a notice, no number.
    last = [element("titlePg"), *([element("bidi")] if printed.direction == "rtl" else [])]
    return section(look.page, *references, last=tuple(last))


def _relations(part_of: bytes) -> dict[str, Relation]:
    return {
        one.get("Id"): Relation(
            one.get("Id"), one.get("Type"), one.get("Target"), one.get("TargetMode") == "External"
        )
        for one in parse(part_of)
    }


def _of_document(
    document: Element, given: Mapping[str, Relation], pictures: Mapping[str, str]
) -> list[Relation]:
    links = finish.used_links(document)
    found = [relation for id, relation in given.items() if id in links]
    return found + [Relation(id, f"{_OFFICE}/image", file) for id, file in pictures.items()]
