"""Zotero's citations in Word documents, as Word cuts them up."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.sax.saxutils import escape

import docx
import pytest

from sourcebook.dossier.ingest.zotero import LibraryError, read_library

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def citation(*titles: str) -> str:
    items: list[dict[str, Any]] = [
        {
            "id": n,
            "uris": [f"http://zotero.org/users/local/xyz/items/AAAA{title[:4].upper()}"],
            "itemData": {"id": n, "type": "webpage", "title": title, "URL": f"https://x.example/{n}"},
        }
        for n, title in enumerate(titles)
    ]
    return " ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps({"citationItems": items}, ensure_ascii=False) + " "


def field(code: str, pieces: int = 5) -> str:
    """A field as Word writes it: its code over several runs, the text shown after the separator."""
    size = len(code) // pieces + 1
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(code[n : n + size])}</w:instrText></w:r>'
        for n in range(0, len(code), size)
    )
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    shown = "<w:r><w:t>(Kerr 2031)</w:t></w:r>"
    return mark.format("begin") + runs + mark.format("separate") + shown + mark.format("end")


def part(tag: str, content: str) -> str:
    return f'<?xml version="1.0"?><w:{tag} xmlns:w="{W}"><w:p>{content}</w:p></w:{tag}>'


def word(path: Path, **parts: str) -> Path:
    """A document of python-docx with parts put into it."""
    whole = path.with_suffix(".whole.docx")
    docx.Document().save(str(whole))
    names = {"document": "word/document.xml", "footnotes": "word/footnotes.xml", "endnotes": "word/endnotes.xml", "custom": "docProps/custom.xml"}  # fmt: skip
    new = {names[name]: text for name, text in parts.items()}
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as package:
        for name in old.namelist():
            if name not in new:
                package.writestr(name, old.read(name))
        for name, text in new.items():
            package.writestr(name, text)
    return path


def test_items_in_text_and_notes_each_once(tmp_path: Path, dossier_id: UUID) -> None:
    nested = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{field(citation("Third source"))}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    path = word(
        tmp_path / "report.docx",
        document=part(
            "document", field(citation("First source", "Second source")) + nested + field(" PAGEREF x ")
        ),
        footnotes=part("footnotes", field(citation("First source"), 40)),
        endnotes=part(
            "endnotes", f'<w:fldSimple w:instr="{escape(citation("Last source"), {chr(34): "&quot;"})}"/>'
        ),
    )
    found = read_library(path, dossier_id)
    assert found.refused == ()
    titles = [record["fields"]["title"] for record in found.records]
    assert titles == ["First source", "Second source", "Third source", "Last source"]
    assert found.records[0]["origin_key"] == "zotero:AAAAFIRS"


def test_mendeley(tmp_path: Path, dossier_id: UUID) -> None:
    code = (
        citation("A source")
        .replace("ZOTERO_ITEM ", "")
        .replace("zotero.org/users/local/xyz/items", "mendeley.com/documents")
    )
    found = read_library(word(tmp_path / "m.docx", document=part("document", field(code))), dossier_id)
    assert [record["fields"]["title"] for record in found.records] == ["A source"]


def test_bookmarks_keep_their_code_in_the_properties(tmp_path: Path, dossier_id: UUID) -> None:
    code = citation("Kept apart").replace(" ADDIN ZOTERO_", "")
    pieces = "".join(
        f'<property name="ZOTERO_BREF_abc_{n + 1}"><lpwstr>{escape(code[n * 50 : n * 50 + 50])}</lpwstr></property>'
        for n in range(len(code) // 50 + 1)
    )
    found = read_library(word(tmp_path / "b.docx", custom=f"<Properties>{pieces}</Properties>"), dossier_id)
    assert [record["fields"]["title"] for record in found.records] == ["Kept apart"]


def test_broken_field_is_refused_and_the_rest_kept(tmp_path: Path, dossier_id: UUID) -> None:
    broken = citation("Lost")[:80]
    content = (
        field(broken)
        + field(citation("Kept"))
        + field(' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [{"id": 3}]}')
    )
    found = read_library(word(tmp_path / "c.docx", document=part("document", content)), dossier_id)
    assert [record["fields"]["title"] for record in found.records] == ["Kept"]
    assert [refused.where for refused in found.refused] == [
        "word/document.xml, field 1",
        "word/document.xml, field 3",
    ]


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (part("document", ""), "no field"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "document type"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>', "document type"),
        ("<x>", "no sound XML"),
    ],
)
def test_document_without_citations_or_with_traps(
    tmp_path: Path, dossier_id: UUID, document: str, why: str
) -> None:
    with pytest.raises(LibraryError, match=why):
        read_library(word(tmp_path / "d.docx", document=document), dossier_id)


def test_zip_bomb_is_refused(tmp_path: Path, dossier_id: UUID) -> None:
    path = tmp_path / "bomb.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w") as part,
    ):
        for _ in range(45):
            part.write(b" " * 10_000_000)
    with pytest.raises(LibraryError, match="more than is read"):
        read_library(path, dossier_id)
