"""A partner's draft about the invented country, as a field office writes one, and the records behind it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from tests.publish.word.foreign.making import (
    File,
    bookmarked,
    complex_field,
    csl,
    paragraph,
    run,
    table,
    zotero,
)

from sourcebook.publish.material import Material

DOSSIER = UUID("6f1d2a70-0000-4000-8000-000000000001")
PAGE: dict[str, Any] = {
    "id": "AB12CD34",
    "type": "webpage",
    "title": "Statement on the closure of the Ilm Road",
    "container-title": "Government of Ardovia",
    "URL": "https://gov.ardovia.example/2024/02/16/ilm-road?lang=en",
    "issued": {"date-parts": [[2024, 2, 16]]},
    "accessed": {"date-parts": [[2024, 3, 2]]},
    "language": "en",
}
PAPER: dict[str, Any] = {
    "id": "QW98ER76",
    "type": "article-newspaper",
    "title": "Дорога закрыта: что говорят в Дормете",
    "container-title": "Вестник Сельна",
    "author": [{"family": "Тешик", "given": "Ярмо"}],
    "URL": "https://vestnik.example/2024/02/18/doroga",
    "issued": {"date-parts": [[2024, 2, 18]]},
    "language": "ru",
}
REPORT: dict[str, Any] = {
    "id": "ZX55CV44",
    "type": "report",
    "title": "Winter Without Gas: Findings of a Monitoring Visit to Dormet",
    "publisher": "Lakes Human Rights Committee",
    "author": [{"literal": "Lakes Human Rights Committee"}],
    "issued": {"date-parts": [[2024, 5]]},
    "URL": "https://lakes.example/reports/winter.pdf",
    "language": "en",
}
CASE: dict[str, Any] = {
    "id": "LL11MM22",
    "type": "legal_case",
    "title": "Kostrash and Others v. Ardovia",
    "authority": "European Court of Human Rights",
    "number": "44102/24",
    "issued": {"date-parts": [[2024, 9, 5]]},
}
ARMENIAN: dict[str, Any] = {
    "id": "HY77GG88",
    "type": "webpage",
    "title": "Իլմի ճանապարհը փակ է",
    "container-title": "Դորմետի լրատու",
    "URL": "https://lratu.example/2024/ilm",
    "issued": {"date-parts": [[2024, 2, 17]]},
    "language": "hy",
}
SAID = "Nobody will pass until the flags come down"
OTHER = "The road belongs to those who can hold it, and we have held it for a hundred years"


def draft() -> File:
    """The draft: fields in the text and in notes, typed notes, a table, quotations, three scripts."""
    file = File()
    file.add("The Ilm Road in the Winter of 2024", style="Title")
    file.add("Background", style="Heading1")
    file.add(
        "The Government closed the road on 16 February ",
        zotero("(Government of Ardovia 2024, p. 4)", PAGE, locator="4", label="page"),
        ", and the press of ",
        run("Сельнская республика", language="ru-RU"),
        " wrote of it on the same day",
        file.note(zotero("Тешик 2024; Դորմետի լրատու 2024", PAPER, ARMENIAN, prefix="see ")),
        ".",
    )
    file.add(
        f"The Minister of Transport told reporters: “{SAID}.”",
        file.note("Government of Ardovia, “Statement on the closure of the Ilm Road”, 16 February 2024."),
        " He spoke in the ",
        run("evening", italic=True),
        " and was ",
        run("not", bold=True),
        " asked about it again; the text is ",
        file.link("on his page", "https://gov.ardovia.example/minister"),
        ".",
    )
    file.add("On the other side it was said that", style="Normal")
    file.add(OTHER + ".", style="Quote")
    file.add("Findings", style="Heading1")
    file.add("Three villages had no gas:")
    file.add("Dormet, from 17 February;", style="ListBullet")
    file.add("Tolva, from 19 February;", style="ListBullet")
    file.add("Brenn, for two days.", style="ListBullet")
    file.body.append(
        table(
            ("Village", "Days without gas", "Source"),
            ("Dormet", "41", run("monitors") + file.note("Interviews of the authors, Dormet, March 2024.")),
            ("Tolva", "39", run("hospital", italic=True) + zotero(" (Lakes 2024)", REPORT)),
        )
    )
    file.add(
        "The Court was told of it ",
        complex_field(f" ADDIN {csl(CASE, suffix=', interim measure')} ", "(Kostrash 2024)"),
        " and of what the authors call a siege: “a winter in which the old burned their doors and floors”.",
    )
    file.add(
        "Nothing was heard from the ministry since then.",
        file.note("Email of the ministry to the authors, 4 June 2024, on file with the authors."),
    )
    file.body.append(
        paragraph(
            complex_field(
                ' ADDIN ZOTERO_BIBL {"uncited":[],"custom":[]} CSL_BIBLIOGRAPHY ',
                "Lakes Human Rights Committee. Winter Without Gas: Findings of a Monitoring Visit to Dormet. 2024.",
            )
        )
    )
    return file


def libre() -> File:
    """A draft of LibreOffice, whose citations are bookmarks."""
    file = File()
    file.add("Gas in Dormet", style="Title")
    file.add("The gas was cut off ", bookmarked("ZOTERO_BREF_a1B2", "(Lakes 2024, pp. 3–5)"), " in February.")
    file.coded("ZOTERO_BREF_a1B2", f"ZOTERO_ITEM {csl(REPORT, locator='3–5')}")
    return file


def statement(number: int, text: str, **own: object) -> dict[str, Any]:
    """A statement of a dossier in its plain form, as far as an edition reads it."""
    id = str(uuid5(DOSSIER, f"statement {number}"))
    fields = {"text": text, "translation": "", "when": "2024-02-16", "manner": "direct", **own}
    return {
        "id": id,
        "kind": "statement",
        "label": "",
        "fields": fields,
        "parts": {"speakers": []},
        "evidence": [],
    }


def material(*records: dict[str, Any]) -> Material:
    """A dossier of these records."""
    return Material("The Ilm Road", {one["id"]: one for one in records})
