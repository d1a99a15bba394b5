"""BibTeX and biblatex: entries as CSL items, LaTeX decoded. What CSL has no place for stays in `custom`."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

from sourcebook.dossier.ingest.zotero.item import Item, LibraryError, Refused, refused
from sourcebook.dossier.ingest.zotero.latex import LatexError, bare_address, plain
from sourcebook.dossier.ingest.zotero.tables import table

# It prints warnings about the blocks that are refused here, with their reason.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:/(\d{4})(?:-(\d\d))?(?:-(\d\d))?)?")
_SEASON = re.compile(r"(\d{4})-(2[1-4])")
_WHOLE = re.compile(r"\{[^{}]*\}")


def read_bibtex(text: str, name: str) -> Iterator[Item | Refused]:
    """The entries of a library in BibTeX. `name` is the file's, for messages. Raises LibraryError."""
    stack = [ResolveStringReferencesMiddleware(True), RemoveEnclosingMiddleware(True)]
    try:
        library = parse_string(text, parse_stack=stack)
    except (Exception, RecursionError) as error:  # its errors have no common base
        raise LibraryError(
            f"{name}: BibTeX that cannot be read ({str(error)[:100]}); export it again"
        ) from None
    if not library.entries and not library.failed_blocks:
        raise LibraryError(f"{name}: no entry of BibTeX in it (each begins with @type{{key,)")
    for block in library.blocks:
        where = f"line {(block.start_line or 0) + 1}"
        if isinstance(block, Entry):
            yield from _item(block, where)
        elif isinstance(block, ParsingFailedBlock):
            yield refused(where, "", block.raw or "", _reason(block))


def _reason(block: ParsingFailedBlock) -> str:
    if isinstance(block, DuplicateBlockKeyBlock):
        return f"the key {block.key} is given twice; only the first entry was read"
    if isinstance(block, DuplicateFieldKeyBlock):
        return f"a field is given twice ({', '.join(sorted(block.duplicate_keys))}); keep one of them"
    return "the entry cannot be read: a brace, quotation mark or comma is missing"


def _item(entry: Entry, where: str) -> Iterator[Item | Refused]:
    raw = {field.key.lower(): str(field.value) for field in entry.fields}
    kind = entry.entry_type.lower()
    known = table("bibtex_types")
    data: dict[str, Any] = {"id": entry.key, "type": known["types"].get(kind, "document")}
    data["type"] = known["subtypes"].get(raw.get("entrysubtype", "").lower(), data["type"])
    _address(raw)
    for field, variable in known["names"].items():
        names, bad = _names(raw.pop(field, ""))
        if names:
            data[variable] = names
        yield from (refused(where, field, name, "a name that cannot be read") for name in bad)
    # Dates and addresses are not LaTeX; a `%` or `~` in them is themselves.
    fields: dict[str, str] = {
        key: raw.pop(key) for key in ("url", "date", "urldate", "doi", "file") if key in raw
    }
    for key, value in raw.items():
        try:
            fields[key] = plain(value)
        except LatexError as error:
            fields[key] = " ".join(value.split())
            yield refused(where, key, value, f"{error}; it was kept as it stands")
    _dates(data, fields)
    for variable, choices in known["variables"].items():
        chosen = next((key for key in choices if fields.get(key)), None)
        if chosen:
            data[variable] = fields.pop(chosen)
    _rest(data, fields, kind, known)
    yield Item(where, entry.key, data)


def _address(raw: dict[str, str]) -> None:
    """The address, without LaTeX; many libraries have it under `howpublished`."""
    if "url" in raw:
        raw["url"] = bare_address(raw["url"])
    elif "howpublished" in raw:
        address = bare_address(raw["howpublished"])
        if re.match(r"https?://\S+$", address):
            raw["url"] = address
            del raw["howpublished"]


def _names(value: str) -> tuple[list[dict[str, str]], list[str]]:
    """The names of a field in CSL's parts, and those that cannot be read, which are kept whole as well."""
    names, bad = [], []
    for name in split_multiple_persons_names(value) if value.strip() else []:
        if name.casefold() == "others":
            names.append({"literal": "et al."})
            continue
        try:
            names.append(_name(name))
        except (InvalidNameError, LatexError):
            names.append({"literal": " ".join(name.split())})
            bad.append(name)
    return names, bad


def _name(name: str) -> dict[str, str]:
    if _WHOLE.fullmatch(name.strip()):
        return {"literal": plain(name)}
    parts = parse_single_name_into_parts(name, strict=False)
    said = {
        "family": parts.last,
        "given": parts.first,
        "non-dropping-particle": parts.von,
        "suffix": parts.jr,
    }
    found = {key: plain(" ".join(words)) for key, words in said.items() if words}
    return {"literal": found["family"]} if set(found) == {"family"} else found


def _dates(data: dict[str, Any], fields: dict[str, str]) -> None:
    if fields.get("urldate"):
        data["accessed"] = _date(fields.pop("urldate"))
    if fields.get("date"):
        data["issued"] = _date(fields.pop("date"))
        return
    year, month, day = (fields.pop(key, "") for key in ("year", "month", "day"))
    if not year and not month:
        return
    number = _MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in _MONTHS else 0
    if month.isdecimal():
        number = int(month)
    plain_month = number and re.fullmatch(r"\w+\.?", month)
    if re.fullmatch(r"\d{4}", year) and (plain_month or not month) and (not day or day.isdecimal()):
        numbers = [int(year), *([number] if number else []), *([int(day)] if day and number else [])]
        data["issued"] = {"date-parts": [numbers]}
    else:
        data["issued"] = {"raw": " ".join(part for part in (day, month, year) if part)}


def _date(value: str) -> dict[str, Any]:
    """A date of biblatex (ISO 8601) in CSL's parts where these can say it."""
    season, match = _SEASON.fullmatch(value), _DATE.fullmatch(value)
    if season:
        return {"date-parts": [[int(season[1])]], "season": int(season[2]) - 20}
    if match is None:
        return {"raw": value}
    numbers = [int(part) if part else 0 for part in match.groups()]
    parts = [[number for number in some if number] for some in (numbers[:3], numbers[3:])]
    return {"date-parts": [some for some in parts if some]}


def _rest(data: dict[str, Any], fields: dict[str, str], kind: str, known: dict[str, Any]) -> None:
    """Title, language, pages, number; and what CSL has no place for."""
    own: dict[str, str] = {"entrytype": kind}
    title, subtitle = fields.pop("title", ""), fields.pop("subtitle", "")
    if title:
        data["title"] = f"{title}: {subtitle}" if subtitle else title
        if subtitle:
            own.update(title=title, subtitle=subtitle)
    for key in ("langid", "language", "hyphenation"):
        if fields.get(key) and "language" not in data:
            data["language"] = fields.pop(key)
    if fields.get("pages"):
        data["page"] = fields.pop("pages")
    if fields.get("number"):
        data["issue" if kind in known["issue"] else "number"] = fields.pop("number")
    elif fields.get("issue"):
        data["issue"] = fields.pop("issue")
    data["custom"] = {"bibtex": {**own, **{key: value for key, value in fields.items() if value}}}
