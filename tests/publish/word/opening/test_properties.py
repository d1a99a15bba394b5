"""What a file says of itself: which edition and state it was made of, who saved it last."""

from __future__ import annotations

import pytest
from tests.publish.word.opening.made import NAMES, p, r, read, relations

CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
PART = '<sourcebook xmlns="urn:sourcebook:word" edition="roads" build="9f2c" sending="7e1d" text="1"/>'
PROPERTIES = (
    f'<Properties xmlns="{CUSTOM}" xmlns:vt="{TYPES}">'
    '<property pid="2" name="SourcebookEdition"><vt:lpwstr>hills</vt:lpwstr></property>'
    '<property pid="3" name="SourcebookBuild"><vt:lpwstr>1a2b</vt:lpwstr></property>'
    '<property pid="4" name="SourcebookSending"><vt:lpwstr>3c4d</vt:lpwstr></property>'
    '<property pid="5" name="Other"><vt:lpwstr>x</vt:lpwstr></property></Properties>'
)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"customXml/item1.xml": PART}, ("roads", "9f2c", "7e1d")),
        ({"customXml/item1.xml": "<other/>", "customXml/item2.xml": PART}, ("roads", "9f2c", "7e1d")),
        ({"docProps/custom.xml": PROPERTIES}, ("hills", "1a2b", "3c4d")),
        ({"customXml/item1.xml": PART, "docProps/custom.xml": PROPERTIES}, ("roads", "9f2c", "7e1d")),
        ({"_rels/.rels": relations(("rId1", "custom-properties", "props.xml")), "props.xml": PROPERTIES}, ("hills", "1a2b", "3c4d")),
        ({}, ("", "", "")),
    ],
)  # fmt: skip
def test_a_file_says_what_it_was_made_of(parts: dict[str, str], said: tuple[str, str, str]) -> None:
    text = read(p(r("x")), parts)
    assert (text.edition, text.build, text.sending) == said


@pytest.mark.parametrize(
    ("core", "said"),
    [
        ("<cp:lastModifiedBy> Mira Tal </cp:lastModifiedBy><dcterms:modified>2031-05-02T08:00:00Z</dcterms:modified>", ("Mira Tal", "2031-05-02T08:00:00Z")),
        ("<dcterms:modified>1970-01-01T00:00:00Z</dcterms:modified>", ("", "")),
        ("<cp:lastModifiedBy/><dcterms:modified>yesterday</dcterms:modified>", ("", "")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_a_file_says_who_saved_it_last(core: str, said: tuple[str, str]) -> None:
    given = {"docProps/core.xml": f"<cp:coreProperties {NAMES}>{core}</cp:coreProperties>"}
    text = read(p(r("x")), given)
    assert (text.last_author, text.modified) == said
