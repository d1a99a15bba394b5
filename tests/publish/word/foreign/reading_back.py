"""What a draft says as it was read, and what its edition says in print, with all that may differ folded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sourcebook.publish.edition import Edition
from sourcebook.publish.material import Material
from sourcebook.publish.printed import Printed
from sourcebook.publish.printing import Given, printed
from sourcebook.reading.document import Document

_MARK = re.compile(r"\[\d{1,4}\]")


def in_print(edition: Edition, material: Material, of_key: Mapping[str, dict[str, Any]]) -> Printed:
    """The edition in print, with the sources that were found or made for it."""
    records = {**material.records, **{plain["id"]: plain for plain in of_key.values()}}
    return printed(edition, replace(material, records=records), Given())


def letters(text: str) -> str:
    """Letters and figures alone, without the marks of notes, which count anew."""
    return "".join(character for character in _MARK.sub("", text).casefold() if character.isalnum())


def missing(document: Document, report: Printed, apart_from: str = "") -> list[str]:
    """Lines of the draft (text, headings, cells, notes) that are not in print; `apart_from`: not looked for."""
    found = letters("\n".join(line.text for line in report.lines()))
    said = [one.text for one in document.paragraphs] + [note.text for note in document.notes]
    said += [section.title for section in document.sections]
    said += [cell for table in document.tables for row in table.rows for cell in row]
    lines = [line for text in said for line in text.split("\n")]
    return [line for line in lines if letters(line) not in found and line not in apart_from]
