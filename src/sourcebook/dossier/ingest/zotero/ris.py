"""RIS: items between TY and ER, one tag a line. Tags that CSL has no variable for stay under `custom`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase, digits
from typing import Any

from rispy import RisParser  # type: ignore[import-untyped]

from sourcebook.dossier.ingest.zotero.item import Item, LibraryError, Refused, refused
from sourcebook.dossier.ingest.zotero.tables import table

_TAG_LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*)|)$")
_DATE = re.compile(r"(\d{4})(?:/(\d{1,2})?)?(?:/(\d{1,2})?)?(?:/(.*))?")
_ACCESS = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/.*)?")
# Every tag under its own name, and repeated tags all kept: rispy's own table keeps the first of most.
_TAGS = [first + second for first in ascii_uppercase for second in ascii_uppercase + digits]
# A line longer than this is no field.
_LONGEST = 1_000_000


def read_ris(text: str, name: str) -> Iterator[Item | Refused]:
    """The items of a library in RIS. `name` is the file's, for messages. Raises LibraryError."""
    parser = RisParser(
        mapping={tag: tag for tag in [*_TAGS, "UK"]}, list_tags=_TAGS, delimiter_tags_mapping={}
    )
    for number, (line, fields, ended) in enumerate(_items(text, name), 1):
        where = f"item {number}, line {line}"
        if not ended:
            shown = next((value for tag, value in fields if tag in ("TI", "T1")), "")
            yield refused(where, "ER", shown, "the item has no end (a line ER  - ); it may be cut off")
            continue
        rows = [f"{tag}  - {value}" for tag, value in fields]
        entries = parser.parse("\n".join([*rows, "ER  - "]))
        yield _item(entries[0], where)


def _items(text: str, name: str) -> Iterator[tuple[int, list[tuple[str, str]], bool]]:
    """The tags and values of each item, with the line it begins in, and whether it has an end.

    A line without a tag goes on with the value above it.
    """
    fields: list[tuple[str, str]] = []
    start, seen = 0, False
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > _LONGEST:
            raise LibraryError(f"{name}: line {number} has {len(line)} characters; this is no RIS")
        match = _TAG_LINE.match(line.strip("\ufeff").rstrip())
        tag, value = (match[1], (match[2] or "").strip()) if match else ("", line.strip())
        if tag == "TY":
            if fields:
                yield start, fields, False
            fields, start, seen = [(tag, value)], number, True
        elif tag == "ER":
            if fields:
                yield start, fields, True
            fields = []
        elif not fields:
            continue
        elif tag:
            fields.append((tag, value))
        elif value:
            last, before = fields[-1]
            fields[-1] = (last, f"{before} {value}".strip())
    if fields:
        yield start, fields, False
    if not seen:
        raise LibraryError(f"{name}: no item of RIS in it (each begins with a line TY  - )")


def _item(entry: dict[str, Any], where: str) -> Item:
    known = table("ris_types")
    # The type alone is no list: rispy reads it apart from the other tags.
    kind = str(entry.pop("TY", "")).strip().upper() or "GEN"
    tags: dict[str, list[str]] = {
        tag: said for tag, values in entry.items() if (said := [value for value in values if value])
    }
    data: dict[str, Any] = {"type": known["types"].get(kind, "document")}
    for variable, choices in known["variables"].items():
        tag = next((tag for tag in choices if tag in tags), None)
        if tag:
            data[variable] = tags[tag].pop(0)
    for variable, choices in known["names"].items():
        names = [_name(value) for tag in choices for value in tags.pop(tag, [])]
        if names:
            data[variable] = names
    if "KW" in tags:
        data["keyword"] = ", ".join(tags.pop("KW"))
    if "N1" in tags:
        data["note"] = "\n".join(tags.pop("N1"))
    if "UR" in tags:
        data["URL"] = tags["UR"].pop(0)
    if "SN" in tags:
        data["ISBN" if kind in known["isbn"] else "ISSN"] = tags["SN"].pop(0)
    if kind in known["authority"] and "publisher" in data:
        data["authority"] = data.pop("publisher")
    _pages(data, tags)
    _dates(data, tags)
    left = {tag: values for tag, values in tags.items() if values}
    data["custom"] = {"ris": {"TY": [kind], **left}}
    return Item(where, str(data.get("id", "")), data)


def _name(value: str) -> dict[str, str]:
    """ "Family, Given, Suffix", or the name of a body without commas."""
    family, *rest = (piece.strip() for piece in value.split(","))
    if not rest or len(rest) > 2:
        return {"literal": value}
    return {"family": family, "given": rest[0], **({"suffix": rest[1]} if len(rest) > 1 else {})}


def _pages(data: dict[str, Any], tags: dict[str, list[str]]) -> None:
    first, last = tags.pop("SP", [""]), tags.pop("EP", [""])
    if data["type"] in ("book", "report", "thesis", "manuscript") and first[0] and not last[0]:
        data["number-of-pages"] = first[0]
    elif first[0] or last[0]:
        pages = [first[0], "" if last[0] == first[0] else last[0]]
        data["page"] = "–".join(page for page in pages if page)


def _dates(data: dict[str, Any], tags: dict[str, list[str]]) -> None:
    """Published from DA, else PY or Y1; accessed from Y2. What is no date of RIS stays words."""
    for tag in ("DA", "PY", "Y1"):
        if tag in tags:
            data["issued"] = _date(tags[tag].pop(0))
            break
    if "DA" not in tags:
        return _accessed(data, tags)
    year = tags.get("PY") or tags.get("Y1")
    # "DA  - 04/18" beside "PY  - 2023": the year stands in a tag of its own.
    if year and "raw" in data["issued"] and year[0][:4] not in data["issued"]["raw"]:
        data["issued"] = {"raw": f"{data['issued']['raw']} {year[0][:4]}"}
    elif year and year[0][:4] == str(data["issued"].get("date-parts", [[""]])[0][0]):
        year.pop(0)
    return _accessed(data, tags)


def _accessed(data: dict[str, Any], tags: dict[str, list[str]]) -> None:
    if "Y2" in tags:
        value = tags["Y2"].pop(0)
        match = _ACCESS.fullmatch(value)
        data["accessed"] = (
            {"date-parts": [[int(part) for part in match.groups()]]} if match else {"raw": value}
        )


def _date(value: str) -> dict[str, Any]:
    """ "2023/04/18/", "2023///", "2023/04//Spring": the fourth part is words."""
    match = _DATE.fullmatch(value)
    if match is None:
        return {"raw": value}
    parts = [[int(part) for part in match.groups()[:3] if part]]
    words = (match[4] or "").strip()
    return {"date-parts": parts, "literal": f"{words} {match[1]}"} if words else {"date-parts": parts}
