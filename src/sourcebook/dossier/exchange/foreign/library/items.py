"""A source as an item of CSL (CSL-JSON 1.0.2): our columns, and what its library said beyond them.

`fields.csl` keeps variables that the columns say only in part (a title with italics, names in parts). Such a
variable is written as it was while reading it still gives what the column says; once somebody has changed the
column, the column is written.
"""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from sourcebook.dates import bounds
from sourcebook.dossier.ingest.dating import DateRefused
from sourcebook.dossier.ingest.schema import known_schema
from sourcebook.dossier.ingest.zotero.dates import csl_date
from sourcebook.dossier.ingest.zotero.item import Item
from sourcebook.dossier.ingest.zotero.names import name_of_line
from sourcebook.dossier.ingest.zotero.sources import origin_key, source_of
from sourcebook.dossier.ingest.zotero.tables import form_of, publisher_variable
from sourcebook.dossier.kinds import Plain

CslItem = dict[str, Any]
_NOBODY = UUID(int=0)
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)\b[^<>]*>", re.IGNORECASE)
_PUBLISHERS = ("publisher", "container-title", "authority")
_ARCHIVES = ("archive", "archive_location", "archive-location")
# Columns that CSL has no variable for; they go with the item under `custom`.
_OWN = ("title_language", "title_translated", "details")


@cache
def types() -> dict[str, Any]:
    """`types.yaml`."""
    read: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("types.yaml").read_text("utf-8"))
    return read


def item_of(plain: Plain) -> CslItem:
    """The item that a source is. Reading it gives the same source, but for what the format loses."""
    fields, kept = plain["fields"], dict(plain["fields"]["csl"])
    kind = kept.get("type")
    if not isinstance(kind, str) or form_of(kind) != fields["form"]:
        kind = types()["csl"][fields["form"]]
    said = _said({**kept, "type": kind}, fields)
    item: CslItem = {"id": _id(plain, kept), "type": kind}
    for variable, column, value in _values(fields):
        stays = variable in kept and all(said.get(name) == fields[name] for name in column.split())
        if stays:
            item[variable] = kept[variable]
        elif value:
            item[variable] = value
        kept.pop(variable, None)
    _publisher(item, kept, fields["publisher"], said.get("publisher"))
    _addresses(item, kept, plain["parts"]["urls"])
    # BibTeX does not read these. The language of a title is often what its reader would say as well.
    own = {name: fields[name] for name in _OWN if fields.get(name)}
    if own.get("title_language") == said.get("title_language"):
        own.pop("title_language", None)
    custom = kept.pop("custom", None)
    item.update({name: value for name, value in kept.items() if name not in item})
    if own:
        before = custom if isinstance(custom, dict) else {}
        custom = {**before, "sourcebook": own}
    if custom is not None:
        item["custom"] = custom
    return item


def _said(kept: CslItem, fields: Plain) -> Plain:
    """What a reader would make of the variables kept beside the columns."""
    item = {"title": fields["title"] or "-", **kept, "language": kept.get("language", fields["language"])}
    record, _ = source_of(Item("", "", item), _NOBODY, known_schema())
    return record["fields"] if record else {}


def _id(plain: Plain, kept: CslItem) -> Any:
    """The id under which the item is known again: its own where that leads to the same record."""
    own = kept.get("id")
    key = plain["origin_key"]
    if own is not None and (not key or origin_key(str(own), kept) == key):
        return own
    return key_of(plain) or plain["id"]


def key_of(plain: Plain) -> str:
    """The key that a library knows a source by; "" where it came from none."""
    key = plain["origin_key"].removeprefix("zotero:")
    return "" if key == plain["origin_key"] or key.startswith("sha256-") else str(key)


def _values(fields: Plain) -> list[tuple[str, str, Any]]:
    """Variables with the columns that say the same, and what they are by those."""
    accessed = fields["accessed"]
    return [
        ("title", "title", _without_markup(fields["title"])),
        ("author", "authors", [name_of_line(line) for line in fields["authors"]]),
        ("issued", "published published_words", issued(fields["published"], fields["published_words"])),
        ("accessed", "accessed", {"date-parts": [_numbers(accessed)]} if accessed else None),
        ("language", "language", fields["language"]),
        ("number", "symbol", fields["symbol"]),
    ]


def _without_markup(title: str) -> str:
    """A title in which nothing is markup to a program that reads CSL; most are as they stand."""
    meant = _MARKUP.search(title) or html.unescape(title) != title
    return html.escape(title, quote=False) if meant else title


def _numbers(day: str) -> list[int]:
    return [int(part) for part in day.split("-")]


def issued(edtf: str, words: str) -> dict[str, Any]:
    """A date of CSL. Where its parts cannot say what the EDTF string does, that stands beside them."""
    value: dict[str, Any] = {"literal": words} if words else {}
    if not edtf:
        return value
    plain = edtf.removesuffix("~")
    pieces = plain.split("/")
    if all(piece.replace("-", "").isdecimal() and len(piece) in (4, 7, 10) for piece in pieces[:2]):
        value = {"date-parts": [_numbers(piece) for piece in pieces[:2]], **value}
        if plain != edtf and len(pieces) == 1:
            value["circa"] = True
    else:
        low, high = bounds(edtf)
        if low.year > 1 and high.year < 9999:
            value = {"date-parts": [_numbers(day.isoformat()) for day in (low, high)], **value}
    try:
        same = csl_date(value) == (edtf, words)
    except DateRefused:
        same = False
    return value if same else {**value, "edtf": edtf}


def _publisher(item: CslItem, kept: CslItem, publisher: str, said: object) -> None:
    own = publisher_variable(item["type"])
    if said == publisher:
        return
    if publisher:
        item[own] = publisher
        kept.pop(own, None)
    else:
        for variable in _PUBLISHERS:
            kept.pop(variable, None)


def _addresses(item: CslItem, kept: CslItem, rows: list[Plain]) -> None:
    """The cited address, and a copy in an archive."""
    cited = next((row["url"] for row in rows if row["role"] == "cited"), "")
    archived = [row["url"] for row in rows if row["role"] == "archived"]
    before = kept.pop("URL", None)
    if isinstance(before, str) and (before.strip() == cited or not cited):
        item["URL"] = before
    elif cited:
        item["URL"] = cited
    told = []
    for variable in _ARCHIVES:
        value = kept.get(variable)
        if isinstance(value, str) and "://" in value:
            if value.strip() in archived:
                told.append(value.strip())
            else:
                del kept[variable]
    if archived and not told and "archive_location" not in kept:
        item["archive_location"] = archived[0]
