"""An item of a library becomes a source: what our columns say goes there, the rest stays with it as CSL data.

`fields.csl` holds every variable that no column says in full, and always the item's type and id, so that
writing the source out as CSL-JSON again loses nothing.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from typing import Any
from uuid import UUID, uuid5

from sourcebook.dossier.ingest.addresses import AddressError, address
from sourcebook.dossier.ingest.dating import DateRefused
from sourcebook.dossier.ingest.language_tags import language_tag
from sourcebook.dossier.ingest.plain_text import clean_data
from sourcebook.dossier.ingest.schema import Plain, Schema, blank, part
from sourcebook.dossier.ingest.zotero.dates import csl_date
from sourcebook.dossier.ingest.zotero.item import Item, Refused, refused
from sourcebook.dossier.ingest.zotero.names import name_line, said_by_lines
from sourcebook.dossier.ingest.zotero.tables import form_of, publisher_variable
from sourcebook.languages import language_of

_MARKUP = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_ZOTERO = re.compile(r"https?://(?:www\.)?zotero\.org/.*/items/([A-Z0-9]{8})/?")
_PUBLISHERS = ("publisher", "container-title", "authority")
_ARCHIVES = ("archive", "archive_location", "archive-location")
_LONGEST_KEY = 190
_ABSENT: tuple[object, ...] = ("", None)


def source_of(item: Item, dossier: UUID, schema: Schema) -> tuple[Plain | None, list[Refused]]:
    """The source that an item describes, and what was refused of it; None where all of it was."""
    try:
        rest: dict[str, Any] = clean_data(item.data)
    except RecursionError:
        return None, [refused(item.where, "", "", "the item is nested too deeply")]
    if not _text(rest.get("title")) and not _text(rest.get("URL")):
        return None, [refused(item.where, "title", item.key, "the item has neither title nor URL")]
    key = origin_key(item.key, rest)
    record = blank(schema, "source", uuid5(dossier, key), key)
    refusals: list[Refused] = []
    kind = rest["type"] = _text(rest.get("type")) or "document"
    record["fields"].update(form=form_of(kind), symbol=_take(rest, "number"))
    record["fields"]["publisher"] = _publisher(rest, kind)
    _languages(record["fields"], rest)
    _authors(record["fields"], rest)
    refusals += _dates(record["fields"], rest, item.where)
    refusals += _addresses(record, rest, item.where, schema)
    record["fields"]["csl"] = rest
    return record, refusals


def origin_key(own: str, data: dict[str, Any]) -> str:
    """The key by which an item is known again: Zotero's own, the citation key, else a hash of its content."""
    zotero = _ZOTERO.match(own)
    key = zotero[1] if zotero else own.strip()
    if key and len(key) <= _LONGEST_KEY:
        return f"zotero:{key}"
    said = key or json.dumps({k: v for k, v in data.items() if k != "id"}, sort_keys=True, ensure_ascii=False)
    return f"zotero:sha256-{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:32]}"


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def _take(rest: dict[str, Any], variable: str) -> str:
    """The text of a variable; it leaves the rest if the text says all of it."""
    text = _text(rest.get(variable))
    if text and text == rest[variable]:
        del rest[variable]
    return text


def _publisher(rest: dict[str, Any], kind: str) -> str:
    own = publisher_variable(kind)
    if _text(rest.get(own)):
        return _take(rest, own)
    # It stays with the item, or it would come out under another variable.
    return next((_text(rest[name]) for name in _PUBLISHERS if _text(rest.get(name))), "")


def _languages(fields: Plain, rest: dict[str, Any]) -> None:
    """Title and languages. A title's own language is told by its words, where they tell; tags of the item
    that are none stay with it."""
    said = _text(rest.get("language"))
    tag = language_tag(said) if said else None
    if tag and tag == rest["language"]:
        del rest["language"]
    plain = " ".join(html.unescape(_MARKUP.sub("", _text(rest.get("title")))).split())
    if plain and plain == rest["title"]:
        del rest["title"]
    spoken = tag.partition("-")[0] if tag else None
    told = language_of(plain, spoken) if plain else None
    fields.update(title=plain, language=tag or "", title_language=(tag if told == spoken else told) or "")


def _authors(fields: Plain, rest: dict[str, Any]) -> None:
    names = rest.get("author")
    if not isinstance(names, list):
        return
    fields["authors"] = [line for line in map(name_line, names) if line]
    if said_by_lines(names):
        del rest["author"]


def _dates(fields: Plain, rest: dict[str, Any], where: str) -> list[Refused]:
    """Published and accessed; a date that is refused stays with the item, its words beside the empty date."""
    refusals = []
    for variable in ("issued", "accessed"):
        value = rest.get(variable)
        if value is None:
            continue
        try:
            edtf, words = csl_date(value, fields["language"].partition("-")[0] or "en")
            if variable == "issued":
                fields.update(published=edtf, published_words=words)
                _drop_said(rest, edtf, words)
            elif len(edtf) == 10 and edtf.replace("-", "").isdigit():
                fields["accessed"] = edtf
                del rest[variable]
            else:
                raise DateRefused("the date of access is a day: year, month and day")
        except DateRefused as refusal:
            if variable == "issued" and isinstance(value, dict):
                fields["published_words"] = _text(value.get("literal") or value.get("raw"))
            refusals.append(refused(where, variable, _shown(value), str(refusal)))
    return refusals


def _drop_said(rest: dict[str, Any], edtf: str, words: str) -> None:
    """Leaves `issued` out where EDTF and words say all of it: days and ranges in parts, or words alone."""
    value = rest["issued"]
    known = {"date-parts"} if edtf and not words else {"literal"} if words and not edtf else set()
    if isinstance(value, dict) and {key for key, said in value.items() if said not in _ABSENT} <= known:
        del rest["issued"]


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _addresses(record: Plain, rest: dict[str, Any], where: str, schema: Schema) -> list[Refused]:
    refusals = []
    given = [("URL", _text(rest.get("URL")), "cited")]
    given += [(name, _text(rest.get(name)), "archived") for name in _ARCHIVES]
    for variable, value, role in given:
        if not value or (role == "archived" and "://" not in value):
            continue
        try:
            url, key = address(value)
        except AddressError as error:
            refusals.append(refused(where, variable, value, str(error)))
            continue
        record["parts"]["urls"].append(part(schema, record, "urls", url=url, key=key, role=role))
        if url == rest[variable] and role == "cited":
            del rest[variable]
    return refusals
